/** A picture at falling sizes, each half of the one before, so that it stays calm when it is seen from afar. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly levels: readonly PictureLevel[];
}

export interface PictureLevel {
  readonly width: number;
  readonly height: number;
  /** RGB, three bytes a pixel. */
  readonly rgb: Uint8Array;
}

/** No frame shows more of a picture than this, pixels on its longer side. */
const largest = 2048;
const smallest = 8;

/** A picture from RGBA bytes, rows from the top; what is transparent in it lies on grey. */
export function createPicture(width: number, height: number, rgba: ArrayLike<number>): Picture {
  const rgb = new Uint8Array(width * height * 3);
  for (let from = 0, to = 0; to < rgb.length; from += 4, to += 3) {
    const alpha = rgba[from + 3]! / 255;
    for (let channel = 0; channel < 3; channel += 1) rgb[to + channel] = onGrey(rgba[from + channel]!, alpha);
  }
  let level: PictureLevel = { width, height, rgb };
  while (Math.max(level.width, level.height) > largest) level = halved(level);
  const levels = [level];
  while (Math.min(level.width, level.height) > smallest) {
    level = halved(level);
    levels.push(level);
  }
  return { width, height, levels };
}

/** A channel of a pixel that lets something through, laid on grey. `value` and the result from 0 to 255, `alpha` from 0 to 1. */
export function onGrey(value: number, alpha: number): number {
  return 128 + (value - 128) * alpha;
}

function halved({ width, height, rgb }: PictureLevel): PictureLevel {
  const half = { width: Math.ceil(width / 2), height: Math.ceil(height / 2) };
  const result = new Uint8Array(half.width * half.height * 3);
  for (let y = 0; y < half.height; y += 1) {
    const upper = 2 * y * width;
    const lower = Math.min(2 * y + 1, height - 1) * width;
    for (let x = 0; x < half.width; x += 1) {
      const left = 2 * x;
      const right = Math.min(left + 1, width - 1);
      for (let channel = 0; channel < 3; channel += 1) {
        const sum = rgb[(upper + left) * 3 + channel]! + rgb[(upper + right) * 3 + channel]!
          + rgb[(lower + left) * 3 + channel]! + rgb[(lower + right) * 3 + channel]!;
        result[(y * half.width + x) * 3 + channel] = (sum + 2) >> 2;
      }
    }
  }
  return { ...half, rgb: result };
}
