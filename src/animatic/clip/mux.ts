import { boxOf, header, headOf, joined, letters, viewOf } from './boxes.ts';
import type { ParameterSets } from './parameterSets.ts';

/** What a track of pictures is. */
export interface Track {
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  /** Pictures a second. */
  readonly rate: number;
  readonly sets: ParameterSets;
}

/** The most that a picture's length takes: it stands before each NAL unit. */
const lengthSize = 4;
const unityMatrix = [0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000];

/** An mp4 (ISO/IEC 14496-12 and -15) of pictures, one NAL unit each, in the order in which they are shown; its index comes last. */
export function muxed(track: Track, pictures: readonly Uint8Array[]): Uint8Array {
  const ftyp = boxOf('ftyp', [letters('isom'), numbers(0x200), ...['isom', 'iso2', 'avc1', 'mp41'].map(letters)]);
  const sizes = pictures.map(({ length }) => length + lengthSize);
  const mdat = headOf('mdat', sizes.reduce((sum, size) => sum + size, 0));
  return joined([ftyp, mdat, ...pictures.flatMap((picture) => [numbers(picture.length), picture]), indexOf(track, sizes, ftyp.length + header)]);
}

/** `sizes` are the samples' bytes, one after the other from `start`. */
function indexOf({ width, height, rate, sets }: Track, sizes: readonly number[], start: number): Uint8Array {
  const duration = sizes.length;
  const table = boxOf('stbl', [
    boxOf('stsd', [numbers(0, 1), sampleEntry(width, height, sets)]),
    boxOf('stts', [numbers(0, 1, duration, 1)]),
    boxOf('stsc', [numbers(0, 1, 1, duration, 1)]),
    boxOf('stsz', [numbers(0, 0, duration, ...sizes)]),
    boxOf('stco', [numbers(0, 1, start)]),
  ]);
  const media = boxOf('mdia', [
    // A picture lasts one tick. 0x55c4: no language said.
    boxOf('mdhd', [numbers(0, 0, 0, rate, duration, 0x55c40000)]),
    boxOf('hdlr', [numbers(0, 0), letters('vide'), numbers(0, 0, 0), Uint8Array.of(0)]),
    boxOf('minf', [boxOf('vmhd', [numbers(1, 0, 0)]), boxOf('dinf', [boxOf('dref', [numbers(0, 1), boxOf('url ', [numbers(1)])])]), table]),
  ]);
  const head = boxOf('tkhd', [numbers(3, 0, 0, 1, 0, duration, 0, 0, 0, 0, ...unityMatrix, width << 16, height << 16)]);
  const movie = boxOf('mvhd', [numbers(0, 0, 0, rate, duration, 0x10000, 0x01000000, 0, 0, ...unityMatrix, 0, 0, 0, 0, 0, 0, 2)]);
  return boxOf('moov', [movie, boxOf('trak', [head, media])]);
}

function sampleEntry(width: number, height: number, { sequence, picture }: ParameterSets): Uint8Array {
  const configuration = boxOf('avcC', [
    Uint8Array.of(1, sequence[1]!, sequence[2]!, sequence[3]!, 0xfc | (lengthSize - 1), 0xe1), short(sequence.length), sequence, Uint8Array.of(1), short(picture.length), picture,
  ]);
  return boxOf('avc1', [
    numbers(0, 1, 0, 0, 0, 0), short(width), short(height),
    // 72 dots an inch, no name, 24 bits of colour.
    numbers(0x480000, 0x480000, 0, 0x10000, 0, 0, 0, 0, 0, 0, 0), short(0), Uint8Array.of(0, 24, 0xff, 0xff), configuration,
  ]);
}

/** 32 bits each. */
function numbers(...values: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(values.length * 4);
  const view = viewOf(bytes);
  values.forEach((value, index) => { view.setUint32(index * 4, value); });
  return bytes;
}

function short(value: number): Uint8Array {
  return Uint8Array.of(value >> 8, value & 0xff);
}
