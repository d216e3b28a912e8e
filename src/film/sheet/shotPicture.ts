import { planCamera } from '../../directives/camera.ts';
import type { Picture, PictureLevel } from '../../animatic/render/picture.ts';
import type { Renderer } from '../../animatic/render/renderer.ts';
import { createRenderer } from '../../animatic/render/renderer.ts';
import type { Surface } from '../../animatic/render/surface.ts';
import { createSurface, pixel } from '../../animatic/render/surface.ts';
import type { SheetShot } from './order.ts';

/** Where a shot mostly shows what it is about: its openings are alike. Part of its length. */
const tellingMoment = 0.6;

/** The largest frame of an aspect within a box, pixels; even, as the renderer draws them. */
function within(width: number, height: number, aspect: number): { readonly width: number; readonly height: number } {
  const even = (value: number): number => Math.max(2, 2 * Math.floor(value / 2));
  return aspect > width / height ? { width: even(width), height: even(width / aspect) } : { width: even(height * aspect), height: even(height) };
}

/** Draws frames of animatics in the aspect of their first frames; the renderers of one sheet are shared. */
export function createAnimaticFrames(notice: string): (shot: SheetShot, firstFrame: Picture | undefined, width: number, height: number) => Surface {
  const plain = new Map<string, Renderer>();
  return (shot, firstFrame, width, height) => {
    const size = within(width, height, firstFrame ? firstFrame.width / firstFrame.height : 16 / 9);
    const key = `${size.width}×${size.height}`;
    const renderer = (firstFrame ? undefined : plain.get(key)) ?? createRenderer(size.width, size.height, { notice, ...(firstFrame && { picture: firstFrame }) });
    if (!firstFrame) plain.set(key, renderer);
    const surface = createSurface(size.width, size.height);
    renderer.draw(surface, planCamera(shot.prompt, shot.seconds), shot.seconds * tellingMoment);
    return surface;
  };
}

/** A picture scaled into a box, whole. */
export function scaled(picture: Picture, width: number, height: number): Surface {
  const surface = createSurface(...sizeOf(within(width, height, picture.width / picture.height)));
  const level = picture.levels.findLast((one) => one.width >= surface.width && one.height >= surface.height) ?? picture.levels[0]!;
  const [perX, perY] = [level.width / surface.width, level.height / surface.height];
  for (let y = 0; y < surface.height; y += 1) {
    for (let x = 0; x < surface.width; x += 1) surface.words[y * surface.width + x] = sample(level, (x + 0.5) * perX - 0.5, (y + 0.5) * perY - 0.5);
  }
  return surface;
}

function sizeOf({ width, height }: { readonly width: number; readonly height: number }): readonly [number, number] {
  return [width, height];
}

function sample({ width, height, rgb }: PictureLevel, x: number, y: number): number {
  const [left, top] = [Math.min(width - 1, Math.max(0, Math.floor(x))), Math.min(height - 1, Math.max(0, Math.floor(y)))];
  const [right, bottom] = [Math.min(width - 1, left + 1), Math.min(height - 1, top + 1)];
  const [across, down] = [Math.min(1, Math.max(0, x - left)), Math.min(1, Math.max(0, y - top))];
  const channel = (at: number): number => {
    const upper = rgb[(top * width + left) * 3 + at]! * (1 - across) + rgb[(top * width + right) * 3 + at]! * across;
    const lower = rgb[(bottom * width + left) * 3 + at]! * (1 - across) + rgb[(bottom * width + right) * 3 + at]! * across;
    return upper * (1 - down) + lower * down;
  };
  return pixel(channel(0), channel(1), channel(2));
}
