import * as vscode from 'vscode';
import type { TextEdit } from '../directives/textEdit.ts';
import { documentKind, longestText } from '../shots/readDocument.ts';
import { createReader } from '../shots/reader.ts';
import type { DocumentReader } from '../shots/reader.ts';
import type { ShotDocument } from '../shots/document.ts';
import type { Span } from '../shots/span.ts';

const known = new WeakMap<vscode.TextDocument, { readonly version: number; readonly reader: DocumentReader; readonly read: ShotDocument }>();

/** The shots of a document as it is now; read once for each version, for all that asks; of a `.hailuo` file only what changed. */
export function shotsOf(document: vscode.TextDocument): ShotDocument {
  const { version, languageId } = document;
  const kind = documentKind(languageId);
  const last = known.get(document);
  if (last?.version === version && last.reader.kind === kind) return last.read;
  const reader = last?.reader.kind === kind ? last.reader : createReader(kind);
  // Putting a huge text together would take long in itself.
  const read = reader.read(isTooLong(document) ? '' : document.getText());
  known.set(document, { version, reader, read });
  return read;
}

/** Whether its shots are not read for its length. */
export function isTooLong(document: vscode.TextDocument): boolean {
  return document.offsetAt(document.lineAt(document.lineCount - 1).range.end) > longestText(documentKind(document.languageId));
}

export function rangeOf(document: vscode.TextDocument, { start, end }: Span): vscode.Range {
  return new vscode.Range(document.positionAt(start), document.positionAt(end));
}

/** Pure edits as VS Code's, of the document as it is now. */
export function editsOf(document: vscode.TextDocument, edits: readonly TextEdit[]): vscode.TextEdit[] {
  return edits.map((edit) => new vscode.TextEdit(rangeOf(document, edit), edit.text));
}
