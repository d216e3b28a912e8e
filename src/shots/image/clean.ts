import type { ImageHeader } from './facts.ts';
import { jpegEnd, jpegSegments, saysMoreThanPixels } from './jpeg.ts';
import { isPicture as isPictureChunk, isPixels as isPixelChunk, pngChunks } from './png.ts';
import { isPicture as isPicturePart, webpChunks, webpEnd } from './webp.ts';

/** Bits of a WebP's `VP8X` that promise EXIF and XMP. RFC 9649, 2.7. */
const webpPromises = 0x0c;

/**
 * The same picture, coded as it was, and nothing else of the file: no data on the person, place, time or device, and nothing
 * behind the picture, where telephones keep a film of the moment, a second picture or notes of their own.
 */
export function withoutPersonalData(bytes: Uint8Array, header: Pick<ImageHeader, 'type'>): Uint8Array<ArrayBuffer> {
  return clean(bytes, header, isPictureChunk);
}

/** For a decoder: without what says how the pixels are to be turned and coloured, too, which it might read in another way, or fail at. */
export function pixelsAlone(bytes: Uint8Array, header: Pick<ImageHeader, 'type'>): Uint8Array<ArrayBuffer> {
  return clean(bytes, header, isPixelChunk);
}

function clean(bytes: Uint8Array, { type }: Pick<ImageHeader, 'type'>, isPngPart: (type: string) => boolean): Uint8Array<ArrayBuffer> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  switch (type) {
    case 'jpeg': return cut(bytes, [...jpegSegments(view)].filter((segment) => saysMoreThanPixels(view, segment)), jpegEnd(view));
    case 'png': {
      const chunks = [...pngChunks(view)];
      const last = chunks.at(-1);
      return cut(bytes, chunks.filter((chunk) => !isPngPart(chunk.type)), last?.type === 'IEND' ? last.end : undefined);
    }
    case 'webp': {
      const left = cut(bytes, [...webpChunks(view)].filter((chunk) => !isPicturePart(chunk.type)), webpEnd(view));
      const changed = new DataView(left.buffer);
      if (left.length < bytes.length) {
        changed.setUint32(4, left.length - 8, true);
        if (changed.getUint32(12) === 0x56503858) changed.setUint8(20, changed.getUint8(20) & ~webpPromises);
      }
      return left;
    }
  }
}

/** Without these parts, and without what stands after `end`. */
function cut(bytes: Uint8Array, parts: readonly { readonly start: number; readonly end: number }[], end: number = bytes.length): Uint8Array<ArrayBuffer> {
  const left: Uint8Array[] = [];
  let at = 0;
  for (const part of parts) {
    left.push(bytes.subarray(at, part.start));
    at = Math.min(part.end, bytes.length);
  }
  left.push(bytes.subarray(at, Math.max(at, end)));
  const all = new Uint8Array(left.reduce((length, part) => length + part.length, 0));
  left.reduce((to, part) => {
    all.set(part, to);
    return to + part.length;
  }, 0);
  return all;
}
