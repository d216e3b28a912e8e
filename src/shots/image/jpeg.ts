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

const profileName = 'ICC_PROFILE\0';
/** What an application's segment may hold that a reader of the pixels needs: their shape, their colours, how they are mixed. */
const needed: Readonly<Record<number, string>> = { 0xe0: 'JFIF\0', 0xe2: profileName, 0xee: 'Adobe' };

/**
 * Whether a segment tells more than how to draw the pixels: EXIF and XMP (APP1), IPTC (APP13), who made and changed it (APP11),
 * makers' own notes, comments, and the table of what stands behind the picture.
 */
export function saysMoreThanPixels(view: DataView, { marker, start, end }: JpegSegment): boolean {
  if (marker === 0xfe) return true;
  return marker >= 0xe0 && marker <= 0xef && !(marker in needed && startsWith(bodyOf(view, start, end), needed[marker]!));
}

/** Behind the end of the picture, where a telephone may go on; undefined where none is marked. */
export function jpegEnd(view: DataView): number | undefined {
  const scan = [...jpegSegments(view)].find(({ marker }) => marker === 0xda)?.end;
  return scan === undefined ? undefined : endFrom(view, scan);
}

function bodyOf(view: DataView, start: number, end: number): Uint8Array {
  return new Uint8Array(view.buffer, view.byteOffset + start + 4, Math.max(0, Math.min(end, view.byteLength) - start - 4));
}

/** ITU-T T.81. Undefined for what is no JPEG or ends before its size is told. */
export function readJpeg(view: DataView): ImageFacts | undefined {
  if (view.byteLength < 4 || view.getUint16(0) !== 0xffd8) return undefined;
  let frame: Pick<ImageFacts, 'width' | 'height' | 'fault' | 'grey'> | undefined;
  let orientation: Orientation | undefined;
  let personal = false;
  let scan: number | undefined;
  const profile: Uint8Array[] = [];
  for (const { marker, start, end } of jpegSegments(view)) {
    const body = bodyOf(view, start, end);
    if (isStartOfFrame(marker) && start + 10 <= view.byteLength) {
      const components = view.getUint8(start + 9);
      const fault = faultOf(marker, view.getUint8(start + 4), components);
      frame = { height: view.getUint16(start + 5), width: view.getUint16(start + 7), ...(components === 1 ? { grey: true } : {}), ...(fault ? { fault } : {}) };
    } else if (marker === 0xe1 && startsWith(body, 'Exif\0')) {
      orientation ??= orientationIn(body, 6);
    } else if (marker === 0xe2 && startsWith(body, profileName)) {
      profile.push(body.subarray(profileName.length + 2));
    } else if (marker === 0xda) {
      scan = end;
    }
    personal ||= saysMoreThanPixels(view, { marker, start, end });
  }
  if (!frame) return undefined;
  const finish = scan === undefined ? undefined : endFrom(view, scan);
  personal ||= finish !== undefined && isMore(view, finish);
  const fault = frame.fault ?? (finish === undefined ? 'cut' as const : undefined);
  return { ...frame, orientation: orientation ?? 1, personal, ...(profile.length > 0 ? { profile: joined(profile) } : {}), ...(fault ? { fault } : {}) };
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

/** Behind the mark of the picture's end, from its first scan on: there may be more tables and scans. Undefined where there is none. */
function endFrom(view: DataView, from: number): number | undefined {
  const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
  let first: number | undefined;
  for (let at = bytes.indexOf(0xff, from); at >= 0 && at + 1 < bytes.length;) {
    const marker = bytes[at + 1]!;
    if (marker === 0xd9) return at + 2;
    // Damaged pixels can look like a table as long as the rest: then the first mark that there is counts.
    const isTable = marker >= 0xc0 && marker !== 0xff && (marker < 0xd0 || marker > 0xd7) && at + 4 <= bytes.length;
    const next = isTable ? at + 2 + view.getUint16(at + 2) : at + (marker === 0xff ? 1 : 2);
    if (isTable) first ??= markIn(bytes, at, next);
    at = bytes.indexOf(0xff, next);
  }
  return first;
}

function markIn(bytes: Uint8Array, from: number, to: number): number | undefined {
  for (let at = bytes.indexOf(0xff, from); at >= 0 && at < to; at = bytes.indexOf(0xff, at + 1)) {
    if (bytes[at + 1] === 0xd9) return at + 2;
  }
  return undefined;
}

/** Whether anything but filling stands from there on. */
function isMore(view: DataView, from: number): boolean {
  return new Uint8Array(view.buffer, view.byteOffset + from, view.byteLength - from).some((byte) => byte !== 0 && byte !== 0xff);
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
