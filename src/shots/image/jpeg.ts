import { orientationIn } from './exif.ts';
import type { ImageFacts, ImageFault, Orientation } from './facts.ts';

/** One marker segment: `start` at its 0xFF, `end` after its last byte. */
export interface JpegSegment {
  readonly marker: number;
  readonly start: number;
  readonly end: number;
}

/** The segments before the first scan, which is the last one given. Stops where the bytes make no sense. */
export function* jpegSegments(view: DataView): Generator<JpegSegment> {
  for (let at = 2; at + 4 <= view.byteLength;) {
    if (view.getUint8(at) !== 0xff) return;
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at += 1;
    } else if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd9)) {
      at += 2;
    } else {
      const end = at + 2 + Math.max(2, view.getUint16(at + 2));
      yield { marker, start: at, end };
      if (marker === 0xda) return;
      at = end;
    }
  }
}

/** Segments that tell of the person, place or device: EXIF and XMP (APP1), IPTC (APP13), comments. */
export function isPersonal(marker: number): boolean {
  return marker === 0xe1 || marker === 0xed || marker === 0xfe;
}

const profileName = 'ICC_PROFILE\0';

/** ITU-T T.81. Undefined for what is no JPEG or ends before its size is told. */
export function readJpeg(view: DataView): ImageFacts | undefined {
  if (view.byteLength < 4 || view.getUint16(0) !== 0xffd8) return undefined;
  let frame: { readonly width: number; readonly height: number; readonly fault?: ImageFault } | undefined;
  let orientation: Orientation = 1;
  let personal = false;
  let scan: number | undefined;
  const profile: Uint8Array[] = [];
  for (const { marker, start, end } of jpegSegments(view)) {
    const body = new Uint8Array(view.buffer, view.byteOffset + start + 4, Math.max(0, Math.min(end, view.byteLength) - start - 4));
    if (isStartOfFrame(marker) && start + 10 <= view.byteLength) {
      const fault = faultOf(marker, view.getUint8(start + 4), view.getUint8(start + 9));
      frame = { height: view.getUint16(start + 5), width: view.getUint16(start + 7), ...(fault ? { fault } : {}) };
    } else if (marker === 0xe1 && startsWith(body, 'Exif\0')) {
      orientation = orientationIn(body);
    } else if (marker === 0xe2 && startsWith(body, profileName)) {
      profile.push(body.subarray(profileName.length + 2));
    } else if (marker === 0xda) {
      scan = end;
    }
    personal ||= isPersonal(marker);
  }
  if (!frame) return undefined;
  const fault = frame.fault ?? (scan === undefined || !hasEnd(view, scan) ? 'cut' as const : undefined);
  return { width: frame.width, height: frame.height, orientation, personal, ...(profile.length > 0 ? { profile: joined(profile) } : {}), ...(fault ? { fault } : {}) };
}

/** C0–CF but for the Huffman (C4), JPEG-extension (C8) and arithmetic (CC) tables. */
function isStartOfFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

/** C0–C2 are what browsers read; C3 is lossless, C5–C7 in steps, C9–CF arithmetic. */
function faultOf(marker: number, bits: number, components: number): ImageFault | undefined {
  if (marker > 0xc2 || bits !== 8) return 'coding';
  return components === 4 ? 'cmyk' : undefined;
}

/** Whether the picture's end is marked anywhere after its first scan; cameras append data of their own. */
function hasEnd(view: DataView, from: number): boolean {
  const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
  for (let at = bytes.indexOf(0xff, from); at >= 0 && at + 1 < bytes.length; at = bytes.indexOf(0xff, at + 1)) {
    if (bytes[at + 1] === 0xd9) return true;
  }
  return false;
}

function startsWith(bytes: Uint8Array, text: string): boolean {
  return bytes.length >= text.length && [...text].every((letter, at) => bytes[at] === letter.charCodeAt(0));
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  parts.reduce((at, part) => {
    all.set(part, at);
    return at + part.length;
  }, 0);
  return all;
}
