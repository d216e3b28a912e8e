import * as l10n from '@vscode/l10n';
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { FilmShot } from '../../film/film.ts';
import { filmOf } from '../../film/film.ts';
import { showInformation } from '../../host/messages.ts';
import { isGone } from '../../host/movedFiles.ts';
import { documentKind, readDocument } from '../../shots/readDocument.ts';
import type { Takes } from '../../takes/takes.ts';

/** A document as the film that it is. */
export interface OpenFilm {
  readonly document: vscode.TextDocument;
  /** The file's name without its ending. */
  readonly name: string;
  readonly shots: readonly FilmShot[];
}

/** `{uri}`, a Uri, or the editor in front. */
async function documentFor(argument: unknown): Promise<vscode.TextDocument | undefined> {
  const given: unknown = argument instanceof vscode.Uri ? argument : (argument as { readonly uri?: unknown } | undefined)?.uri;
  try {
    if (given instanceof vscode.Uri) return await vscode.workspace.openTextDocument(given);
    if (typeof given === 'string') return await vscode.workspace.openTextDocument(vscode.Uri.parse(given, true));
  } catch {
    return undefined;
  }
  return vscode.window.activeTextEditor?.document;
}

/** The film that a command is meant for; undefined when there is none, which is said. */
export async function openFilm(argument: unknown, takes: Pick<Takes, 'all'>): Promise<OpenFilm | undefined> {
  const document = await documentFor(argument);
  if (document?.languageId !== 'hailuo') {
    showInformation(l10n.t('Open a .hailuo file: its shots in order are the film.'));
    return undefined;
  }
  const all = await takes.all();
  const text = document.getText();
  const shots = filmOf({
    text, document: readDocument(text, documentKind(document.languageId)), uri: document.uri.toString(),
    ...(document.uri.scheme === 'file' && { folder: path.dirname(document.uri.fsPath) }),
  }, all, isGone);
  if (shots.length === 0) {
    showInformation(l10n.t('This file has no shots yet.'));
    return undefined;
  }
  return { document, name: path.basename(document.uri.path).replace(/\.hailuo$/iu, ''), shots };
}
