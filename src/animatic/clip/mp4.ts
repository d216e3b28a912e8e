import { boxOf, header, joined, letters, viewOf } from './boxes.ts';

/**
 * Makes a clip that players can open while it loads and seek in: the index (`moov`) goes before the pictures, the key
 * frames are listed (`stss`, without which every frame counts as one), and the colours are declared (`colr`), which an
 * encoder may leave open. Boxes are those of ISO/IEC 14496-12. Throws when the file is not of the expected form.
 */
export function forStreaming(clip: Uint8Array): Uint8Array {
  return joined(streamable(clip));
}

/** The same in parts that follow one another: its pictures stay in the clip's memory. */
export function streamable(clip: Uint8Array): readonly Uint8Array[] {
  const boxes = boxesIn(clip, 0, clip.length);
  const ftyp = find(boxes, 'ftyp');
  const moov = find(boxes, 'moov');
  const mdat = find(boxes, 'mdat');
  const keys = keyFrames(clip, moov);
  const index = rebuilt(clip, moov, keys, 0);
  // Chunk offsets have a fixed width, so the index keeps its length when they are moved.
  const shift = ftyp.size + index.length - mdat.start;
  return [clip.subarray(ftyp.start, ftyp.start + ftyp.size), rebuilt(clip, moov, keys, shift), clip.subarray(mdat.start, mdat.start + mdat.size)];
}

interface Box { readonly type: string; readonly start: number; readonly size: number }

const containers = new Set(['moov', 'trak', 'mdia', 'minf', 'stbl']);
/** An MPEG-4 systems descriptor that no player of today reads. */
const dropped = new Set(['iods', 'free']);

function boxesIn(clip: Uint8Array, from: number, to: number): Box[] {
  const view = viewOf(clip);
  const boxes: Box[] = [];
  for (let start = from; start + header <= to;) {
    const size = view.getUint32(start);
    if (size < header || start + size > to) throw new Error(`mp4: box of ${size} bytes at ${start}`);
    boxes.push({ type: String.fromCharCode(...clip.subarray(start + 4, start + 8)), start, size });
    start += size;
  }
  return boxes;
}

function find(boxes: readonly Box[], type: string): Box {
  const found = boxes.find((box) => box.type === type);
  if (!found) throw new Error(`mp4: no ${type}`);
  return found;
}

function inside(clip: Uint8Array, box: Box): Box[] {
  return boxesIn(clip, box.start + header, box.start + box.size);
}

function rebuilt(clip: Uint8Array, box: Box, keys: readonly number[], shift: number): Uint8Array {
  const bytes = clip.subarray(box.start, box.start + box.size);
  if (containers.has(box.type)) {
    const parts = inside(clip, box).filter(({ type }) => !dropped.has(type)).map((part) => rebuilt(clip, part, keys, shift));
    return boxOf(box.type, box.type === 'stbl' ? [...parts, keyFrameBox(keys)] : parts);
  }
  switch (box.type) {
    case 'stco': return movedOffsets(bytes, shift);
    case 'stsd': return withColours(bytes);
    default: return bytes;
  }
}

/** Sample numbers, from 1, of the frames that hold an IDR picture. */
function keyFrames(clip: Uint8Array, moov: Box): number[] {
  let box = moov;
  for (const type of ['trak', 'mdia', 'minf', 'stbl']) box = find(inside(clip, box), type);
  const tables = inside(clip, box);
  const view = viewOf(clip);
  const sizes = table(view, find(tables, 'stsz').start + header + 8, 1).map(([size]) => size!);
  const chunks = table(view, find(tables, 'stco').start + header + 4, 1).map(([offset]) => offset!);
  const runs = table(view, find(tables, 'stsc').start + header + 4, 3);
  const keys: number[] = [];
  let sample = 0;
  chunks.forEach((offset, chunk) => {
    const perChunk = runs.findLast(([first]) => first! <= chunk + 1)?.[1] ?? 0;
    let at = offset;
    for (const last = sample + perChunk; sample < last; sample += 1) {
      const size = sizes[sample] ?? 0;
      if (isKeyFrame(view, at, size)) keys.push(sample + 1);
      at += size;
    }
  });
  return keys;
}

/** Rows of 32-bit numbers after their count. */
function table(view: DataView, at: number, columns: number): number[][] {
  return Array.from({ length: view.getUint32(at) }, (_, row) => (
    Array.from({ length: columns }, (__, column) => view.getUint32(at + 4 + (row * columns + column) * 4))
  ));
}

/** A sample is NAL units, each after its length; type 5 is a slice of an IDR picture. */
function isKeyFrame(view: DataView, start: number, size: number): boolean {
  for (let at = start; at + 4 < start + size; at += 4 + view.getUint32(at)) {
    if ((view.getUint8(at + 4) & 31) === 5) return true;
  }
  return false;
}

function keyFrameBox(keys: readonly number[]): Uint8Array {
  const content = new Uint8Array(8 + keys.length * 4);
  const view = viewOf(content);
  view.setUint32(4, keys.length);
  keys.forEach((key, index) => view.setUint32(8 + index * 4, key));
  return boxOf('stss', [content]);
}

function movedOffsets(stco: Uint8Array, shift: number): Uint8Array {
  const moved = stco.slice();
  const view = viewOf(moved);
  for (let at = header + 8; at < moved.length; at += 4) view.setUint32(at, view.getUint32(at) + shift);
  return moved;
}

/** Adds `colr` to the one sample entry: BT.709 primaries and transfer, BT.601 matrix (6), limited range, as the encoder converts. */
function withColours(stsd: Uint8Array): Uint8Array {
  const colours = boxOf('colr', [letters('nclx'), Uint8Array.of(0, 1, 0, 1, 0, 6, 0)]);
  const entry = joined([stsd.subarray(header + 8), colours]);
  viewOf(entry).setUint32(0, entry.length);
  return boxOf('stsd', [stsd.subarray(header, header + 8), entry]);
}
