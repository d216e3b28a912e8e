import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { boxOf, joined } from '../../animatic/clip/boxes.ts';
import { fullBox, u32 } from './box.ts';

/** Bytes of an index and of a picture; what is larger is not worth the wait. */
const most = { index: 8e6, picture: 1e6 } as const;
/** Boxes at the top that are looked at, and pictures that may be shown before the first: fragmented files have more, and no first picture in their index. */
const looks = { boxes: 64, pictures: 32 } as const;
const headLength = 8;

interface Box { readonly type: string; readonly whole: Buffer; readonly content: Buffer }

/**
 * A take's first picture as a video of its own, copied as it is coded, with the take's own headers: what plays it shows the very picture
 * that the take begins with. Reads the index and this picture alone. Undefined where the take begins with another picture than its first
 * (it was trimmed), where its index does not tell (a fragmented file), or for no mp4. Rejects with errors of the file system.
 */
export async function readFirstPicture(file: string): Promise<Uint8Array | undefined> {
  const handle = await open(file, 'r');
  try {
    const index = await indexOf(handle);
    return index && await pictureOf(handle, index);
  } catch (error) {
    // A table that ends before it says what it should.
    if (error instanceof RangeError) return undefined;
    throw error;
  } finally {
    await handle.close();
  }
}

async function pictureOf(handle: FileHandle, { fileType, moov }: { readonly fileType: Buffer; readonly moov: Buffer }): Promise<Uint8Array | undefined> {
  const boxes = boxesIn(moov);
  const video = boxes.filter(({ type }) => type === 'trak').map(({ content }) => boxesIn(content)).find((track) => path(track, 'mdia', 'hdlr')?.content.toString('latin1', 8, 12) === 'vide');
  const movieHead = boxes.find(({ type }) => type === 'mvhd');
  const table = video && path(video, 'mdia', 'minf', 'stbl');
  const place = table && firstOf(boxesIn(table.content), path(video, 'edts', 'elst')?.content);
  if (!place || !movieHead || place.size > most.picture) return undefined;
  const picture = Buffer.alloc(place.size);
  if ((await handle.read(picture, 0, place.size, place.offset)).bytesRead < place.size) return undefined;
  const film = (at: number): Uint8Array => boxOf('moov', [movieHead.whole, trackWith(video, sampleTable(place, at))]);
  return joined([fileType, film(fileType.length + film(0).length + headLength), boxOf('mdat', [picture])]);
}

interface Place { readonly offset: number; readonly size: number; readonly length: number; readonly description: Buffer }

/** Where the track's first picture lies; undefined when it is not the one that is shown first. ISO/IEC 14496-12, 8.6 and 8.7. */
function firstOf(table: readonly Box[], edits: Buffer | undefined): Place | undefined {
  const of = (type: string): Buffer | undefined => table.find((box) => box.type === type)?.content;
  const [description, sizes, times, delays, keys, short, long] = [table.find(({ type }) => type === 'stsd')?.whole, of('stsz'), of('stts'), of('ctts'), of('stss'), of('stco'), of('co64')];
  if (!description || !sizes || !times || !(short ?? long) || sizes.readUInt32BE(8) === 0 || (keys && keys.readUInt32BE(8) !== 1)) return undefined;
  const length = times.readUInt32BE(12);
  const shown = delays ? momentsOf(delays, length) : [0];
  if (shown.some((moment) => moment < shown[0]!) || (edits && beginsAt(edits) > shown[0]!)) return undefined;
  return { description, length, size: sizes.readUInt32BE(4) || sizes.readUInt32BE(12), offset: short ? short.readUInt32BE(8) : Number(long!.readBigUInt64BE(8)) };
}

/** When the first pictures are shown, in ticks, as if each took as long as the first. */
function momentsOf(delays: Buffer, length: number): readonly number[] {
  const moments: number[] = [];
  for (let run = 0; run < delays.readUInt32BE(4) && moments.length < looks.pictures; run++) {
    // Version 0 has no sign, but files with negative numbers in it are about.
    const [count, delay] = [delays.readUInt32BE(8 + 8 * run), delays.readInt32BE(12 + 8 * run)];
    for (let one = 0; one < count && moments.length < looks.pictures; one++) moments.push(moments.length * length + delay);
  }
  return moments;
}

