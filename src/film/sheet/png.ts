import { crc32, deflateSync } from 'node:zlib';

/** A row by each of the five filters. */
type Tries = readonly [Uint8Array, Uint8Array, Uint8Array, Uint8Array, Uint8Array];

/**
 * An opaque picture from RGBA bytes, rows from the top, as a PNG with three bytes a pixel. Each row is coded with the filter
 * that leaves the smallest numbers (PNG specification, 12.7, "filter selection").
 */
export function encodePng(width: number, height: number, rgba: Uint8ClampedArray): Uint8Array<ArrayBuffer> {
  const stride = width * 3;
  const filtered = new Uint8Array(height * (stride + 1));
  let [row, above] = [new Uint8Array(stride), new Uint8Array(stride)];
  const tries: Tries = [new Uint8Array(stride), new Uint8Array(stride), new Uint8Array(stride), new Uint8Array(stride), new Uint8Array(stride)];
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const from = (y * width + x) * 4;
      row[x * 3] = rgba[from]!;
      row[x * 3 + 1] = rgba[from + 1]!;
      row[x * 3 + 2] = rgba[from + 2]!;
    }
    const best = bestFilter(row, above, tries);
    filtered[y * (stride + 1)] = best;
    filtered.set(tries[best]!, y * (stride + 1) + 1);
    [row, above] = [above, row];
  }
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  // Eight bits a channel, red, green and blue; the rest are the only values that there are.
  header.set([8, 2, 0, 0, 0], 8);
  const parts = [Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a), chunk('IHDR', header), chunk('IDAT', deflateSync(filtered, { level: 9, memLevel: 9 })), chunk('IEND', new Uint8Array())];
  const png = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    png.set(part, at);
    at += part.length;
  }
  return png;
}

/** Fills `tries` with the row by each filter and tells which is best. Written out: this is most of the work. */
function bestFilter(row: Uint8Array, above: Uint8Array, [none, sub, up, average, paethed]: Tries): number {
  const sums = [0, 0, 0, 0, 0];
  for (let at = 0; at < row.length; at += 1) {
    const left = at < 3 ? 0 : row[at - 3]!;
    const over = above[at]!;
    const corner = at < 3 ? 0 : above[at - 3]!;
    const value = row[at]!;
    none[at] = value;
    sub[at] = value - left;
    up[at] = value - over;
    average[at] = value - ((left + over) >> 1);
    paethed[at] = value - paeth(left, over, corner);
    sums[0]! += distance(value);
    sums[1]! += distance(sub[at]!);
    sums[2]! += distance(up[at]!);
    sums[3]! += distance(average[at]!);
    sums[4]! += distance(paethed[at]!);
  }
  return sums.indexOf(Math.min(...sums));
}

function distance(rest: number): number {
  return rest < 128 ? rest : 256 - rest;
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  const [toLeft, toUp, toCorner] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}

function chunk(name: string, content: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(content.length + 12);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, content.length);
  for (let letter = 0; letter < 4; letter += 1) bytes[4 + letter] = name.charCodeAt(letter);
  bytes.set(content, 8);
  view.setUint32(8 + content.length, crc32(bytes.subarray(4, 8 + content.length)));
  return bytes;
}
