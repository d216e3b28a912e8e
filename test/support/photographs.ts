import { crc32 } from 'node:zlib';
import type { Orientation } from '../../src/shots/image/facts.ts';

/** EXIF as a telephone writes it, little-endian: an orientation, a maker's name and a place's directory. */
export function exif(orientation: Orientation): Buffer {
  const tiff = Buffer.alloc(8 + 2 + 3 * 12 + 4 + 16);
  tiff.write('II', 0, 'latin1');
  tiff.writeUInt16LE(42, 2);
  tiff.writeUInt32LE(8, 4);
  tiff.writeUInt16LE(3, 8);
  const entry = (index: number, tag: number, type: number, count: number, value: number): void => {
    const at = 10 + index * 12;
    tiff.writeUInt16LE(tag, at);
    tiff.writeUInt16LE(type, at + 2);
    tiff.writeUInt32LE(count, at + 4);
    tiff.writeUInt32LE(value, at + 8);
  };
  entry(0, 0x010f, 2, 16, 50);
  entry(1, 0x0112, 3, 1, orientation);
  entry(2, 0x8825, 4, 1, 0);
  tiff.write('Secret Telephone', 50, 'latin1');
  return tiff;
}

/** A JPEG with EXIF right after its start. */
export function jpegWith(jpeg: Uint8Array, orientation: Orientation): Buffer {
  const body = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), exif(orientation)]);
  const head = Buffer.from([0xff, 0xe1, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([jpeg.subarray(0, 2), head, body, jpeg.subarray(2)]);
}

/** A PNG with one more chunk before its pixels. */
export function pngWith(png: Uint8Array, type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  framed.set(body, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  // After the signature and IHDR.
  return Buffer.concat([png.subarray(0, 33), framed, png.subarray(33)]);
}

/** An ICC profile of a display: primaries as XYZ at D50, and one gamma or the curve of sRGB. */
export function displayProfile(primaries: readonly (readonly [number, number, number])[], gamma: number | 'srgb'): Buffer {
  const names = ['wtpt', 'rXYZ', 'gXYZ', 'bXYZ', 'rTRC', 'gTRC', 'bTRC', 'desc', 'cprt'];
  const numbers = [[0.9642, 1, 0.8249] as const, ...primaries];
  const xyz = numbers.map((values) => {
    const tag = Buffer.alloc(20);
    tag.write('XYZ ', 0, 'latin1');
    values.forEach((value, index) => tag.writeInt32BE(Math.round(value * 65536), 8 + index * 4));
    return tag;
  });
  const curve = Buffer.alloc(32);
  if (gamma === 'srgb') {
    curve.write('para', 0, 'latin1');
    curve.writeUInt16BE(3, 8);
    [2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045].forEach((value, index) => curve.writeInt32BE(Math.round(value * 65536), 12 + index * 4));
  } else {
    curve.write('curv', 0, 'latin1');
    curve.writeUInt32BE(1, 8);
    curve.writeUInt16BE(Math.round(gamma * 256), 12);
  }
  const text = Buffer.alloc(16);
  text.write('text', 0, 'latin1');
  const tags = [...xyz, curve, curve, curve, text, text];
  const head = Buffer.alloc(132 + names.length * 12);
  const size = head.length + tags.reduce((sum, tag) => sum + tag.length, 0);
  head.writeUInt32BE(size, 0);
  head.writeUInt32BE(0x02100000, 8);
  head.write('mntrRGB XYZ ', 12, 'latin1');
  head.write('acsp', 36, 'latin1');
  [0.9642, 1, 0.8249].forEach((value, index) => head.writeInt32BE(Math.round(value * 65536), 68 + index * 4));
  head.writeUInt32BE(names.length, 128);
  names.reduce((at, name, index) => {
    head.write(name, 132 + index * 12, 'latin1');
    head.writeUInt32BE(at, 136 + index * 12);
    head.writeUInt32BE(tags[index]!.length, 140 + index * 12);
    return at + tags[index]!.length;
  }, head.length);
  return Buffer.concat([head, ...tags]);
}

/** An ICC profile of gray alone. */
export function greyProfile(gamma: number): Buffer {
  const [head, white, curve] = [Buffer.alloc(132 + 24), Buffer.alloc(20), Buffer.alloc(16)];
  white.write('XYZ ', 0, 'latin1');
  curve.write('curv', 0, 'latin1');
  curve.writeUInt32BE(1, 8);
  curve.writeUInt16BE(Math.round(gamma * 256), 12);
  head.writeUInt32BE(head.length + white.length + curve.length, 0);
  head.writeUInt32BE(0x02400000, 8);
  head.write('mntrGRAYXYZ ', 12, 'latin1');
  head.write('acsp', 36, 'latin1');
  [0.9642, 1, 0.8249].forEach((value, index) => {
    head.writeInt32BE(Math.round(value * 65536), 68 + index * 4);
    white.writeInt32BE(Math.round(value * 65536), 8 + index * 4);
  });
  head.writeUInt32BE(2, 128);
  head.write('wtpt', 132, 'latin1');
  [head.length, white.length].forEach((value, index) => { head.writeUInt32BE(value, 136 + index * 4); });
  head.write('kTRC', 144, 'latin1');
  [head.length + white.length, curve.length].forEach((value, index) => { head.writeUInt32BE(value, 148 + index * 4); });
  return Buffer.concat([head, white, curve]);
}

/** Adobe RGB (1998), whose greens reach beyond sRGB. */
export const adobeRgb = displayProfile([[0.60974, 0.31111, 0.01947], [0.20528, 0.62567, 0.06087], [0.14919, 0.06322, 0.74457]], 563 / 256);
/** sRGB as scanners and telephones write it. */
export const plainRgb = displayProfile([[0.43607, 0.22249, 0.01392], [0.38515, 0.71687, 0.09708], [0.14307, 0.06061, 0.7141]], 'srgb');

/** A simple WebP as an extended one with EXIF. */
export function webpWith(webp: Uint8Array, orientation: Orientation, width: number, height: number): Buffer {
  const chunk = (type: string, body: Uint8Array): Buffer => {
    const head = Buffer.alloc(8);
    head.write(type, 0, 'latin1');
    head.writeUInt32LE(body.length, 4);
    return Buffer.concat([head, body, Buffer.alloc(body.length % 2)]);
  };
  // A browser writes an extended one with a profile.
  const whole = Buffer.from(webp);
  const coded = Math.max(whole.indexOf('VP8 ', 0, 'latin1'), whole.indexOf('VP8L', 0, 'latin1'));
  const extended = Buffer.alloc(10);
  extended[0] = 0x08;
  extended.writeUIntLE(width - 1, 4, 3);
  extended.writeUIntLE(height - 1, 7, 3);
  return chunk('RIFF', Buffer.concat([Buffer.from('WEBP', 'latin1'), chunk('VP8X', extended), whole.subarray(coded), chunk('EXIF', exif(orientation))]));
}
