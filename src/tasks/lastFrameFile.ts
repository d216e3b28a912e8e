import * as l10n from '@vscode/l10n';
import { stat } from 'node:fs/promises';
import * as path from 'node:path';
import type { Failure } from '../gateways/failure.ts';
import { framePath, writeFrame } from '../takes/frameFile.ts';
import type { LastFrame } from './dependencies.ts';
import { noFrame } from './startFrame.ts';

/**
 * The file with the last picture of a video, next to it: the one that is there if it was taken from this very video, else one
 * that `take` gives; or why there is none. Rejects with errors of the file system.
 */
export async function lastFrameFile(video: string, take: ((video: string) => Promise<LastFrame>) | undefined): Promise<{ readonly file: string } | { readonly failure: Failure }> {
  const kept = framePath(video, 'last');
  const [made, frame] = await Promise.all([video, kept].map((file) => stat(file).catch(() => undefined)));
  if (made === undefined) return { failure: noFrame(l10n.t('This shot starts with the last frame of {0}, which no longer exists.', path.basename(video))) };
  if (frame && frame.size > 0 && frame.mtimeMs >= made.mtimeMs) return { file: kept };
  const taken = await take?.(video);
  if (taken?.kind === 'frame') return { file: await writeFrame(video, 'last', taken.png) };
  const why = taken?.why ?? '';
  return { failure: noFrame(why === '' ? l10n.t('The last frame of {0} couldn’t be captured.', path.basename(video)) : l10n.t('Couldn’t get the last frame of {0}: {1}', path.basename(video), why)) };
}
