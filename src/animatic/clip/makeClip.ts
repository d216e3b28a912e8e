import { open, rename, rm } from 'node:fs/promises';
import { planCamera } from '../../directives/camera.ts';
import { frameCount, frameRate, frameSize } from '../render/frameSize.ts';
import type { Picture } from '../render/picture.ts';
import { placeholderPicture } from '../render/placeholder.ts';
import { createRenderer } from '../render/renderer.ts';
import { createSurface } from '../render/surface.ts';
import { isRemote } from '../render/words.ts';
import { createEncoder } from './encoder.ts';
import { forStreaming } from './mp4.ts';
import type { ClipNews, ClipOrder } from './order.ts';
import { reasonOf } from './reasonOf.ts';

/** Renders, encodes and writes a clip. Never rejects: a failure is news too. Works without a pause, so it belongs in a worker. */
export async function makeClip(order: ClipOrder, progress: (frames: number, of: number) => void): Promise<ClipNews> {
  let picture: Picture | undefined;
  try {
    picture = await firstFrameOf(order);
  } catch (error) {
    return { kind: 'failed', reason: 'firstFrame', detail: reasonOf(error) };
  }
  let clip: Uint8Array;
  try {
    clip = await renderClip(order, picture, progress);
  } catch (error) {
    return { kind: 'failed', reason: 'render', detail: reasonOf(error) };
  }
  try {
    await writeWhole(order.file, clip);
    return { kind: 'done', bytes: clip.length };
  } catch (error) {
    return { kind: 'failed', reason: 'storage', detail: reasonOf(error) };
  }
}

/** A local picture as it is; a URL, which this renderer does not fetch, as a placeholder. */
async function firstFrameOf({ firstFrame, placeholder }: ClipOrder): Promise<Picture | undefined> {
  if (firstFrame === undefined) return undefined;
  return isRemote(firstFrame) ? placeholderPicture(placeholder) : (await import('./still.ts')).readStill(firstFrame);
}

async function renderClip(order: ClipOrder, picture: Picture | undefined, progress: (frames: number, of: number) => void): Promise<Uint8Array> {
  const { width, height } = frameSize(order.resolution, picture);
  const plan = planCamera(order.prompt, order.seconds);
  const renderer = createRenderer(width, height, { notice: order.notice, ...(picture ? { picture } : {}) });
  const surface = createSurface(width, height);
  const encoder = await createEncoder(width, height);
  const frames = frameCount(order.seconds);
  for (let frame = 0; frame < frames; frame += 1) {
    renderer.draw(surface, plan, frame / frameRate);
    encoder.add(surface);
    progress(frame + 1, frames);
  }
  return forStreaming(encoder.finish());
}

/** Beside first, then renamed: nobody ever sees half a clip under its name. */
async function writeWhole(file: string, bytes: Uint8Array): Promise<void> {
  const part = `${file}.part`;
  try {
    const handle = await open(part, 'w');
    try {
      await handle.writeFile(bytes);
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
