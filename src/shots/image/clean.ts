import type { ImageHeader } from './facts.ts';
import { isPersonal as isPersonalSegment, jpegSegments } from './jpeg.ts';
import { isPersonal as isPersonalChunk, pngChunks } from './png.ts';
import { isPersonal as isPersonalPart, webpChunks } from './webp.ts';

/** Bits of a WebP's `VP8X` that promise EXIF and XMP. RFC 9649, 2.7. */
const webpPromises = 0x0c;

/** The same picture, coded as it was, without data on the person, place, time or device. */
export function withoutPersonalData(bytes: Uint8Array, { type }: Pick<ImageHeader, 'type'>): Uint8Array<ArrayBuffer> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  switch (type) {
    case 'jpeg': return cut(bytes, [...jpegSegments(view)].filter(({ marker }) => isPersonalSegment(marker)));
    case 'png': return cut(bytes, [...pngChunks(view)].filter((chunk) => isPersonalChunk(chunk.type)));
    case 'webp': {
      const left = cut(bytes, [...webpChunks(view)].filter((chunk) => isPersonalPart(chunk.type)));
      const changed = new DataView(left.buffer);
      if (left.length < bytes.length) {
        changed.setUint32(4, left.length - 8, true);
        if (changed.getUint32(12) === 0x56503858) changed.setUint8(20, changed.getUint8(20) & ~webpPromises);
      }
      return left;
    }
  }
}

function cut(bytes: Uint8Array, parts: readonly { readonly start: number; readonly end: number }[]): Uint8Array<ArrayBuffer> {
  const left: Uint8Array[] = [];
  let at = 0;
  for (const { start, end } of parts) {
    left.push(bytes.subarray(at, start));
    at = Math.min(end, bytes.length);
  }
  left.push(bytes.subarray(at));
  const all = new Uint8Array(left.reduce((length, part) => length + part.length, 0));
  left.reduce((to, part) => {
    all.set(part, to);
    return to + part.length;
  }, 0);
  return all;
}
