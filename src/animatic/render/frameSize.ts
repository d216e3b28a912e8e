import type { Resolution } from '../../shots/shot.ts';

/** Pixels; both even, as H.264 wants them. */
export interface FrameSize { readonly width: number; readonly height: number }

/** The model's own rate, frames a second. */
export const frameRate = 24;

const shortSide: Record<Resolution, number> = { '768p': 768, '1080p': 1080 };

/**
 * The size of a clip: 1366 × 768 or 1920 × 1080, or with a first frame its aspect at the same short side
 * (the model takes the image's aspect).
 */
export function frameSize(resolution: Resolution, firstFrame?: FrameSize): FrameSize {
  const short = shortSide[resolution];
  const aspect = firstFrame ? firstFrame.width / firstFrame.height : 16 / 9;
  const long = even(short * Math.max(aspect, 1 / aspect));
  return aspect < 1 ? { width: short, height: long } : { width: long, height: short };
}

/** How many frames a clip has. */
export function frameCount(seconds: number): number {
  return Math.round(seconds * frameRate);
}

function even(value: number): number {
  return 2 * Math.round(value / 2);
}
