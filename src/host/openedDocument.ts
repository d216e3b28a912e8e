import * as vscode from 'vscode';

/** The document at an address, opened without being shown; undefined when it is gone, or its file system is. */
export async function openedDocument(uri: vscode.Uri): Promise<vscode.TextDocument | undefined> {
  // Opening one that was never saved, and is gone, would begin a new one.
  if (uri.scheme === 'untitled') return vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  try {
    return await vscode.workspace.openTextDocument(uri);
  } catch {
    return undefined;
  }
}
