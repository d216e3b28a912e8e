import { readFile } from 'node:fs/promises';
import { brotliDecompressSync } from 'node:zlib';
import { glyphOf } from '../../animatic/render/caption/typeset.ts';
import { unitsPerEm } from '../../animatic/render/caption/glyphs.ts';

/** A letter's outline in the form of glyphs.ts. */
export interface Letter {
  /** Ems to the next letter. */
  readonly advance: number;
  readonly outline: string;
  readonly unitsPerEm: number;
}

/** Undefined for a character without a letter here. */
export type Letters = (character: string) => Letter | undefined;

/** The grid of letters.br; scripts/make-letters.mjs makes it. */
const grid = 64;

/**
 * The letters of captions and those of letters.br: Latin, Greek, Cyrillic and the usual Chinese. The file has four parts behind
 * their lengths, 32 bits each: how far each letter's number lies behind the one before it, a byte, or 255 and two bytes; the letters'
 * advances; of each letter the number of its rings and of their corners; how far each corner lies to the right of the one before
 * it, and how far below, a signed byte each; the first of a ring from the first of the ring before.
 */
export async function loadLetters(): Promise<Letters> {
  const packed = brotliDecompressSync(await readFile(new URL('./letters.br', import.meta.url)));
  let at = 16;
  const [steps = packed, advances = packed, counts = packed, ways = packed] = [0, 4, 8, 12].map((place) => packed.subarray(at, at += packed.readUInt32LE(place)));
  /** Where each letter's rings and corners begin. */
  const places = new Map<string, { readonly advance: number; readonly ring: number; readonly corner: number }>();
  let [number, step, ring, corner] = [0, 0, 0, 0];
  for (const advance of advances) {
    const short = steps.readUInt8(step);
    number += short < 255 ? short : steps.readUInt16LE(step + 1);
    step += short < 255 ? 1 : 3;
    places.set(String.fromCodePoint(number), { advance: advance / grid, ring, corner });
    const rings = counts[ring] ?? 0;
    for (let index = 1; index <= rings; index++) corner += counts[ring + index] ?? 0;
    ring += 1 + rings;
  }
  const letterOf = (character: string): Letter | undefined => {
    const place = places.get(character);
    if (!place) return undefined;
    let [outline, point] = ['', place.corner];
    for (let index = 1; index <= (counts[place.ring] ?? 0); index++) {
      const end = point + (counts[place.ring + index] ?? 0);
      for (let mark = 'm'; point < end; point++, mark = 'l') outline += `${mark}${ways.readInt8(2 * point)} ${ways.readInt8(2 * point + 1)}`;
      outline += 'z';
    }
    return { advance: place.advance, outline: outline.replaceAll(' -', '-'), unitsPerEm: grid };
  };
  return (character) => {
    const caption = glyphOf(character);
    return caption ? { advance: caption.advance / unitsPerEm, outline: caption.outline, unitsPerEm } : letterOf(character);
  };
}
