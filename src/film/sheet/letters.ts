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
const grid = 125;

/** The letters of captions and those of letters.br: Latin, Greek, Cyrillic and the usual Chinese. */
export async function loadLetters(): Promise<Letters> {
  const rows = brotliDecompressSync(await readFile(new URL('./letters.br', import.meta.url))).toString('utf8').split('\n');
  const table = new Map(rows.map((row) => {
    const character = String.fromCodePoint(row.codePointAt(0) ?? 0);
    const outline = row.search(/[mlqz]/u);
    const [advance, path] = outline < 0 ? [row.slice(character.length), ''] : [row.slice(character.length, outline), row.slice(outline)];
    return [character, { advance: Number(advance) / grid, outline: path, unitsPerEm: grid }] as const;
  }));
  return (character) => {
    const caption = glyphOf(character);
    return caption ? { advance: caption.advance / unitsPerEm, outline: caption.outline, unitsPerEm } : table.get(character);
  };
}
