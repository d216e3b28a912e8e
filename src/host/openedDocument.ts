import * as vscode from 'vscode';

/** The document at an address, opened without being shown; undefined when it is gone, or its file system is. */
export async function openedDocument(uri: vscode.Uri): Promise<vscode.TextDocument | undefined> {
  try {
    return await vscode.workspace.openTextDocument(uri);
  } catch {
    return undefined;
  }
}
