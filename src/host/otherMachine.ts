import * as vscode from 'vscode';

/** Whether a path names a file on another machine (`//server/share`, which Windows would sign in to), and the workspace does not lie there, too. */
export function isOnOtherMachine(file: string): boolean {
  return /^[\\/]{2}/u.test(file) && !vscode.workspace.getWorkspaceFolder(vscode.Uri.file(file));
}
