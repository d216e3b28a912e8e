import { createFile } from 'mp4box';
import type { Sample } from 'mp4box';
import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';

/** A picture or a piece of sound as it lies in a take's file. */
export interface Piece {
  /** Bytes from the start of the file. */
  readonly offset: number;
  readonly size: number;
  /** When it is decoded and shown, in ticks of the track, with 0 where the take begins to be shown. */
  readonly decoded: number;
  readonly shown: number;
  /** Ticks. */
  readonly length: number;
  readonly key: boolean;
}

/** A track of a take: its pieces in decode order, without those that only lead up to the start. */
export interface TrackTable {
  readonly ticksASecond: number;
  readonly pieces: readonly Piece[];
  /** When its edit list stops showing it, in seconds of its time line, which may begin empty. A phone trims a clip so, and the pictures stay in the file. */
  readonly until?: number;
  /** The `stsd` box as it stands in the file: how the pieces are decoded. */
  readonly description: Uint8Array;
}

export interface SampleTables {
  readonly video: TrackTable;
  readonly sound?: TrackTable;
}

/** Boxes that tell where the pieces lie. All others are passed over: pictures, free space, content credentials of any size. ISO/IEC 14496-12, table 1. */
const telling: ReadonlySet<string> = new Set(['ftyp', 'styp', 'moov', 'moof']);

/** Reads where the pieces of a take lie, none of them. Rejects with errors of the file system; undefined for a file without a video track. */
export async function readSampleTables(path: string): Promise<SampleTables | undefined> {
  const handle = await open(path, 'r');
  try {
    const { size } = await handle.stat();
    const index = createFile();
    for (let at = 0; at + 8 <= size;) {
      const head = await readAt(handle, at, Math.min(16, size - at));
      const { type, length } = boxAt(new DataView(head), size - at);
      if (length > size - at && type !== 'mdat') return undefined;
      // mp4box 2.4 passes over `mdat` alone, and waits in vain for the rest of any other box that is larger than what it was given.
      index.appendBuffer(telling.has(type) ? await readAt(handle, at, length) : asPictures(head, at, length));
      at += length;
    }
    index.flush();
    if ((index.moov as unknown) === undefined) return undefined;
    const { videoTracks: [video], audioTracks: [sound] } = index.getInfo();
    if (video === undefined) return undefined;
    const tableOf = async ({ id, timescale, movie_timescale: movieTicks, edits = [] }: typeof video): Promise<TrackTable> => {
      const { start = 0, size: length } = index.getTrackById(id).mdia.minf.stbl.stsd;
      const [edit, ...others] = edits.filter(({ media_time }) => media_time >= 0);
      // Rounded to coarser units than the pictures' own. None: to the end, as in the header of a fragmented file.
      const until = edit !== undefined && others.length === 0 && edit.segment_duration > 0 ? (edit.segment_duration - 1) / movieTicks : undefined;
      const pieces = piecesOf(index.getTrackSamplesInfo(id), edit?.media_time);
      const kept = until === undefined ? pieces : neededUntil(pieces, ({ shown }) => shown / timescale < until - 1e-5);
      return { ticksASecond: timescale, pieces: kept, ...(until !== undefined && { until: until + edits.filter(({ media_time }) => media_time < 0).reduce((sum, empty) => sum + empty.segment_duration / movieTicks, 0) }), description: new Uint8Array(await readAt(handle, start, length)) };
    };
    return { video: await tableOf(video), ...(sound !== undefined && { sound: await tableOf(sound) }) };
  } finally {
    await handle.close();
  }
}

/** A box by its header. ISO/IEC 14496-12, 4.2: a length of 1 stands in eight bytes behind the type, 0 is the rest of the file. */
function boxAt(head: DataView, rest: number): { readonly type: string; readonly length: number } {
  const type = String.fromCharCode(...[4, 5, 6, 7].map((at) => head.getUint8(at)));
  const short = head.getUint32(0);
  const length = short === 1 && head.byteLength >= 16 ? Number(head.getBigUint64(8)) : short === 0 ? rest : short;
  return { type, length: Math.max(8, length) };
}

/** The header of a box as one that mp4box passes over. */
function asPictures(head: ArrayBuffer, at: number, length: number): ArrayBuffer & { fileStart: number } {
  const bytes = head.slice(0, Math.min(length, head.byteLength));
  new Uint8Array(bytes).set(Buffer.from('mdat'), 4);
  return Object.assign(bytes, { fileStart: at });
}

async function readAt(handle: FileHandle, at: number, size: number): Promise<ArrayBuffer & { fileStart: number }> {
  const bytes = new ArrayBuffer(size);
  await handle.read(new Uint8Array(bytes), 0, size, at);
  return Object.assign(bytes, { fileStart: at });
}

/** In decode order, without what comes after the last picture that is shown; what comes before it may be referred to, and stays. */
export function neededUntil<T>(pieces: readonly T[], isShown: (piece: T) => boolean): readonly T[] {
  return pieces.slice(0, pieces.findLastIndex(isShown) + 1);
}

/** `origin`: where the edit list begins to show; without one the first picture does. */
function piecesOf(samples: readonly Sample[], origin = Math.min(...samples.map(({ cts }) => cts))): readonly Piece[] {
  const first = samples.findIndex(({ cts, duration }) => cts - origin + duration > 0);
  const kept = first === -1 ? [] : samples.slice(first);
  const start = kept[0]?.dts ?? 0;
  return kept.map(({ offset, size, dts, cts, duration, is_sync }) => ({ offset, size, decoded: dts - start, shown: cts - origin, length: duration, key: is_sync }));
}
