import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { plain } from '../host/plain.ts';
import { spanInDocument } from '../shots/document.ts';
import type { DocumentShot } from '../shots/document.ts';
import { bracketsOf } from '../shots/shotBrackets.ts';
import { rangeOf, shotsOf, textOf } from './shotDocument.ts';

/** The outline: shots, and in each its brackets in order. */
export function registerOutline(): vscode.Disposable {
  return vscode.languages.registerDocumentSymbolProvider({ language: 'hailuo' }, {
    provideDocumentSymbols: (document, token) => (token.isCancellationRequested ? [] : outlineOf(document)),
  }, { label: l10n.t('Shots') });
}

function outlineOf(document: vscode.TextDocument): vscode.DocumentSymbol[] {
  const text = textOf(document);
  return shotsOf(document).shots.map((shot) => {
    // Without the blank lines before the next shot.
    const range = rangeOf(document, { start: shot.start, end: shot.start + text.slice(shot.start, shot.end).trimEnd().length });
    const title = rangeOf(document, shot.heading ?? { start: shot.start, end: shot.pieces[0]?.end ?? shot.start });
    const symbol = new vscode.DocumentSymbol(plain(nameOf(shot)), '', vscode.SymbolKind.Event, range.union(title), title);
    symbol.children = symbolsOf(document, shot);
    return symbol;
  });
}

function nameOf(shot: DocumentShot): string {
  const words = shot.prompt.replaceAll(/\s+/g, ' ');
  const names = [shot.title?.text ?? '', words.length > 40 ? `${words.slice(0, 39)}…` : words];
  return names.find((name) => name !== '') ?? l10n.t('Untitled shot');
}

function symbolsOf(document: vscode.TextDocument, shot: DocumentShot): vscode.DocumentSymbol[] {
  return bracketsOf(shot).flatMap((bracket) => {
    const known = bracket.words.filter(({ directive }) => directive !== undefined);
    if (known.length === 0) return [];
    const range = rangeOf(document, spanInDocument(shot, bracket));
    return [new vscode.DocumentSymbol(plain(known.map(({ text }) => text).join(', ')), '', vscode.SymbolKind.Key, range, range)];
  });
}
