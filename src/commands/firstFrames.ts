import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { FirstFrame } from '../shots/firstFrame.ts';
import { firstFrameLimits, readImageHeader } from '../shots/firstFrame.ts';

export function isWebUrl(written: string): boolean {
  return /^https?:\/\//iu.test(written);
}

/**
 * A first frame as written → a URL as it is, or an absolute path: relative ones count from the document's folder, then
 * from its workspace folder (the first one for untitled documents).
 */
export function locateFirstFrame(written: string, document: vscode.Uri | undefined): string {
  if (isWebUrl(written)) {
    return written;
  }
  if (/^file:/iu.test(written)) {
    return vscode.Uri.parse(written).fsPath;
  }
  if (path.isAbsolute(written)) {
    return written;
  }
  const folder = (document && vscode.workspace.getWorkspaceFolder(document)) ?? vscode.workspace.workspaceFolders?.[0];
  const from = document?.scheme === 'file' ? path.dirname(document.fsPath) : folder?.uri.fsPath;
  return from === undefined ? written : path.resolve(from, written);
}

/** What `refusalsFor` wants to know of a local first frame; nothing for a URL or when there is none. */
export async function lookAtFirstFrame(firstFrame: string | undefined): Promise<{ readonly firstFrame?: FirstFrame | 'missing' }> {
  if (firstFrame === undefined || isWebUrl(firstFrame)) {
    return {};
  }
  try {
    const { size } = await fs.stat(firstFrame);
    // A file over the limit is refused by its weight alone; it need not be read into memory for that.
    const bytes = size < firstFrameLimits.bytes ? await fs.readFile(firstFrame) : await head(firstFrame);
    return { firstFrame: { header: readImageHeader(bytes), bytes: size } };
  } catch {
    return { firstFrame: 'missing' };
  }
}

async function head(file: string): Promise<Uint8Array> {
  const handle = await fs.open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(1024 * 1024), 0, 1024 * 1024, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
