import * as vscode from 'vscode';
import type { TextEdit } from '../directives/textEdit.ts';
import { documentKind, longestText, readDocument } from '../shots/readDocument.ts';
import type { ShotDocument } from '../shots/document.ts';
import type { Span } from '../shots/span.ts';

const known = new WeakMap<vscode.TextDocument, { readonly version: number; readonly languageId: string; readonly read: ShotDocument }>();

/** The shots of a document as it is now; read once for each version. */
export function shotsOf(document: vscode.TextDocument): ShotDocument {
  const { version, languageId } = document;
  const last = known.get(document);
  if (last?.version === version && last.languageId === languageId) return last.read;
  // Putting a huge text together would take long in itself.
  const read = readDocument(isTooLong(document) ? '' : document.getText(), documentKind(languageId));
  known.set(document, { version, languageId, read });
  return read;
}

/** Whether its shots are not read for its length. */
export function isTooLong(document: vscode.TextDocument): boolean {
  return document.offsetAt(document.lineAt(document.lineCount - 1).range.end) > longestText;
}

export function rangeOf(document: vscode.TextDocument, { start, end }: Span): vscode.Range {
  return new vscode.Range(document.positionAt(start), document.positionAt(end));
}

/** Pure edits as VS Code's, of the document as it is now. */
export function editsOf(document: vscode.TextDocument, edits: readonly TextEdit[]): vscode.TextEdit[] {
  return edits.map((edit) => new vscode.TextEdit(rangeOf(document, edit), edit.text));
}
