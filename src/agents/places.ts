import { realpathSync } from 'node:fs';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { isRemote } from '../animatic/render/words.ts';
import { liesWithin } from '../host/outputPath.ts';
import { outputFolders } from '../host/takeFiles.ts';
import { findWritten } from '../host/writtenPath.ts';
import { parsedUri } from '../host/parsedUri.ts';

function real(file: string): string {
  try {
    return realpathSync.native(file);
  } catch {
    return file;
  }
}

/** Whether a file lies in a workspace folder or where takes are saved, links followed. */
export function isOurs(file: string, storage: string): boolean {
  const folders = [...(vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file').map(({ uri }) => uri.fsPath), ...outputFolders(vscode.Uri.file(storage))];
  return !/^[\\/]{2}/u.test(file) && folders.some((folder) => liesWithin(folder, file) && liesWithin(real(folder), real(file)));
}

/** The file that a model or a link names: an address, an absolute path, or one from the first workspace folder. Undefined: it is not ours to open. */
export function ourFile(written: string, storage: string): vscode.Uri | undefined {
  const address = /^file:/iu.test(written) ? parsedUri(written) : undefined;
  if (address !== undefined && address.authority !== '') return undefined;
  const file = address?.fsPath ?? findWritten(written, vscode.workspace.workspaceFolders?.[0]?.uri.fsPath);
  return file !== undefined && path.isAbsolute(file) && isOurs(file, storage) ? vscode.Uri.file(file) : undefined;
}

/** A picture that a model may be shown: a URL, which nobody loads, or the absolute path of a file of ours. Undefined for any other, which is not touched. */
export function ourPicture(located: string | undefined, storage: string): string | undefined {
  return located !== undefined && (isRemote(located) || isOurs(located, storage)) ? located : undefined;
}
