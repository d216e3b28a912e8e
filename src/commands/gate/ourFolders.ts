import * as path from 'node:path';
import * as vscode from 'vscode';

/** Where a picture may lie without a word: the workspace, the folder `takes` and what we keep ourselves, and the folder of a document that is in no workspace. */
export function foldersOfOurs(scope: vscode.Uri | undefined, takes: string, storage: vscode.Uri): readonly string[] {
  const alone = scope?.scheme === 'file' && !vscode.workspace.getWorkspaceFolder(scope) ? [path.dirname(scope.fsPath)] : [];
  const folders = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file').map(({ uri }) => uri.fsPath);
  return [...folders, takes, storage.fsPath, ...alone];
}
