import * as l10n from '@vscode/l10n';
import { firstFrameLimits, isConvertible } from '../../shots/firstFrame.ts';
import type { FirstFrame } from '../../shots/firstFrame.ts';

export interface Size { readonly width: number; readonly height: number }

/** A way to make an image a first frame: a part of it, drawn at a size and written as a type. Pixels. */
export interface Fit {
  /** Localized, an imperative. */
  readonly title: string;
  readonly crop: Size & { readonly x: number; readonly y: number };
  readonly size: Size;
  readonly mime: 'image/jpeg' | 'image/png';
}

/** The shortest side that an enlarged image gets: a little over the limit, and even. */
const enlargedSide = firstFrameLimits.shortSide + 20;
/** The longest side of an image that is written smaller; more than the largest video has. */
const longestSide = 2560;

/**
 * Ways to make an image fit, the one that keeps the most of it first; each mends everything that is wrong with it.
 * Empty when it fits. `size`: as it is seen, turned upright.
 */
export function fitsFor(image: FirstFrame, size: Size, maxBytes: number): readonly Fit[] {
  const { minRatio, maxRatio, shortSide } = firstFrameLimits;
  const ratio = size.width / size.height;
  const nearest = ratio > maxRatio ? maxRatio : ratio < minRatio ? minRatio : undefined;
  const small = Math.min(size.width, size.height) <= shortSide;
  const heavy = image.bytes >= firstFrameLimits.bytes || image.bytes > maxBytes;
  const foreign = image.header === undefined || isConvertible(image.header.fault);
  if (image.header?.fault !== undefined && !foreign) return [];
  if (nearest === undefined && !small && !heavy && !foreign) return [];
  const mime = heavy || (image.header?.type === 'jpeg' && !foreign) ? 'image/jpeg' : 'image/png';
  const fit = (title: (target: Size) => string, wanted?: number): Fit => {
    // A bitmap's sides are getters of its prototype, which a spread leaves out.
    const crop = wanted === undefined ? { x: 0, y: 0, width: size.width, height: size.height } : cropTo(size, wanted);
    const target = scaled(crop, heavy);
    return { title: title(target), crop, size: target, mime };
  };
  if (nearest !== undefined) {
    const common = ratio > maxRatio ? { ratio: 16 / 9, name: '16 : 9' } : { ratio: 9 / 16, name: '9 : 16' };
    return [
      fit(({ width, height }) => l10n.t('Crop to {0} × {1}', width, height), nearest),
      fit(({ width, height }) => l10n.t('Crop to {0}, {1} × {2}', common.name, width, height), common.ratio),
    ];
  }
  if (small) return [fit(({ width, height }) => l10n.t('Enlarge to {0} × {1}', width, height))];
  return [fit(() => (heavy ? l10n.t('Save smaller, as JPG') : l10n.t('Convert to PNG')))];
}

/** The middle part of this ratio. Rounded to the safe side of the limits. */
function cropTo({ width, height }: Size, ratio: number): Fit['crop'] {
  const cut = width / height > ratio ? { width: Math.floor(height * ratio), height } : { width, height: Math.floor(width / ratio) };
  return { x: Math.floor((width - cut.width) / 2), y: Math.floor((height - cut.height) / 2), ...cut };
}

function scaled({ width, height }: Size, smaller: boolean): Size {
  const short = Math.min(width, height);
  const up = short <= firstFrameLimits.shortSide ? enlargedSide / short : 1;
  const down = smaller ? Math.min(1, longestSide / Math.max(width, height)) : 1;
  const scale = Math.max(up, down === 1 ? up : Math.max(down, enlargedSide / short));
  // Rounded towards a square, so that a ratio at its limit stays within it.
  return width > height
    ? { width: Math.floor(width * scale), height: Math.ceil(height * scale) }
    : { width: Math.ceil(width * scale), height: Math.floor(height * scale) };
}
