import type { ImageColours } from './colours.ts';

/** Why a file that says it is an image gives no first frame. */
export type ImageFault =
  /** A JPEG in four inks, which browsers and models read differently or not at all. */
  | 'cmyk'
  /** A JPEG with arithmetic, lossless or 12-bit coding. */
  | 'coding'
  /** More than one picture, one after another. */
  | 'animated'
  /** Light of a high dynamic range, which hardly any model reads as such. */
  | 'hdr'
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
  /** Its pixels may let something through; whether any does only they tell. */
  readonly alpha?: true;
  /** Its pixels are grey alone, and so is what its profile tells. */
  readonly grey?: true;
  /** An ICC profile as stored, for PNG still deflated. */
  readonly profile?: Uint8Array;
  /** Its colours where it has no profile that can be read, and they are not those of sRGB. */
  readonly colours?: ImageColours;
  readonly fault?: ImageFault;
}

/** What the reader of one type finds; sizes as stored. */
export type ImageFacts = Omit<ImageHeader, 'type' | 'mime'>;
