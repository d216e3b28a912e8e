import * as vscode from 'vscode';

/** The address that a person's words spell; undefined for what is none, as half-typed text often is: `https:////x`. */
export function parsedUri(text: string): vscode.Uri | undefined {
  try {
    return vscode.Uri.parse(text, true);
  } catch {
    return undefined;
  }
}
