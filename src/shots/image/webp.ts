import type { ImageFacts } from './facts.ts';

/** One chunk of the container: `end` after its padding. */
export interface WebpChunk {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly body: Uint8Array;
}

/** Where the container says that it ends, within the bytes. */
export function webpEnd(view: DataView): number {
  const length = view.getUint32(4, true);
  return Math.min(view.byteLength, 8 + length + length % 2);
}

/** The chunks in order, the last of which may end beyond the bytes. */
export function* webpChunks(view: DataView): Generator<WebpChunk> {
  const all = webpEnd(view);
  for (let at = 12; at + 8 <= all;) {
    const length = view.getUint32(at + 4, true);
    const type = String.fromCharCode(view.getUint8(at), view.getUint8(at + 1), view.getUint8(at + 2), view.getUint8(at + 3));
    const end = at + 8 + length + length % 2;
    yield { type, start: at, end, body: new Uint8Array(view.buffer, view.byteOffset + at + 8, Math.max(0, Math.min(length, view.byteLength - at - 8))) };
    at = end;
  }
}

const drawing: ReadonlySet<string> = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ICCP', 'ANIM', 'ANMF']);

/** Whether a chunk draws the picture; any other may tell of the person, place, device or program. */
export function isPicture(type: string): boolean {
  return drawing.has(type);
}

/**
 * RFC 9649. The first chunk is lossy (`VP8 `), lossless (`VP8L`) or extended (`VP8X`). An orientation in its EXIF is not
 * applied: browsers show such a file as it is stored (Chromium 156), so that is the picture that was chosen.
 */
export function readWebp(view: DataView): ImageFacts | undefined {
  if (view.byteLength < 30 || view.getUint32(0) !== 0x52494646 || view.getUint32(8) !== 0x57454250) return undefined;
  const size = sizeIn(view, view.getUint32(12));
  if (!size) return undefined;
  let [personal, animated, drawn] = [webpEnd(view) < view.byteLength, false, false];
  let profile: Uint8Array | undefined;
  for (const { type, end, body } of webpChunks(view)) {
    if (type === 'ICCP') profile = body;
    animated ||= type === 'ANIM' || type === 'ANMF';
    // Some writers leave the last padding byte out.
    drawn ||= type.startsWith('VP8') && type !== 'VP8X' && end <= view.byteLength + 1;
    personal ||= !isPicture(type);
  }
  const whole = drawn && view.getUint32(4, true) + 8 <= view.byteLength + 1;
  // In an extended file a flag, in a lossless one a bit behind the sides. RFC 9649, 2.7 and 3.4.
  const alpha = (view.getUint32(12) === 0x56503858 && (view.getUint8(20) & 0x10) !== 0) || (view.getUint32(12) === 0x5650384c && (view.getUint8(24) & 0x10) !== 0);
  const fault = animated ? 'animated' as const : whole ? undefined : 'cut' as const;
  return { ...size, orientation: 1, personal, ...(alpha ? { alpha } : {}), ...(profile ? { profile } : {}), ...(fault ? { fault } : {}) };
}

function sizeIn(view: DataView, chunk: number): { readonly width: number; readonly height: number } | undefined {
  switch (chunk) {
    case 0x56503820: // "VP8 ": a key frame's start code, then 14 bits a side
      if (view.getUint8(23) !== 0x9d || view.getUint16(24) !== 0x012a) return undefined;
      return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
    case 0x5650384c: { // "VP8L": a signature byte, then 14 bits a side less one
      if (view.getUint8(20) !== 0x2f) return undefined;
      const bits = view.getUint32(21, true);
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
    }
    case 0x56503858: // "VP8X": 24 bits a side less one
      return {
        width: (view.getUint16(24, true) | (view.getUint8(26) << 16)) + 1,
        height: (view.getUint16(27, true) | (view.getUint8(29) << 16)) + 1,
      };
    default:
      return undefined;
  }
}
