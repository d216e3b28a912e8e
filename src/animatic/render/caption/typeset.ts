import type { Scan } from '../scan.ts';
import { glyphs, unitsPerEm } from './glyphs.ts';
import { maskOf, type Mask } from './mask.ts';

/** A line of text ready to lay down: the mask's baseline is `baseline` pixels below its top. */
export interface Line extends Mask {
  readonly baseline: number;
  /** Where the next text would go on, pixels from the left. */
  readonly advance: number;
}

const table = new Map(glyphs.map(([character, advance, outline]) => [character, { advance, outline }]));
/** How far glyphs reach above and below the baseline, in ems. */
const above = 0.92;
const below = 0.24;

/** A character's advance and outline on the grid of glyphs.ts; undefined where it has none here. */
export function glyphOf(character: string): { readonly advance: number; readonly outline: string } | undefined {
  return table.get(character);
}

/** Whether every character of a text has a glyph here. */
export function canSet(text: string): boolean {
  return [...text].every((character) => table.has(character));
}

/** A text's width in pixels at a size. */
export function lineWidth(text: string, size: number, spacing = 0): number {
  return [...text].reduce((sum, character) => sum + (table.get(character)?.advance ?? 0) * size / unitsPerEm + spacing, 0);
}

/** Sets a text in one line at a size, pixels an em; characters without a glyph are left out. `spacing` is added after each, pixels. */
export function setLine(text: string, size: number, spacing = 0): Line {
  const advance = lineWidth(text, size, spacing);
  const baseline = Math.ceil(size * above);
  const mask = maskOf(Math.ceil(advance) + 2, baseline + Math.ceil(size * below), (scan) => {
    let pen = 0;
    for (const character of text) {
      const glyph = table.get(character);
      if (!glyph) continue;
      trace(scan, glyph.outline, pen, baseline, size / unitsPerEm);
      pen += glyph.advance * size / unitsPerEm + spacing;
    }
  });
  return { ...mask, baseline, advance };
}

/** Adds an outline's edges at a pen's place, pixels; glyphs.ts tells its form, `scale` the pixels of its unit. */
export function trace(scan: Scan, outline: string, left: number, baseline: number, scale: number): void {
  let [x, y, startX, startY] = [0, 0, 0, 0];
  const edge = (fromX: number, fromY: number, toX: number, toY: number): void => (
    scan.edge(left + fromX * scale, baseline + fromY * scale, left + toX * scale, baseline + toY * scale)
  );
  for (const [, command = '', numbers = ''] of outline.matchAll(/([mlqz])([^mlqz]*)/g)) {
    const [a = 0, b = 0, c = 0, d = 0] = (numbers.match(/-?\d+/g) ?? []).map(Number);
    const [fromX, fromY] = [x, y];
    switch (command) {
      case 'm': [x, y, startX, startY] = [x + a, y + b, x + a, y + b]; break;
      case 'l': [x, y] = [x + a, y + b]; edge(fromX, fromY, x, y); break;
      case 'q': [x, y] = [x + c, y + d]; curve(fromX, fromY, fromX + a, fromY + b, x, y, edge); break;
      default: [x, y] = [startX, startY]; edge(fromX, fromY, x, y);
    }
  }
}

/** A quadratic curve in four straight pieces, which no eye tells from it at a caption's size. */
function curve(x0: number, y0: number, x1: number, y1: number, x2: number, y2: number, edge: (x0: number, y0: number, x1: number, y1: number) => void): void {
  let [x, y] = [x0, y0];
  for (let piece = 1; piece <= 4; piece += 1) {
    const u = piece / 4;
    const v = 1 - u;
    const [nextX, nextY] = [v * v * x0 + 2 * u * v * x1 + u * u * x2, v * v * y0 + 2 * u * v * y1 + u * u * y2];
    edge(x, y, nextX, nextY);
    [x, y] = [nextX, nextY];
  }
}
