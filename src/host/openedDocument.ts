import * as vscode from 'vscode';
import { parsedUri } from './parsedUri.ts';

/** The document at an address, opened without being shown; undefined when it is gone, or its file system is. */
export async function openedDocument(address: string): Promise<vscode.TextDocument | undefined> {
  const uri = parsedUri(address);
  try {
    return uri && await vscode.workspace.openTextDocument(uri);
  } catch {
    return undefined;
  }
}
