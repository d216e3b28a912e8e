import { setImmediate } from 'node:timers/promises';
import { planCamera } from '../../directives/camera.ts';
import { frameCount, frameRate, frameSize } from '../render/frameSize.ts';
import type { Picture } from '../render/picture.ts';
import { createRenderer } from '../render/renderer.ts';
import type { ShadeMap } from '../render/shadeMap.ts';
import { createEncoder } from './encoder.ts';
import type { ClipOrder } from './order.ts';

/** A key frame twice a second: a seek decodes at most eleven frames before it shows one. What lies between two of them needs nothing outside. */
const groupLength = frameRate / 2;

/** A closed group of pictures: one NAL unit each, the first a key picture. */
export interface Group { readonly index: number; readonly pictures: readonly Uint8Array<ArrayBuffer>[] }

/** What a helper starts with. */
export interface HelperOrder { readonly order: ClipOrder; readonly taken: Int32Array }

/** What it is given before it begins: what takes long to work out is worked out once, in memory that all threads read. */
export interface Given { readonly picture: Picture | undefined; readonly shade: ShadeMap }

/** What a helper tells. */
export type HelperNews = { readonly kind: 'drawn' } | { readonly kind: 'group'; readonly group: Group } | { readonly kind: 'end' };

/** How many groups a clip has. */
export function groupCount(seconds: number): number {
  return Math.ceil(frameCount(seconds) / groupLength);
}

/**
 * Draws and encodes groups of a clip until none is left: `taken` is a number in memory that all who work on the clip share, how many
 * groups somebody has begun. `drawn` is told after every frame, `done` after every group; after that others get a turn.
 */
export async function makeGroups(order: ClipOrder, { picture, shade }: Given, taken: Int32Array, drawn: () => void, done: (group: Group) => void): Promise<void> {
  const { width, height } = frameSize(order.resolution, picture);
  const plan = planCamera(order.prompt, order.seconds);
  const renderer = createRenderer(width, height, { notice: order.notice, shade, ...(picture ? { picture } : {}) });
  const encoder = createEncoder(width, height);
  const frames = frameCount(order.seconds);
  const groups = groupCount(order.seconds);
  for (let index = Atomics.add(taken, 0, 1); index < groups; index = Atomics.add(taken, 0, 1)) {
    const first = index * groupLength;
    const pictures = Array.from({ length: Math.min(groupLength, frames - first) }, (_, place) => {
      const unit = encoder.encode(renderer.look(plan, (first + place) / frameRate), place, index);
      drawn();
      return unit;
    });
    done({ index, pictures });
    await setImmediate();
  }
}