/** The moment of the track that an edit list begins with; never, for one that shows nothing first or has cuts. */
function beginsAt(edits: Buffer): number {
  if (edits.readUInt32BE(4) === 0) return 0;
  const [version, start] = [edits.readUInt8(0), edits.readUInt8(0) === 1 ? Number(edits.readBigInt64BE(16)) : edits.readInt32BE(12)];
  return edits.readUInt32BE(4) > 1 || start < 0 || version > 1 ? Infinity : start;
}

/** The tables of a track with one picture, `at` so many bytes from the start of the file. */
function sampleTable({ description, length, size }: Place, at: number): Uint8Array {
  return boxOf('stbl', [description, fullBox('stts', 0, 0, u32(1, 1, length)), fullBox('stsc', 0, 0, u32(1, 1, 1, 1)), fullBox('stsz', 0, 0, u32(size, 1)), fullBox('stco', 0, 0, u32(1, at))]);
}

/** The track with other tables; its own head tells how the picture is turned. */
function trackWith(track: readonly Box[], table: Uint8Array): Uint8Array {
  const media = boxesIn(path(track, 'mdia')!.content);
  const information = boxesIn(path(media, 'minf')!.content);
  const kept = (boxes: readonly Box[], ...types: readonly string[]): Buffer[] => boxes.filter(({ type }) => types.includes(type)).map(({ whole }) => whole);
  return boxOf('trak', [...kept(track, 'tkhd'), boxOf('mdia', [...kept(media, 'mdhd', 'hdlr'), boxOf('minf', [...kept(information, 'vmhd', 'dinf'), table])])]);
}

function path(boxes: readonly Box[], ...types: readonly [string, ...string[]]): Box | undefined {
  const [type, ...rest] = types;
  const found = boxes.find((box) => box.type === type);
  const [next, ...others] = rest;
  return found && next !== undefined ? path(boxesIn(found.content), next, ...others) : found;
}

/** The boxes that lie in one another's neighbourhood; those that do not fit end it. */
function boxesIn(bytes: Buffer): readonly Box[] {
  const boxes: Box[] = [];
  for (let at = 0; at + headLength <= bytes.length;) {
    const { type, size, head } = headAt(bytes.subarray(at), bytes.length - at);
    if (size < head || at + size > bytes.length) break;
    const whole = bytes.subarray(at, at + size);
    boxes.push({ type, whole, content: whole.subarray(head) });
    at += size;
  }
  return boxes;
}

/** A box by its first bytes; a size of 1 stands in eight bytes behind the type, 0 is the rest. ISO/IEC 14496-12, 4.2. */
function headAt(bytes: Buffer, rest: number): { readonly type: string; readonly size: number; readonly head: number } {
  const short = bytes.readUInt32BE(0);
  const long = short === 1 && bytes.length >= 16;
  return { type: bytes.toString('latin1', 4, 8), size: long ? Number(bytes.readBigUInt64BE(8)) : short === 0 ? rest : short, head: long ? 16 : headLength };
}

/** The boxes at the top of the file that are needed; the rest is passed over. */
async function indexOf(handle: FileHandle): Promise<{ readonly fileType: Buffer; readonly moov: Buffer } | undefined> {
  const { size: length } = await handle.stat();
  let fileType = Buffer.alloc(0);
  for (let [at, count] = [0, 0]; at + headLength <= length && count < looks.boxes; count++) {
    const bytes = Buffer.alloc(Math.min(16, length - at));
    await handle.read(bytes, 0, bytes.length, at);
    const { type, size, head } = headAt(bytes, length - at);
    if (size < head || at + size > length) return undefined;
    if (type === 'ftyp' || type === 'moov') {
      if (size > most.index) return undefined;
      const whole = Buffer.alloc(size);
      await handle.read(whole, 0, size, at);
      if (type === 'moov') return { fileType, moov: whole.subarray(head) };
      fileType = whole;
    }
    at += size;
  }
  return undefined;
}
