import type { Orientation } from './facts.ts';

/**
 * The orientation in a TIFF structure, where EXIF keeps it: JPEG after `Exif\0\0`, PNG in `eXIf`. 1 where
 * nothing is said or what is said makes no sense.
 */
export function orientationIn(bytes: Uint8Array): Orientation {
  const start = bytes[0] === 0x45 && bytes[1] === 0x78 ? 6 : 0;
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
      const value = view.getUint16(at + 8, little);
      return value >= 1 && value <= 8 ? value as Orientation : 1;
    }
  }
  return 1;
}
