import { open, rename, rm } from 'node:fs/promises';
import { frameCount, frameRate, frameSize } from '../render/frameSize.ts';
import type { Picture } from '../render/picture.ts';
import { placeholderPicture } from '../render/placeholder.ts';
import { setShade } from '../render/renderer.ts';
import type { ShadeMap } from '../render/shadeMap.ts';
import { isRemote } from '../render/words.ts';
import { inCommon } from './inCommon.ts';
import { startHelpers, type Helpers } from './crew.ts';
import { quantization } from './encoder.ts';
import { makeGroups, type Given, type Group } from './groups.ts';
import { loadStill } from './loadStill.ts';
import { streamable } from './mp4.ts';
import { muxed } from './mux.ts';
import type { ClipNews, ClipOrder } from './order.ts';
import { parameterSets } from './parameterSets.ts';
import { reasonOf } from './reasonOf.ts';

/**
 * Renders, encodes and writes a clip, together with helpers in threads of their own. Never rejects: a failure is news too. Pauses but
 * twice a second of the clip, so it belongs in a worker.
 */
export async function makeClip(order: ClipOrder, progress: (frames: number, of: number) => void): Promise<ClipNews> {
  const taken = new Int32Array(new SharedArrayBuffer(4));
  const helpers = startHelpers(order, taken);
  let clip: readonly Uint8Array[];
  try {
    const reading = firstFrameOf(order);
    const shade = sharedShade(setShade());
    let picture: Picture | undefined;
    try {
      picture = await reading;
    } catch (error) {
      return { kind: 'failed', reason: 'firstFrame', detail: reasonOf(error) };
    }
    const given = { picture, shade };
    clip = await renderClip(order, given, helpers, taken, progress);
  } catch (error) {
    return { kind: 'failed', reason: 'render', detail: reasonOf(error) };
  } finally {
    await helpers.end();
  }
  try {
    await writeWhole(order.file, clip);
    return { kind: 'done', bytes: clip.reduce((sum, part) => sum + part.length, 0) };
  } catch (error) {
    return { kind: 'failed', reason: 'storage', detail: reasonOf(error) };
  }
}

/** A local picture as it is; a URL, which this renderer does not fetch, as a placeholder. */
async function firstFrameOf({ firstFrame, placeholder }: ClipOrder): Promise<Picture | undefined> {
  if (firstFrame === undefined) return undefined;
  return isRemote(firstFrame) ? placeholderPicture(placeholder, inCommon) : await loadStill(firstFrame);
}

function sharedShade({ size, light, open }: ShadeMap): ShadeMap {
  const [commonLight, commonOpen] = [inCommon(light.length), inCommon(open.length)];
  commonLight.set(light);
  commonOpen.set(open);
  return { size, light: commonLight, open: commonOpen };
}

async function renderClip(order: ClipOrder, given: Given, helpers: Helpers, taken: Int32Array, progress: (frames: number, of: number) => void): Promise<readonly Uint8Array[]> {
  const frames = frameCount(order.seconds);
  const groups: Group[] = [];
  let count = 0;
  const drawn = (): void => {
    count += 1;
    progress(count, frames);
  };
  const done = (group: Group): void => { groups[group.index] = group; };
  await Promise.all([helpers.begin(given, drawn, done), makeGroups(order, given, taken, drawn, done)]);
  // What they hold is given back before the clip is put together.
  await helpers.end();
  const { width, height } = frameSize(order.resolution, given.picture);
  const track = { width, height, rate: frameRate, sets: parameterSets(width, height, quantization) };
  return streamable(muxed(track, groups.flatMap(({ pictures }) => pictures)));
}

/** Beside first, then renamed: nobody ever sees half a clip under its name. */
async function writeWhole(file: string, parts: readonly Uint8Array[]): Promise<void> {
  const part = `${file}.part`;
  try {
    const handle = await open(part, 'w');
    try {
      for (const bytes of parts) await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(part, file);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}
