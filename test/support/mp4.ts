/** Boxes of an mp4, built by hand: what a file holds is then known to the byte. */
export function box(type: string, ...contents: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(contents);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(8 + body.length);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, body]);
}

export function numbers(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(4 * values.length);
  values.forEach((value, index) => { bytes.writeUInt32BE(value, 4 * index); });
  return bytes;
}

export const ftyp = box('ftyp', Buffer.from('isom\x00\x00\x02\x00isomavc1', 'latin1'));

/** A `moov` of one track: one chunk at `offset` with samples of these sizes. */
export function moovOf(offset: number, sizes: readonly number[]): Buffer {
  const tables = box('stbl', box('stsz', numbers(0, 0, sizes.length, ...sizes)), box('stsc', numbers(0, 1, 1, sizes.length, 1)), box('stco', numbers(0, 1, offset)));
  return box('moov', box('trak', box('mdia', box('minf', tables))));
}

/** An mp4 of exactly `bytes` bytes as players like it: the tables first. It holds no picture. */
export function faststartMp4(bytes: number): Buffer {
  const before = ftyp.length + moovOf(0, [0]).length + 8;
  const content = Buffer.alloc(bytes - before, 'moving pictures ');
  return Buffer.concat([ftyp, moovOf(before, [content.length]), box('mdat', content)]);
}
