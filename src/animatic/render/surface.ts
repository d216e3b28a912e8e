/** A frame's pixels: `bytes` is RGBA, rows from the top, and `words` is the same memory, a pixel each. */
export interface Surface {
  readonly width: number;
  readonly height: number;
  readonly bytes: Uint8ClampedArray<ArrayBuffer>;
  readonly words: Uint32Array<ArrayBuffer>;
}

/** A frame in the caller's memory (width × height × 4 bytes, aligned to 4) or in new memory. */
export function createSurface(width: number, height: number, bytes = new Uint8ClampedArray(width * height * 4)): Surface {
  return { width, height, bytes, words: new Uint32Array(bytes.buffer, bytes.byteOffset, width * height) };
}
