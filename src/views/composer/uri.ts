import * as vscode from 'vscode';

/** An address that came from outside; undefined when it is none. */
export function parseUri(text: string): vscode.Uri | undefined {
  try {
    return vscode.Uri.parse(text, true);
  } catch {
    return undefined;
  }
}
