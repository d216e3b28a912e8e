import * as vscode from 'vscode';
import type { TextEdit } from '../directives/textEdit.ts';
import { changedSpan } from '../shots/changedSpan.ts';
import type { ChangedSpan } from '../shots/changedSpan.ts';
import { documentKind, longestText } from '../shots/readDocument.ts';
import { createReader } from '../shots/reader.ts';
import type { DocumentReader } from '../shots/reader.ts';
import type { ShotDocument } from '../shots/document.ts';
import type { Span } from '../shots/span.ts';
import type { TextSource } from '../shots/textSource.ts';

interface Known {
  readonly version: number;
  readonly reader: DocumentReader;
  readonly read: ShotDocument;
  /** What was edited since, up to a version. */
  edited?: { readonly version: number; readonly changed: ChangedSpan };
}

const known = new WeakMap<vscode.TextDocument, Known>();

/** The shots of a document as it is now; read once for each version, for all that asks; of a `.hailuo` file only what changed. */
export function shotsOf(document: vscode.TextDocument): ShotDocument {
  const { version, languageId } = document;
  const kind = documentKind(languageId);
  const last = known.get(document);
  if (last?.version === version && last.reader.kind === kind) return last.read;
  const reader = last?.reader.kind === kind ? last.reader : createReader(kind);
  const read = readNow(document, reader, last?.edited);
  known.set(document, { version, reader, read });
  return read;
}

function readNow(document: vscode.TextDocument, reader: DocumentReader, edited?: Known['edited']): ShotDocument {
  // Putting a huge text together would take long in itself.
  if (isTooLong(document)) return reader.read('');
  return edited?.version === document.version ? reader.readEdited(textOf(document), edited.changed) : reader.read(document.getText());
}

/**
 * Keeps what edits touch until somebody asks for the shots, so that only that is read again: a large text is not even put together.
 * To be registered before all who ask when a document changes; whoever asks before gets what they ask for, from the whole text.
 */
export function followEdits(): vscode.Disposable {
  return vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
    const last = known.get(document);
    if (last === undefined || last.version === document.version || last.reader.kind === 'prose') return;
    const changes = contentChanges.map(({ rangeOffset, rangeLength, text }) => ({ start: rangeOffset, end: rangeOffset + rangeLength, length: text.length }));
    const changed = changedSpan(changes, last.edited?.changed);
    if (changed !== undefined) last.edited = { version: document.version, changed };
  });
}

/** The text of a document as it is now, of which each part is put together when it is asked for. */
export function textOf(document: vscode.TextDocument): TextSource {
  return {
    length: lengthOf(document),
    slice: (start, end) => document.getText(rangeOf(document, { start, end })),
  };
}

function lengthOf(document: vscode.TextDocument): number {
  return document.offsetAt(document.lineAt(document.lineCount - 1).range.end);
}

/** Whether its shots are not read for its length. */
export function isTooLong(document: vscode.TextDocument): boolean {
  return lengthOf(document) > longestText(documentKind(document.languageId));
}

export function rangeOf(document: vscode.TextDocument, { start, end }: Span): vscode.Range {
  return new vscode.Range(document.positionAt(start), document.positionAt(end));
}

/** Pure edits as VS Code's, of the document as it is now. */
export function editsOf(document: vscode.TextDocument, edits: readonly TextEdit[]): vscode.TextEdit[] {
  return edits.map((edit) => new vscode.TextEdit(rangeOf(document, edit), edit.text));
}
