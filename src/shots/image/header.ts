import { readJpeg } from './jpeg.ts';
import { readPng } from './png.ts';
import { readWebp } from './webp.ts';

/** Why a file that says it is an image gives no first frame. */
export type ImageFault =
  /** A JPEG in four inks, which browsers and models read differently or not at all. */
  | 'cmyk'
  /** A JPEG with arithmetic, lossless or 12-bit coding. */
  | 'coding'
  /** More than one picture, one after another. */
  | 'animated'
  /** The file ends before the picture does. */
  | 'cut';

/** A turn and mirroring that a camera leaves to the reader; 1 is none. EXIF 2.3, tag 0x0112. */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

/** What an image says of itself. */
export interface ImageHeader {
  readonly type: 'jpeg' | 'png' | 'webp';
  readonly mime: 'image/jpeg' | 'image/png' | 'image/webp';
  /** Pixels, as it is shown: turned upright. */
  readonly width: number;
  readonly height: number;
  readonly orientation: Orientation;
  /** Whether it carries data on the person, place or device that made it. */
  readonly personal: boolean;
  /** An ICC profile as stored, for PNG still deflated. */
  readonly profile?: Uint8Array;
  readonly fault?: ImageFault;
}

/** What the reader of one type finds; sizes as stored. */
export type ImageFacts = Omit<ImageHeader, 'type' | 'mime'>;

/**
 * Type and facts by the bytes, never by the name; undefined for anything but a readable JPG, PNG or WebP. Pass the whole
 * file; where only its head was read, `size` says how many bytes there are, and nothing is said of its end.
 */
export function readImageHeader(bytes: Uint8Array, size: number = bytes.length): ImageHeader | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const whole = bytes.length >= size;
  const [png, jpeg, webp] = [readPng(view), readJpeg(view), readWebp(view)];
  const facts = png ?? jpeg ?? webp;
  if (facts === undefined || facts.width === 0 || facts.height === 0) return undefined;
  const type = png ? 'png' : jpeg ? 'jpeg' : 'webp';
  const { width, height, fault, ...rest } = facts;
  const upright = rest.orientation < 5 ? { width, height } : { width: height, height: width };
  const told = fault === 'cut' && !whole ? undefined : fault;
  return { type, mime: `image/${type}`, ...rest, ...upright, ...(told ? { fault: told } : {}) };
}
