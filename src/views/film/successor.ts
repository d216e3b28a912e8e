import type * as vscode from 'vscode';
import { parsedUri } from '../../host/parsedUri.ts';

/** What a text reads as, whatever saving does to the ends of its lines. */
function asSaved(document: vscode.TextDocument): string {
  return document.getText().split(/\r?\n/u).map((line) => line.trimEnd()).join('\n').trim();
}

/**
 * Whether a file that was saved just now may be what a document that was never saved becomes. VS Code does not tell: it writes the file, then closes the
 * document, whose words are gone by then.
 */
export function mayBecome(document: vscode.TextDocument, saved: vscode.TextDocument): boolean {
  return document.isUntitled && !saved.isUntitled && asSaved(document) === asSaved(saved);
}

/** Where a document is after a file, or a folder around it, was renamed; undefined where that was another one. */
export function renamed(uri: string, { oldUri, newUri }: { readonly oldUri: vscode.Uri; readonly newUri: vscode.Uri }): vscode.Uri | undefined {
  const from = oldUri.toString();
  return uri === from || uri.startsWith(`${from}/`) ? parsedUri(newUri.toString() + uri.slice(from.length)) : undefined;
}
