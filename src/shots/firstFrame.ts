import * as l10n from '@vscode/l10n';
import type { ImageFault, ImageHeader } from './image/facts.ts';
import type { ForeignFormat } from './image/foreign.ts';
import { foreignFormat } from './image/foreign.ts';
import { readImageHeader } from './image/header.ts';
import type { Refusal } from './refusal.ts';

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

/** An image as it was looked at: `header` is absent when the bytes are no JPG, PNG or WebP, and `foreign` then tells what they are. */
export interface FirstFrame {
  readonly header: ImageHeader | undefined;
  readonly foreign?: ForeignFormat;
  /** Weight of the file. */
  readonly bytes: number;
}

/** What a file is as a first frame. Pass all of it, or its head and the `size` of the whole. */
export function firstFrameIn(file: Uint8Array, size: number = file.length): FirstFrame {
  const header = readImageHeader(file, size);
  const foreign = header ? undefined : foreignFormat(file, size);
  return { header, bytes: size, ...(foreign && { foreign }) };
}

/** Why an image is no first frame, one sentence each; empty when it fits. `maxBytes`: a tighter limit of the gateway's upload. */
export function firstFrameRefusals(image: FirstFrame, maxBytes: number = firstFrameLimits.bytes): readonly Refusal[] {
  const { header } = image;
  if (header === undefined) return [foreignRefusal(image.foreign)];
  const { width, height, fault } = header;
  const refusals: Refusal[] = fault === undefined ? [] : [refusal(`first-frame-${fault}`, faultWords(fault))];
  if (Math.min(width, height) <= firstFrameLimits.shortSide) {
    refusals.push(refusal('first-frame-small', l10n.t(
      'The first frame is {0}×{1} px, but its short side must be over {2} px. Choose a larger image.', width, height, firstFrameLimits.shortSide)));
  }
  const ratio = width / height;
  if (ratio < firstFrameLimits.minRatio || ratio > firstFrameLimits.maxRatio) {
    refusals.push(refusal('first-frame-ratio', l10n.t(
      'The first frame is {0}×{1} px, a ratio of {2}, but width / height must be from {3} to {4}. Crop it or choose another one.',
      width, height, unlike(ratio, 2, [firstFrameLimits.minRatio, firstFrameLimits.maxRatio]), firstFrameLimits.minRatio, firstFrameLimits.maxRatio)));
  }
  if (tooHeavy(image.bytes, maxBytes)) {
    refusals.push(refusal('first-frame-heavy', l10n.t(
      'The first frame is {0} MB, but the limit is {1} MB. Make it smaller or compress it more.',
      unlike(image.bytes / mega, 1, [maxBytes / mega]), Math.round(maxBytes / mega))));
  }
  return refusals;
}

/** A number with so many digits behind the point, or as many more as it takes to look unlike the limits that it misses; on a limit, all the same. */
function unlike(value: number, digits: number, limits: readonly number[]): string {
  const written = value.toFixed(digits);
  return limits.some((limit) => limit !== value && Number(written) === limit) && digits < 8 ? unlike(value, digits + 1, limits) : written;
}

/** Why a file that is no image of the three types is not taken, and what to do. */
function foreignRefusal(foreign: ForeignFormat | undefined): Refusal {
  const type = (message: string): Refusal => refusal('first-frame-type', message);
  switch (foreign?.kind) {
    case 'image': return type(foreign.readable
      ? l10n.t('The first frame is a {0} image, but only JPG, PNG and WebP are accepted. Convert it, for instance in the composer.', foreign.name)
      : l10n.t('The first frame is a {0} file, but only JPG, PNG and WebP are accepted. Save it as one of them in another program.', foreign.name));
    case 'empty': return type(l10n.t('The first frame is an empty file. Copy or download it again, or choose another one.'));
    case 'page': return type(l10n.t('The first frame is a web page, not an image, despite its name. Download the image itself, or choose another one.'));
    case 'video': return type(l10n.t('The first frame is a video, not an image. Drop the video on the composer to use its last frame.'));
    case 'cut': return refusal('first-frame-cut', faultWords('cut'));
    case 'pointer': return type(l10n.t('The first frame is a Git LFS placeholder, not the image itself. Run “git lfs pull”, or choose another one.'));
    case undefined: return type(l10n.t('The first frame isn’t a JPG, PNG or WebP image. Convert it or choose another one.'));
  }
}

/** What is wrong with the file itself, and what to do. */
function faultWords(fault: ImageFault): string {
  switch (fault) {
    case 'cmyk': return l10n.t('The first frame has CMYK colors, which are for print. Convert it to RGB, for instance in the composer.');
    case 'animated': return l10n.t('The first frame is animated. Convert it to a still picture, for instance in the composer.');
    case 'hdr': return l10n.t('The first frame has a high dynamic range (HDR), which models show in dull colors. Convert it, for instance in the composer.');
    case 'coding': return l10n.t('The first frame is a rare kind of JPG that few programs can read. Save it as an ordinary JPG or PNG.');
    case 'cut': return l10n.t('The first frame is incomplete: its file ends too early. Download it again, or choose another one.');
  }
}

/** Whether a browser can read the picture and write it anew without the fault. */
export function isConvertible(fault: ImageFault | undefined): boolean {
  return fault === 'cmyk' || fault === 'animated' || fault === 'hdr';
}

/** The model says "under 20 MB"; an upload endpoint's own limit is the largest size it takes. */
function tooHeavy(bytes: number, maxBytes: number): boolean {
  return bytes >= firstFrameLimits.bytes || bytes > maxBytes;
}

/** A whole picture written as text, which no setting holds: `data:image/png;base64,…`. */
export function isDataUri(written: string): boolean {
  return /^data:/iu.test(written);
}

/** The refusal of a first frame that cannot be read at all. `path` as written; a long one is named in short. */
export function missingFirstFrame(path: string): Refusal {
  if (isDataUri(path)) {
    const kind = /^data:[\w.+/-]{0,40}/iu.exec(path)?.[0] ?? 'data:';
    return refusal('first-frame-missing', l10n.t('The first frame is a data URI (“{0}…”). Save the picture as a file and use its path, or drop it on the composer.', kind));
  }
  const name = path.length > 200 ? `…${path.slice(-120)}` : path;
  return refusal('first-frame-missing', l10n.t('The first frame “{0}” can’t be read. Correct its path or remove the setting.', name));
}

/** The refusal of a photograph that lies on its side and cannot be coded anew. `name` of its file. */
export function unturnedFirstFrame(name: string): Refusal {
  return refusal('first-frame-unturned', l10n.t('The first frame “{0}” couldn’t be turned upright, so it wasn’t sent. Save it upright as JPG or PNG, and choose that one.', name));
}

/** The refusal of an image whose header is sound and whose pixels are not. `name` of its file. */
export function damagedFirstFrame(name: string): Refusal {
  return refusal('first-frame-damaged', l10n.t('The first frame “{0}” is damaged: its pixels can’t be read. Download or save it again, or choose another one.', name));
}

function refusal(code: string, message: string): Refusal {
  return { field: 'firstFrame', code, message };
}
