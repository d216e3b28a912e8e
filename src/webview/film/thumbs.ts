import { planCamera } from '../../directives/camera.ts';
import { createPicture } from '../../animatic/render/picture.ts';
import { placeholderPicture } from '../../animatic/render/placeholder.ts';
import { createRenderer } from '../../animatic/render/renderer.ts';
import type { Renderer } from '../../animatic/render/renderer.ts';
import { createSurface } from '../../animatic/render/surface.ts';
import { isRemote, placeholderLabel } from '../../animatic/render/words.ts';
import { readPixels, stageSize } from '../stage/canvas.ts';

/** Frames of animatics as pictures of the strip's blocks. */
export interface Thumbs {
  /** A link to the picture; undefined while it is not drawn yet, which is done in a while. */
  find(shot: ThumbShot): string | undefined;
}

export interface ThumbShot {
  readonly prompt: string;
  readonly seconds: number;
  readonly firstFrame?: string;
}

/** As wide as a block on a dense screen, pixels in all. */
const pixels = 288 * 162;
/** More than a long film has; older ones are drawn again when they are seen again. */
const most = 400;
/** As on a contact sheet: openings are alike. */
const tellingMoment = 0.6;

/** `picture` gives a decoded first frame, or asks for it; `drawn` is told when a picture is there. */
export function createThumbs(picture: (firstFrame: string) => ImageBitmap | undefined, drawn: () => void): Thumbs {
  const made = new Map<string, string>();
  const waiting = new Map<string, ThumbShot>();
  let plain: Renderer | undefined;
  let busy = false;

  const draw = async ({ prompt, seconds, firstFrame }: ThumbShot, bitmap: ImageBitmap | undefined): Promise<string> => {
    const source = bitmap ? readPixels(bitmap) : undefined;
    const first = source ? createPicture(source.width, source.height, source.data) : firstFrame !== undefined && isRemote(firstFrame) ? placeholderPicture(placeholderLabel()) : undefined;
    const { width, height } = stageSize(pixels, first);
    const renderer = first ? createRenderer(width, height, { notice: '', picture: first }) : plain ??= createRenderer(width, height, { notice: '' });
    const surface = createSurface(width, height);
    renderer.draw(surface, planCamera(prompt, seconds), seconds * tellingMoment);
    const canvas = new OffscreenCanvas(width, height);
    canvas.getContext('2d', { alpha: false })?.putImageData(new ImageData(surface.bytes, width, height), 0, 0);
    return URL.createObjectURL(await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.85 }));
  };
  const run = async (): Promise<void> => {
    busy = true;
    // One each turn, so that scrolling goes on between.
    for (let next = [...waiting].at(-1); next; next = [...waiting].at(-1)) {
      const [key, shot] = next;
      waiting.delete(key);
      const bitmap = shot.firstFrame === undefined ? undefined : picture(shot.firstFrame);
      made.set(key, await draw(shot, bitmap));
      for (const old of made.size > most ? [...made.keys()].slice(0, made.size - most) : []) {
        URL.revokeObjectURL(made.get(old) ?? '');
        made.delete(old);
      }
      drawn();
      await new Promise<void>((resolve) => { requestAnimationFrame(() => { resolve(); }); });
    }
    busy = false;
  };
  return {
    find: (shot) => {
      const isThere = shot.firstFrame === undefined || isRemote(shot.firstFrame) || picture(shot.firstFrame) !== undefined;
      const key = JSON.stringify([shot.prompt, shot.seconds, shot.firstFrame, isThere]);
      const known = made.get(key);
      if (known === undefined && !waiting.has(key)) {
        waiting.set(key, shot);
        if (!busy) void run();
      }
      return known;
    },
  };
}
