import * as l10n from '@vscode/l10n';
import type { Refusal } from './refusal.ts';

/** What an image says of itself in its first bytes. Pixels; the orientation tag of a JPEG is not applied, no limit depends on it. */
export interface ImageHeader {
  readonly type: 'jpeg' | 'png' | 'webp';
  readonly mime: 'image/jpeg' | 'image/png' | 'image/webp';
  readonly width: number;
  readonly height: number;
}

const mega = 1024 * 1024;

/** MiniMax-Hailuo-2.3, first frame: sides in pixels, ratio is width / height, weight in bytes. */
export const firstFrameLimits = {
  /** The short side must be longer than this. */
  shortSide: 300,
  minRatio: 0.4,
  maxRatio: 2.5,
  /** The file must be lighter than this. */
  bytes: 20 * mega,
} as const;

/** Heaviest file that the ToAPIs upload endpoint takes, in bytes. */
export const toapisUploadLimit = 10 * mega;

/**
 * Type and size by the bytes, never by the name; undefined for anything but a readable JPG, PNG or WebP.
 * The head of the file suffices for PNG and WebP; a JPEG may keep its size behind large metadata, so pass it whole.
 */
export function readImageHeader(bytes: Uint8Array): ImageHeader | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const header = readPng(view) ?? readJpeg(view) ?? readWebp(view);
  return header !== undefined && header.width > 0 && header.height > 0 ? header : undefined;
}

/** IHDR is always the first chunk. */
function readPng(view: DataView): ImageHeader | undefined {
  if (view.byteLength < 24 || view.getUint32(0) !== 0x89504e47 || view.getUint32(4) !== 0x0d0a1a0a || view.getUint32(12) !== 0x49484452) return undefined;
  return { type: 'png', mime: 'image/png', width: view.getUint32(16), height: view.getUint32(20) };
}

/** Walks the segments to the start-of-frame marker. */
function readJpeg(view: DataView): ImageHeader | undefined {
  if (view.byteLength < 4 || view.getUint16(0) !== 0xffd8) return undefined;
  for (let at = 2; at + 9 <= view.byteLength;) {
    if (view.getUint8(at) !== 0xff) return undefined;
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) at += 1;
    else if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)) at += 2;
    else if (marker === 0xd9 || marker === 0xda) return undefined;
    else if (isStartOfFrame(marker)) return { type: 'jpeg', mime: 'image/jpeg', width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    else at += 2 + Math.max(2, view.getUint16(at + 2));
  }
  return undefined;
}

/** C0–CF but for the Huffman (C4), JPEG-extension (C8) and arithmetic (CC) tables. */
function isStartOfFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

/** RIFF container; the first chunk is lossy (`VP8 `), lossless (`VP8L`) or extended (`VP8X`). */
function readWebp(view: DataView): ImageHeader | undefined {
  if (view.byteLength < 30 || view.getUint32(0) !== 0x52494646 || view.getUint32(8) !== 0x57454250) return undefined;
  const size = webpSize(view, view.getUint32(12));
  return size && { type: 'webp', mime: 'image/webp', ...size };
}

function webpSize(view: DataView, chunk: number): { readonly width: number; readonly height: number } | undefined {
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

/** An image as it was looked at: `header` is absent when the bytes are no JPG, PNG or WebP. */
export interface FirstFrame {
  readonly header: ImageHeader | undefined;
  /** Weight of the file. */
  readonly bytes: number;
}

/** Why an image is no first frame, one sentence each; empty when it fits. `maxBytes`: a tighter limit of the gateway's upload. */
export function firstFrameRefusals(image: FirstFrame, maxBytes: number = firstFrameLimits.bytes): readonly Refusal[] {
  const { header } = image;
  if (header === undefined) return [refusal('first-frame-type', l10n.t('The first frame is not a JPG, PNG or WebP image. Convert it or choose another one.'))];
  const { width, height } = header;
  const refusals: Refusal[] = [];
  if (Math.min(width, height) <= firstFrameLimits.shortSide) {
    refusals.push(refusal('first-frame-small', l10n.t(
      'The first frame is {0}×{1} px, but its short side must be over {2} px. Choose a larger image.', width, height, firstFrameLimits.shortSide)));
  }
  const ratio = width / height;
  if (ratio < firstFrameLimits.minRatio || ratio > firstFrameLimits.maxRatio) {
    refusals.push(refusal('first-frame-ratio', l10n.t(
      'The first frame is {0}×{1} px, a ratio of {2}, but width / height must be from {3} to {4}. Crop it or choose another one.',
      width, height, ratio.toFixed(2), firstFrameLimits.minRatio, firstFrameLimits.maxRatio)));
  }
  if (tooHeavy(image.bytes, maxBytes)) {
    refusals.push(refusal('first-frame-heavy', l10n.t(
      'The first frame weighs {0} MB, but the limit is {1} MB. Save it smaller or with more compression.',
      (image.bytes / mega).toFixed(1), Math.round(maxBytes / mega))));
  }
  return refusals;
}

/** The model says "under 20 MB"; an upload endpoint's own limit is the largest size it takes. */
function tooHeavy(bytes: number, maxBytes: number): boolean {
  return bytes >= firstFrameLimits.bytes || bytes > maxBytes;
}

/** The refusal of a first frame that cannot be read at all. `path` as written. */
export function missingFirstFrame(path: string): Refusal {
  return refusal('first-frame-missing', l10n.t('The first frame “{0}” cannot be read. Correct its path or remove the setting.', path));
}

function refusal(code: string, message: string): Refusal {
  return { field: 'firstFrame', code, message };
}
