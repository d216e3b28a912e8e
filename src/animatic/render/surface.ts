/** A frame's pixels: `bytes` is RGBA, rows from the top, and `words` is the same memory, a pixel each (little-endian). */
export interface Surface {
  readonly width: number;
  readonly height: number;
  readonly bytes: Uint8ClampedArray<ArrayBuffer>;
  readonly words: Int32Array<ArrayBuffer>;
}

/** A frame in the caller's memory (width × height × 4 bytes, aligned to 4) or in new memory. */
export function createSurface(width: number, height: number, bytes = new Uint8ClampedArray(width * height * 4)): Surface {
  return { width, height, bytes, words: new Int32Array(bytes.buffer, bytes.byteOffset, width * height) };
}

/** An opaque pixel; channels from 0 to 255, fractions are cut off. */
export function pixel(r: number, g: number, b: number): number {
  return 0xff000000 | b << 16 | g << 8 | r;
}

/**
 * Fills neighbouring pixels with colours that run evenly from one to another, which the pixel after the last would have.
 * In whole numbers, 1/65536 levels: turning fractions into channels is what costs most in a frame.
 */
export function ramp(words: Int32Array, from: number, to: number, r0: number, g0: number, b0: number, r1: number, g1: number, b1: number): void {
  const share = 65536 / (to - from);
  let r = (r0 * 65536) | 0;
  let g = (g0 * 65536) | 0;
  let b = (b0 * 65536) | 0;
  const stepR = ((r1 - r0) * share) | 0;
  const stepG = ((g1 - g0) * share) | 0;
  const stepB = ((b1 - b0) * share) | 0;
  for (let at = from; at < to; at += 1) {
    words[at] = 0xff000000 | (b & 0xff0000) | (g >> 8 & 0xff00) | r >> 16;
    r = (r + stepR) | 0;
    g = (g + stepG) | 0;
    b = (b + stepB) | 0;
  }
}

/** Lays a colour over a pixel; `cover` from 0 to 1. */
export function blend(bytes: Uint8ClampedArray, index: number, r: number, g: number, b: number, cover: number): void {
  const at = index * 4;
  bytes[at]! += (r - bytes[at]!) * cover;
  bytes[at + 1]! += (g - bytes[at + 1]!) * cover;
  bytes[at + 2]! += (b - bytes[at + 2]!) * cover;
}
