import * as vscode from 'vscode';
import { openedDocument } from '../host/openedDocument.ts';

/** How long VS Code may take to read a file again that was written outside of it, milliseconds. */
const patience = 3000;

const sameBreaks = (text: string): string => text.replace(/\r\n?/gu, '\n');

async function onDisk({ uri, encoding }: vscode.TextDocument): Promise<string | undefined> {
  try {
    return sameBreaks(await vscode.workspace.decode(await vscode.workspace.fs.readFile(uri), { encoding }));
  } catch {
    return undefined;
  }
}

/**
 * The text file at this address, without showing it: what the person typed where they did, else what is on disk. A model that has just
 * written it by a tool of its own means that, and VS Code reads an open file again only some time later. Undefined: there is no such file.
 */
export async function openedAsOnDisk(uri: vscode.Uri): Promise<vscode.TextDocument | undefined> {
  const document = await openedDocument(uri);
  if (document === undefined || document.isDirty) return document;
  const text = await onDisk(document);
  const isRead = (): boolean => text === undefined || document.isDirty || sameBreaks(document.getText()) === text;
  if (isRead()) return document;
  await new Promise<void>((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      listening.dispose();
      resolve();
    };
    const timer = setTimeout(end, patience);
    const listening = vscode.workspace.onDidChangeTextDocument((change) => { if (change.document === document && isRead()) end(); });
    if (isRead()) end();
  });
  return document;
}
