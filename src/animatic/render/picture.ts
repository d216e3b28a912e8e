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

/** Where the bytes of a picture's levels are to lie: new memory of this many bytes. */
export type Room = (bytes: number) => Uint8Array;

const ownRoom: Room = (bytes) => new Uint8Array(bytes);

/** A picture from RGBA bytes, rows from the top; what is transparent in it lies on grey. */
export function createPicture(width: number, height: number, rgba: ArrayLike<number>, room = ownRoom): Picture {
  let level = Math.max(width, height) > largest ? halvedOnGrey(width, height, rgba, room) : onGreyWhole(width, height, rgba, room);
  while (Math.max(level.width, level.height) > largest) level = halved(level, room);
  const levels = [level];
  while (Math.min(level.width, level.height) > smallest) {
    level = halved(level, room);
    levels.push(level);
  }
  return { width, height, levels };
}

function onGreyWhole(width: number, height: number, rgba: ArrayLike<number>, room: Room): PictureLevel {
  const rgb = room(width * height * 3);
  layOnGrey(rgba, 0, rgb);
  return { width, height, rgb };
}

/** Fills RGB bytes with as many pixels of RGBA bytes, from this pixel on. */
function layOnGrey(rgba: ArrayLike<number>, first: number, rgb: Uint8Array): void {
  for (let from = first * 4, to = 0; to < rgb.length; from += 4, to += 3) {
    const alpha = rgba[from + 3]! / 255;
    for (let channel = 0; channel < 3; channel += 1) rgb[to + channel] = alpha === 1 ? rgba[from + channel]! : onGrey(rgba[from + channel]!, alpha);
  }
}

/** A channel of a pixel that lets something through, laid on grey. `value` and the result from 0 to 255, `alpha` from 0 to 1. */
export function onGrey(value: number, alpha: number): number {
  return 128 + (value - 128) * alpha;
}

/** Half of a picture that is never there in whole: a photograph's own pixels take more memory than all else. */
function halvedOnGrey(width: number, height: number, rgba: ArrayLike<number>, room: Room): PictureLevel {
  const half = halfOf({ width, height });
  const result = room(half.width * half.height * 3);
  const two = new Uint8Array(width * 2 * 3);
  for (let y = 0; y < half.height; y += 1) {
    const rows = Math.min(2, height - 2 * y);
    const rgb = two.subarray(0, width * rows * 3);
    layOnGrey(rgba, 2 * y * width, rgb);
    halve({ width, height: rows, rgb }, result.subarray(y * half.width * 3));
  }
  return { ...half, rgb: result };
}

interface Size { readonly width: number; readonly height: number }

function halfOf({ width, height }: Size): Size {
  return { width: Math.ceil(width / 2), height: Math.ceil(height / 2) };
}

function halved(level: PictureLevel, room: Room): PictureLevel {
  const half = halfOf(level);
  const rgb = room(half.width * half.height * 3);
  halve(level, rgb);
  return { ...half, rgb };
}

/** Fills bytes with a level's half. */
function halve({ width, height, rgb }: PictureLevel, result: Uint8Array): void {
  const half = halfOf({ width, height });
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
}
