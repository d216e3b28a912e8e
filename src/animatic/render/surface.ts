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

/** Lays a colour over a pixel; `cover` from 0 to 1. */
export function blend(bytes: Uint8ClampedArray, index: number, r: number, g: number, b: number, cover: number): void {
  const at = index * 4;
  bytes[at]! += (r - bytes[at]!) * cover;
  bytes[at + 1]! += (g - bytes[at + 1]!) * cover;
  bytes[at + 2]! += (b - bytes[at + 2]!) * cover;
}
