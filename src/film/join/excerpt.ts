import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { writeWhole } from '../../storage/writeWhole.ts';
import { u32, text } from './box.ts';
import { filmTrack } from './filmTable.ts';
import { lookAtClip } from './lookAtClip.ts';
import { fileType, movieBox } from './movieBox.ts';
import type { Movie } from './movieBox.ts';
import type { Piece, TrackTable } from './sampleTable.ts';
import { readSampleTables } from './sampleTable.ts';

/** `moment`: one picture from about a quarter of the take. `end`: its last pictures, as many as the last one needs. */
export type ExcerptKind = 'moment' | 'end';

/** Bytes of pictures; a group that is larger is nobody's clip. */
const heaviest = 64e6;
/** Where a take mostly shows what it is about, part of its length. */
const tellingMoment = 0.25;
/** Of a NAL unit that begins anew; a browser cannot begin to decode H.264 elsewhere. ITU-T H.264, table 7-1. */
const freshStart = 5;

/**
 * Writes a few pictures of a take as a small video of its own, copied as they are coded: a page is handed whole files only, and of a
 * take of gigabytes a single picture is wanted. Resolves to whether it was done; rejects with errors of the file system.
 */
export async function writeExcerpt(file: string, to: string, kind: ExcerptKind): Promise<boolean> {
  const [facts, tables] = [await lookAtClip(file), await readSampleTables(file)];
  if (facts === undefined || tables === undefined) return false;
  const handle = await open(file, 'r');
  try {
    const table = await excerptOf(tables.video, kind, async (piece) => facts.codec !== 'avc' || beginsAnew(handle, piece));
    const size = table?.pieces.reduce((sum, piece) => sum + piece.size, 0) ?? 0;
    if (table === undefined || size > heaviest) return false;
    const pictures = Buffer.alloc(size);
    let filled = 0;
    for (const piece of table.pieces) filled += (await handle.read(pictures, filled, piece.size, piece.offset)).bytesRead;
    if (filled < size) return false;
    await writeWhole(to, asVideo(table, pictures, { ...facts, width: Math.round(facts.width * facts.pixelAspect) }));
    return true;
  } finally {
    await handle.close();
  }
}

function asVideo(table: TrackTable, pictures: Uint8Array, { width, height, rotation }: { readonly width: number; readonly height: number; readonly rotation: number }): Uint8Array {
  const end = Math.max(...table.pieces.map(({ shown, length }) => shown + length));
  const movie: Movie = {
    tracks: [{ kind: 'video', track: filmTrack([{ table, seconds: end / table.ticksASecond }]), description: table.description, width, height, rotation }], offsets: [], tags: {}, chapters: [],
  };
  const head = fileType();
  const at = head.length + movieBox(movie).length + 8;
  return Buffer.concat([head, movieBox({ ...movie, offsets: [[at]] }), u32(pictures.length + 8), text('mdat'), pictures]);
}

/** The pieces of an excerpt, timed from its first picture; `isStart`: whether decoding can begin at a key piece. */
async function excerptOf(table: TrackTable, kind: ExcerptKind, isStart: (piece: Piece) => Promise<boolean>): Promise<TrackTable | undefined> {
  const { pieces } = table;
  const keys = pieces.flatMap((piece, index) => (piece.key && piece.shown >= 0 ? [{ piece, index }] : []));
  const until = Math.max(...pieces.map(({ shown }) => shown));
  const wanted = kind === 'end' ? until : until * tellingMoment;
  // The nearest at or before the moment; for a picture to look at, the nearest at all.
  const order = kind === 'end' ? keys.toReversed() : keys.toSorted((a, b) => Math.abs(a.piece.shown - wanted) - Math.abs(b.piece.shown - wanted));
  for (const { piece: first, index } of order) {
    if (!(await isStart(first))) continue;
    const kept = kind === 'end' ? pieces.slice(index).filter(({ shown }) => shown >= first.shown) : [first];
    return { ...table, pieces: kept.map((piece) => ({ ...piece, decoded: piece.decoded - first.decoded, shown: piece.shown - first.shown })) };
  }
  return undefined;
}

/** Whether an H.264 picture begins anew: one of its units says so. Lengths take four bytes, as in all but ancient files. ISO/IEC 14496-15. */
async function beginsAnew(handle: FileHandle, { offset, size }: Piece): Promise<boolean> {
  const head = Buffer.alloc(5);
  for (let at = 0; at + 5 <= size;) {
    const { bytesRead } = await handle.read(head, 0, 5, offset + at);
    if (bytesRead < 5) return false;
    if ((head.readUInt8(4) & 0x1f) === freshStart) return true;
    at += 4 + head.readUInt32BE(0);
  }
  return false;
}
