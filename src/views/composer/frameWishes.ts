import type * as vscode from 'vscode';
import type { FrameOutcome, NamedTakes } from './firstFrame.ts';
import { fileFrame, isVideo, keepImage, pickImage, readVideo } from './firstFrame.ts';
import type { FrameWish, ToComposer } from './protocol.ts';
import { parseUri } from './uri.ts';

/** What the wishes need of their composer. */
export interface FrameTable extends NamedTakes {
  readonly send: (message: ToComposer) => void;
  /** An address of the workbench as that of a file on this machine, where it is one. */
  readonly localUri: (uri: vscode.Uri) => vscode.Uri;
  /** Gives the keyboard back to the page. */
  readonly focus: () => void;
  /** Makes this the first frame, and shows it. */
  readonly set: (firstFrame: string | undefined) => Promise<void>;
  /** Shows the first frame as it is. */
  readonly show: () => Promise<void>;
  /** Whose output folder counts. */
  readonly scope: () => vscode.Uri | undefined;
  /** Our own folder, for images that have no workspace folder to go to. */
  readonly storage: vscode.Uri;
}

/** First frames that the page asks for. */
export interface FrameWishes {
  /** False when nothing came of it; why not was said, unless a dialog was cancelled. */
  readonly grant: (wish: FrameWish) => Promise<boolean>;
  /** Resolves once what was dropped or pasted is the first frame; false when something of it is not, which was said. Dialogs are not waited for. */
  readonly settled: () => Promise<boolean>;
}

export function createFrameWishes(table: FrameTable): FrameWishes {
  const underWay = new Set<Promise<boolean>>();
  const notice = (message: string): void => table.send({ type: 'notice', message });
  const use = async (outcome: FrameOutcome): Promise<boolean> => {
    if (outcome.kind === 'frame') {
      await table.set(outcome.path);
      return true;
    }
    notice(outcome.message);
    // The page shows what was dropped already.
    await table.show();
    return false;
  };
  const file = async (address: string): Promise<boolean> => {
    const dropped = parseUri(address);
    if (!dropped) {
      await table.show();
      return true;
    }
    const uri = table.localUri(dropped);
    if (!isVideo(uri)) return use(fileFrame(uri));
    const video = await readVideo(uri);
    if (video.kind === 'refused') return use(video);
    table.send({ type: 'grabLastFrame', bytes: video.bytes });
    return true;
  };
  const granted = async (wish: Exclude<FrameWish, { kind: 'pick' }>): Promise<boolean> => {
    switch (wish.kind) {
      case 'image': return use(await keepImage(wish.bytes, table.scope(), table.storage));
      case 'file': return file(wish.uri);
      default:
        await table.set(wish.kind === 'url' ? wish.url : undefined);
        return true;
    }
  };
  return {
    grant: async (wish) => {
      if (wish.kind === 'pick') {
        const picked = await pickImage(table);
        table.focus();
        return picked !== undefined && use(picked);
      }
      const done = granted(wish);
      const known = done.catch(() => false);
      underWay.add(known);
      return done.finally(() => underWay.delete(known));
    },
    settled: async () => (await Promise.all(underWay)).every(Boolean),
  };
}
