import * as vscode from 'vscode';
import { openedDocument } from './openedDocument.ts';
import { parsedUri } from './parsedUri.ts';

/** What a text reads as, whatever saving does to the ends of its lines. */
function asSaved(document: vscode.TextDocument): string {
  return document.getText().split(/\r?\n/u).map((line) => line.trimEnd()).join('\n').trim();
}

/**
 * Whether a file that was saved just now may be what a document that was never saved becomes. VS Code does not tell: it writes the file, then closes the
 * document, whose words are gone by then.
 */
function mayBecome(document: vscode.TextDocument, saved: vscode.TextDocument): boolean {
  return document.isUntitled && !saved.isUntitled && asSaved(document) === asSaved(saved);
}

/** Where a document is after a file, or a folder around it, was renamed; undefined where that was another one. */
function renamed(uri: string, { oldUri, newUri }: { readonly oldUri: vscode.Uri; readonly newUri: vscode.Uri }): vscode.Uri | undefined {
  const from = oldUri.toString();
  return uri === from || uri.startsWith(`${from}/`) ? parsedUri(newUri.toString() + uri.slice(from.length)) : undefined;
}

/**
 * Tells what documents become: another one after they, or a folder around them, were renamed, or after they were saved for the first
 * time; undefined where they are gone: thrown away unsaved, or not to be opened under the new name.
 * @param followed the addresses of the documents that are meant, at that time
 */
export function followSuccessors(followed: () => readonly string[], becomes: (from: string, document: vscode.TextDocument | undefined) => void): vscode.Disposable {
  /** What texts that were never saved may be saved as, by their addresses. */
  const savedAs = new Map<string, vscode.TextDocument>();
  return vscode.Disposable.from(
    vscode.workspace.onDidRenameFiles(({ files }) => {
      for (const uri of followed()) {
        const to = files.map((file) => renamed(uri, file)).find((one) => one !== undefined);
        if (to) void openedDocument(to).then((document) => { becomes(uri, document); });
      }
    }),
    vscode.workspace.onDidSaveTextDocument((saved) => {
      const mine = new Set(followed());
      for (const document of vscode.workspace.textDocuments) if (mine.has(document.uri.toString()) && mayBecome(document, saved)) savedAs.set(document.uri.toString(), saved);
    }),
    vscode.workspace.onDidCloseTextDocument((document) => {
      // A document that is told to be in another language is closed too, and stays.
      if (!document.isUntitled || !document.isClosed) return;
      const uri = document.uri.toString();
      if (followed().includes(uri)) becomes(uri, savedAs.get(uri));
      savedAs.delete(uri);
    }),
  );
}
