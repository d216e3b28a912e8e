import { boxOf, joined } from '../../animatic/clip/boxes.ts';
import { fullBox, text, u16, u32, u64 } from './box.ts';
import type { FilmPiece, FilmTrack } from './filmTable.ts';

export interface MovieTrack {
  readonly kind: 'video' | 'sound';
  readonly track: FilmTrack;
  /** A take's `stsd` box, whole. */
  readonly description: Uint8Array;
  /** Pixels as shown; 0 for sound. */
  readonly width: number;
  readonly height: number;
  readonly rotation: number;
}

export interface Chapter {
  readonly title: string;
  /** Seconds from the film's start. */
  readonly from: number;
}

export interface Movie {
  readonly tracks: readonly MovieTrack[];
  /** For each run of each track, in the order of the tracks: bytes from the start of the file. */
  readonly offsets: readonly (readonly number[])[];
  readonly tags: Readonly<Record<string, string>>;
  readonly chapters: readonly Chapter[];
}

/** Ticks a second of the film as a whole. */
const movieTicks = 1000;
const unity = [0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000];

/** A box of these parts, spelled as an argument list: boxes nest deeply here. */
function box(type: string, ...content: readonly Uint8Array[]): Uint8Array {
  return boxOf(type, content);
}

/** What comes first in the film's file. */
export function fileType(): Uint8Array {
  return box('ftyp', text('isom'), u32(512), text('isomiso2avc1mp41'));
}

/** The index of the film. Its size does not depend on the offsets, so it can be measured before they are known. */
export function movieBox({ tracks, offsets, tags, chapters }: Movie): Uint8Array {
  const length = Math.max(...tracks.map(({ track }) => Math.round(track.length / track.ticksASecond * movieTicks)));
  return box('moov',
    fullBox('mvhd', 0, 0, u32(0, 0, movieTicks, length, 0x10000), u16(0x100, 0), u32(0, 0, ...unity), u32(0, 0, 0, 0, 0, 0, tracks.length + 1)),
    ...tracks.map((track, index) => trackBox(track, index + 1, length, offsets[index] ?? [])),
    box('udta', ...(Object.keys(tags).length > 0 ? [metaBox(tags)] : []), ...(chapters.length > 0 ? [chapterList(chapters)] : [])));
}

function trackBox({ kind, track, description, width, height, rotation }: MovieTrack, id: number, length: number, offsets: readonly number[]): Uint8Array {
  const video = kind === 'video';
  return box('trak',
    fullBox('tkhd', 0, 3, u32(0, 0, id, 0, length, 0, 0), u16(0, 0, video ? 0 : 0x100, 0), u32(...turn(rotation, width, height)), u32(width * 0x10000, height * 0x10000)),
    ...(track.lead > 0 ? [box('edts', fullBox('elst', 0, 0, u32(1, length, track.lead), u16(1, 0)))] : []),
    box('mdia',
      fullBox('mdhd', 1, 0, u64(0, 0), u32(track.ticksASecond), u64(track.length), u16(0x55c4, 0)),
      fullBox('hdlr', 0, 0, u32(0), text(video ? 'vide' : 'soun'), u32(0, 0, 0), text(video ? 'Film\0' : 'Sound\0')),
      box('minf',
        video ? fullBox('vmhd', 0, 1, u16(0, 0, 0, 0)) : fullBox('smhd', 0, 0, u16(0, 0)),
        box('dinf', fullBox('dref', 0, 0, u32(1), fullBox('url ', 0, 1))),
        sampleTable(track, description, offsets))));
}

/** The matrix that turns the pictures, with the shift that brings them back into view. */
function turn(degrees: number, width: number, height: number): readonly number[] {
  const [one, minus] = [0x10000, 0xffff0000];
  switch (degrees) {
    case 90: return [0, one, 0, minus, 0, 0, height * one, 0, 0x40000000];
    case 180: return [minus, 0, 0, 0, minus, 0, width * one, height * one, 0x40000000];
    case 270: return [0, minus, 0, one, 0, 0, 0, width * one, 0x40000000];
    default: return unity;
  }
}

function sampleTable({ runs }: FilmTrack, description: Uint8Array, offsets: readonly number[]): Uint8Array {
  const pieces = runs.flatMap((run) => run.pieces);
  const held = runs.map((run, index) => ({ count: run.pieces.length, offset: offsets[index] ?? 0 })).filter(({ count }) => count > 0);
  const keys = pieces.flatMap(({ key }, index) => (key ? [index + 1] : []));
  const delays = runsOf(pieces, ({ delay }) => delay);
  return box('stbl',
    description,
    fullBox('stts', 0, 0, counted(runsOf(pieces, ({ length }) => length))),
    ...(delays.some(([, delay]) => delay !== 0) ? [fullBox('ctts', 0, 0, counted(delays))] : []),
    ...(keys.length < pieces.length ? [fullBox('stss', 0, 0, u32(keys.length, ...keys))] : []),
    fullBox('stsc', 0, 0, u32(held.length), ...held.map(({ count }, index) => u32(index + 1, count, 1))),
    fullBox('stsz', 0, 0, u32(0, pieces.length), u32(...pieces.map(({ size }) => size))),
    fullBox('co64', 0, 0, u32(held.length), u64(...held.map(({ offset }) => offset))));
}

/** Equal neighbours as one: how many, and what they have in common. */
function runsOf(pieces: readonly FilmPiece[], of: (piece: FilmPiece) => number): readonly (readonly [count: number, value: number])[] {
  const runs: [number, number][] = [];
  for (const piece of pieces) {
    const last = runs.at(-1);
    if (last?.[1] === of(piece)) last[0]++;
    else runs.push([1, of(piece)]);
  }
  return runs;
}

function counted(runs: readonly (readonly [number, number])[]): Uint8Array {
  return u32(runs.length, ...runs.flat());
}

/** Tags under keys of any name, as `ffmpeg -movflags use_metadata_tags` writes and reads them (QuickTime file format, metadata atoms). */
function metaBox(tags: Readonly<Record<string, string>>): Uint8Array {
  const names = Object.keys(tags);
  const utf8 = 1;
  return fullBox('meta', 0, 0,
    fullBox('hdlr', 0, 0, u32(0), text('mdta'), u32(0, 0, 0), Uint8Array.of(0)),
    fullBox('keys', 0, 0, u32(names.length), ...names.map((name) => box('mdta', text(name)))),
    box('ilst', ...names.map((name, index) => joined([itemHead(index + 1, tags[name] ?? ''), box('data', u32(utf8, 0), text(tags[name] ?? ''))]))));
}

/** An item's type is the number of its key. */
function itemHead(key: number, value: string): Uint8Array {
  return u32(8 + 16 + text(value).length, key);
}

/** A title may take 255 bytes. */
function chapterTitle(title: string): Uint8Array {
  let short = title;
  while (text(short).length > 255) short = [...short].slice(0, -1).join('');
  return text(short);
}

/** Chapters as Nero wrote them, which VLC, mpv and ffmpeg read: times in units of 100 ns, at most 255 chapters. */
function chapterList(chapters: readonly Chapter[]): Uint8Array {
  const shown = chapters.slice(0, 255);
  return fullBox('chpl', 1, 0, u32(0), Uint8Array.of(shown.length), ...shown.flatMap(({ title, from }) => {
    const name = chapterTitle(title);
    return [u64(Math.round(from * 1e7)), Uint8Array.of(name.length), name];
  }));
}
