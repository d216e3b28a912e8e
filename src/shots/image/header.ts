import type { ImageHeader } from './facts.ts';
import { readJpeg } from './jpeg.ts';
import { readPng } from './png.ts';
import { readWebp } from './webp.ts';

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
