import * as l10n from '@vscode/l10n';
import { createHash } from 'node:crypto';
import { basename, extname, join } from 'node:path';
import * as vscode from 'vscode';
import { pick } from '../../host/pick.ts';
import { outputFolder } from '../../host/outputFolder.ts';
import { missingFirstFrame } from '../../shots/firstFrame.ts';
import { readImageHeader } from '../../shots/image/header.ts';
import type { ForeignRead } from '../../storage/foreignFile.ts';
import { readForeignFile } from '../../storage/foreignFile.ts';
import { framePath, savedFrame } from '../../takes/frameFile.ts';
import type { Take } from '../../takes/take.ts';
import type { Takes } from '../../takes/takes.ts';
import type { TakeNames } from '../../tasks/takeNames.ts';
import type { FirstFrameView } from './protocol.ts';
import { heaviestImage } from './protocol.ts';

const endings = { jpeg: '.jpg', png: '.png', webp: '.webp' } as const;

/** What became of a first frame that was asked for; cancelled is undefined. `message` is one localized sentence. */
export type FrameOutcome = { readonly kind: 'frame'; readonly path: string } | { readonly kind: 'refused'; readonly message: string };

/** Reads a first frame for the page to show and judge. `firstFrame`: a URL or an absolute path. */
export async function viewFirstFrame(firstFrame: string | undefined): Promise<FirstFrameView> {
  if (firstFrame === undefined) return { kind: 'none' };
  if (/^https?:/iu.test(firstFrame)) return { kind: 'url', url: firstFrame };
  const read = await readForeignFile(firstFrame, { maxBytes: heaviestImage });
  switch (read.kind) {
    // A copy: a Node buffer would be written out as a list of numbers on its way to the page.
    case 'read': return { kind: 'image', name: basename(firstFrame), bytes: new Uint8Array(read.bytes) };
    case 'tooLarge': return { kind: 'unreadable', message: l10n.t('“{0}” is {1} MB, too large to open here. Choose an image under 20 MB.', basename(firstFrame), Math.round(read.size / 1048576)) };
    case 'refused': return { kind: 'unreadable', message: missingFirstFrame(basename(firstFrame)).message };
  }
}

/** Writes an image that has no file yet (dropped, pasted or cut to fit) where the takes go. The same image is one file. */
export async function keepImage(bytes: Uint8Array, scope: vscode.Uri | undefined, storage: vscode.Uri): Promise<FrameOutcome> {
  const header = readImageHeader(bytes);
  if (!header) return { kind: 'refused', message: l10n.t('The image isn’t a JPG, PNG or WebP, so it can’t be a first frame.') };
  const folder = outputFolder(scope, storage);
  if (folder.kind === 'refused') return folder;
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 12);
  const path = join(folder.path, `first-frame-${hash}${endings[header.type]}`);
  try {
    await vscode.workspace.fs.createDirectory(vscode.Uri.file(folder.path));
    await vscode.workspace.fs.writeFile(vscode.Uri.file(path), bytes);
    return { kind: 'frame', path };
  } catch (error) {
    return { kind: 'refused', message: l10n.t('The image couldn’t be saved in {0}: {1}', folder.path, error instanceof Error ? error.message : String(error)) };
  }
}

/** What names the takes that frames were saved from. */
export interface NamedTakes {
  readonly takes: Pick<Takes, 'all'>;
  readonly names: Pick<TakeNames, 'ofTake'>;
}

/** A frame that was saved from a take is called by the take. */
function frameName(file: string, byStem: ReadonlyMap<string | undefined, Take>, names: NamedTakes['names']): string | undefined {
  const saved = savedFrame(file);
  const take = saved && byStem.get(saved.stem);
  return saved && take && (saved.frame === 'last' ? l10n.t('{0}, last frame', names.ofTake(take)) : l10n.t('{0}, frame {1}', names.ofTake(take), saved.frame + 1));
}

/** Types that are taken, and those that the page converts. */
const pickedEndings = ['jpg', 'jpeg', 'png', 'webp', 'avif', 'gif', 'bmp'];

/** Lets the person choose an image of the workspace, or any other file. Undefined when cancelled. */
export async function pickImage({ takes, names }: NamedTakes): Promise<FrameOutcome | undefined> {
  const found = await vscode.workspace.findFiles('**/*.{jpg,jpeg,png,webp,JPG,JPEG,PNG,WEBP}', '**/node_modules/**', 1_000);
  const byStem = found.some(({ fsPath }) => savedFrame(fsPath)) ? new Map((await takes.all()).map((take) => [savedFrame(framePath(take.file, 'last'))?.stem, take])) : new Map<string | undefined, Take>();
  const items = [
    { icon: 'folder-opened', label: l10n.t('Browse…'), description: '', uri: undefined, alwaysShow: true },
    ...found.map((uri) => ({ label: frameName(uri.fsPath, byStem, names) ?? basename(uri.path), description: vscode.workspace.asRelativePath(vscode.Uri.joinPath(uri, '..')), uri, alwaysShow: false }))
      .sort((a, b) => a.label.localeCompare(b.label)),
  ];
  const picked = found.length === 0 ? items[0] : await pick(items, { placeHolder: l10n.t('The image the video starts with'), matchOnDescription: true });
  if (!picked) return undefined;
  const uri = picked.uri ?? (await vscode.window.showOpenDialog({ filters: { [l10n.t('Images')]: pickedEndings } }))?.[0];
  return uri && fileFrame(uri);
}

/** A file dragged here or chosen; only files on this machine can be sent. */
export function fileFrame(uri: vscode.Uri): FrameOutcome {
  return uri.scheme === 'file'
    ? { kind: 'frame', path: uri.fsPath }
    : { kind: 'refused', message: l10n.t('“{0}” isn’t a file on this computer. Save it here first, or enter the address of a public image.', basename(uri.path).slice(0, 80)) };
}

/** A take whose last frame is wanted; the page takes it out, since browsers can decode and Node cannot. */
export async function readVideo(uri: vscode.Uri): Promise<{ readonly kind: 'video'; readonly bytes: Uint8Array<ArrayBuffer> } | { readonly kind: 'refused'; readonly message: string }> {
  const read: ForeignRead = uri.scheme === 'file' ? await readForeignFile(uri.fsPath, { maxBytes: heaviestImage }) : { kind: 'refused', why: 'missing', reason: uri.scheme };
  switch (read.kind) {
    case 'read': return { kind: 'video', bytes: new Uint8Array(read.bytes) };
    case 'tooLarge': return { kind: 'refused', message: l10n.t('“{0}” is {1} MB, too large to open here. Open its preview and start the next shot from there.', basename(uri.path), Math.round(read.size / 1048576)) };
    case 'refused': return { kind: 'refused', message: l10n.t('“{0}” can’t be read. It may have been moved or deleted.', basename(uri.path)) };
  }
}

/** A video whose last frame the page may take out: of some kinds it plays what a take never is. */
export function isVideo(uri: vscode.Uri): boolean {
  return ['.mp4', '.m4v', '.mov', '.webm', '.mkv'].includes(extname(uri.path).toLowerCase());
}
