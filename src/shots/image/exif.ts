import type { Orientation } from './facts.ts';

/** One number of 16 bits, which an orientation is. TIFF 6.0, section 2. */
const short = 3;

/**
 * The orientation in a TIFF structure, where EXIF keeps it, from `start` on: in a JPEG after `Exif\0\0`, in a PNG's `eXIf`. 1 where
 * nothing is said or what is said makes no sense; one of another type is none to browsers (Chromium 156), so that the picture was chosen as it is stored.
 */
export function orientationIn(bytes: Uint8Array, start = 0): Orientation {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.byteLength < start + 8) return 1;
  const order = view.getUint16(start);
  const little = order === 0x4949;
  if (!little && order !== 0x4d4d) return 1;
  const directory = start + view.getUint32(start + 4, little);
  if (directory + 2 > view.byteLength) return 1;
  const entries = view.getUint16(directory, little);
  for (let entry = 0; entry < entries; entry++) {
    const at = directory + 2 + entry * 12;
    if (at + 12 > view.byteLength) return 1;
    if (view.getUint16(at, little) === 0x0112) {
      if (view.getUint16(at + 2, little) !== short || view.getUint32(at + 4, little) !== 1) return 1;
      const value = view.getUint16(at + 8, little);
      return value >= 1 && value <= 8 ? value as Orientation : 1;
    }
  }
  return 1;
}
