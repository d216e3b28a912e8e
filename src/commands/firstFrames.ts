import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { isOnOtherMachine } from '../host/otherMachine.ts';
import { fileAt, findWritten } from '../host/writtenPath.ts';
import type { FirstFrame } from '../shots/firstFrame.ts';
import { firstFrameIn, firstFrameLimits, isDataUri } from '../shots/firstFrame.ts';
import { unwrapped } from '../shots/pathText.ts';
import { readForeignFile } from '../storage/foreignFile.ts';

export function isWebUrl(written: string): boolean {
  return /^https?:\/\//iu.test(written);
}

/**
 * A first frame as written → a URL as it is, or an absolute path: relative ones count from the document's folder, then
 * from its workspace folder (the first one for untitled documents). Quotes, markup, escapes, `~` and look-alike names that a paste
 * brings are read as what they mean.
 */
export function locateFirstFrame(written: string, document: vscode.Uri | undefined): string {
  const plain = unwrapped(written);
  if (isWebUrl(plain) || isDataUri(plain)) {
    return plain;
  }
  const root = ((document && vscode.workspace.getWorkspaceFolder(document)) ?? vscode.workspace.workspaceFolders?.[0])?.uri.fsPath;
  const folders = [document?.scheme === 'file' ? path.dirname(document.fsPath) : undefined, root];
  return (/^file:/iu.test(plain) ? fileAt(plain, ...folders) : findWritten(written, ...folders)) ?? written;
}

/**
 * The same for a document that is merely open: what it names on another machine is as unknown as an
 * address on the web.
 */
export function lookUnasked(firstFrame: string): Promise<{ readonly firstFrame?: FirstFrame | 'missing' }> {
  return isOnOtherMachine(firstFrame) ? Promise.resolve({}) : lookAtFirstFrame(firstFrame);
}

/** Images by path as they were last looked at; prompts are checked at every pause, and an image seldom changes meanwhile. */
const looked = new Map<string, { readonly mtimeMs: number; readonly firstFrame: FirstFrame }>();
const mostLooked = 200;

/** What `refusalsFor` wants to know of a local first frame; nothing for a URL or when there is none. Reads a file once for each time it was written. */
export async function lookAtFirstFrame(firstFrame: string | undefined): Promise<{ readonly firstFrame?: FirstFrame | 'missing' }> {
  if (firstFrame === undefined || isWebUrl(firstFrame)) {
    return {};
  }
  try {
    const { size, mtimeMs } = await fs.stat(firstFrame);
    const known = looked.get(firstFrame);
    if (known?.mtimeMs === mtimeMs && known.firstFrame.bytes === size) return { firstFrame: known.firstFrame };
  } catch {
    return { firstFrame: 'missing' };
  }
  // A file over the limit is refused by its weight alone; it need not be read into memory for that.
  const read = await readForeignFile(firstFrame, { maxBytes: firstFrameLimits.bytes - 1, headBytes: 1024 * 1024 });
  if (read.kind === 'refused') return { firstFrame: 'missing' };
  const seen = firstFrameIn(read.kind === 'read' ? read.bytes : read.head, read.size);
  if (looked.size >= mostLooked) looked.clear();
  looked.set(firstFrame, { mtimeMs: read.mtimeMs, firstFrame: seen });
  return { firstFrame: seen };
}
