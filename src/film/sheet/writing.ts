import type { Mask } from '../../animatic/render/caption/mask.ts';
import { drawMask, maskOf } from '../../animatic/render/caption/mask.ts';
import { trace } from '../../animatic/render/caption/typeset.ts';
import type { Colour } from '../../animatic/render/light.ts';
import type { Surface } from '../../animatic/render/surface.ts';
import type { Letters } from './letters.ts';

/** Text in one line on a picture; sizes and places in pixels. */
export interface Writing {
  width(text: string, size: number): number;
  /** The text, or as much of it as there is room for, with an ellipsis. */
  fitted(text: string, size: number, room: number): string;
  /** Writes from `left` on a baseline and gives where the next letter would stand. */
  write(surface: Surface, text: string, at: { readonly left: number; readonly baseline: number; readonly size: number; readonly colour: Colour }): number;
}

/** Letters reach so far above and below the baseline, in ems. */
const above = 0.98;
const below = 0.3;
/** A letter lies on fractions of a pixel this fine. */
const fine = 4;
/** What stands for a character without a letter: an empty box, as everywhere. */
const box = { advance: 0.62, outline: 'm7 0l0-88l62 0l0 88zm6-6l50 0l0-76l-50 0z', unitsPerEm: 125 };

export function createWriting(letters: Letters): Writing {
  const masks = new Map<string, Mask>();
  const letterOf = (character: string) => letters(character) ?? box;
  // Joiners, variation selectors and marks that combine have no place of their own.
  const lettersOf = (text: string): readonly string[] => [...text.normalize('NFC')].filter((character) => !/[\p{Cf}\p{Mn}\p{Me}\p{Cc}]/u.test(character));
  const width = (text: string, size: number): number => lettersOf(text).reduce((sum, character) => sum + letterOf(character).advance * size, 0);
  const maskFor = (character: string, size: number, shift: number): Mask => {
    const key = `${character} ${String(size)} ${String(shift)}`;
    const { advance, outline, unitsPerEm } = letterOf(character);
    const known = masks.get(key) ?? maskOf(Math.ceil(advance * size) + 3, Math.ceil(size * (above + below)), (scan) => { trace(scan, outline, 1 + shift / fine, Math.ceil(size * above), size / unitsPerEm); });
    masks.set(key, known);
    return known;
  };
  return {
    width,
    fitted: (text, size, room) => {
      if (width(text, size) <= room) return text;
      const all = [...text];
      while (all.length > 0 && width(`${all.join('')}…`, size) > room) all.pop();
      return `${all.join('').trimEnd()}…`;
    },
    write: (surface, text, { left, baseline, size, colour }) => {
      let pen = left;
      for (const character of lettersOf(text)) {
        const quarter = Math.round(pen * fine);
        drawMask(surface, maskFor(character, size, quarter % fine), Math.floor(quarter / fine) - 1, baseline - Math.ceil(size * above), colour, 1);
        pen += letterOf(character).advance * size;
      }
      return pen;
    },
  };
}
