import { drawMask, roundedMask } from '../../animatic/render/caption/mask.ts';
import type { Colour } from '../../animatic/render/light.ts';
import { createSurface, pixel } from '../../animatic/render/surface.ts';
import type { Surface } from '../../animatic/render/surface.ts';
import type { SheetLayout } from './layout.ts';
import type { SheetOrder, SheetTheme } from './order.ts';
import type { Writing } from './writing.ts';

interface Colours { readonly ground: Colour; readonly text: Colour; readonly quiet: Colour; readonly frame: Colour; readonly number: Colour }

const grey = (level: number): Colour => ({ r: level, g: level, b: level });

/** VS Code's own light and dark: text on its ground is at least 4.5 : 1. */
const themes: Readonly<Record<SheetTheme, Colours>> = {
  light: { ground: grey(255), text: grey(31), quiet: grey(97), frame: grey(235), number: { r: 0, g: 95, b: 184 } },
  dark: { ground: grey(31), text: grey(224), quiet: grey(157), frame: grey(20), number: { r: 77, g: 170, b: 252 } },
};

/** Draws a sheet; `picture` gives each shot's picture within a box of pixels. */
export function drawSheet(order: Omit<SheetOrder, 'maxBytes'>, layout: SheetLayout, writing: Writing, picture: (index: number, width: number, height: number) => Surface): Surface {
  const { width, height, margin, size, tile, places } = layout;
  const { ground, text, quiet, frame, number } = themes[order.theme];
  const sheet = createSurface(width, height);
  sheet.words.fill(pixel(ground.r, ground.g, ground.b));
  const room = width - 2 * margin;
  const line = (words: string, letters: number, colour: Colour, left: number, baseline: number, widest: number): number => writing.write(sheet, writing.fitted(words, letters, widest), { left, baseline, size: letters, colour });
  line(order.name, size.name, text, margin, margin + size.name, room);
  line(order.facts, size.facts, quiet, margin, margin + Math.round(size.name * 1.3 + size.facts), room);
  order.shots.forEach((shot, index) => {
    const { left, top } = places[index]!;
    drawMask(sheet, roundedMask(tile.width, tile.picture, 3), left, top, frame, 1);
    const shown = picture(index, tile.width, tile.picture);
    lay(sheet, shown, left + Math.round((tile.width - shown.width) / 2), top + Math.round((tile.picture - shown.height) / 2));
    const baseline = top + tile.picture + Math.round(size.title * 1.4);
    const words = line(`${shot.number}`, size.title, number, left, baseline, tile.width) + size.title * 0.5;
    line(shot.title, size.title, text, words, baseline, left + tile.width - words);
    const seconds = order.length.replace('{0}', `${shot.seconds}`);
    line(shot.moves === '' ? seconds : `${seconds} · ${shot.moves}`, size.moves, quiet, left, baseline + Math.round(size.moves * 1.6), tile.width);
  });
  return sheet;
}

function lay(sheet: Surface, picture: Surface, left: number, top: number): void {
  for (let y = 0; y < picture.height; y += 1) {
    sheet.words.set(picture.words.subarray(y * picture.width, (y + 1) * picture.width), (top + y) * sheet.width + left);
  }
}
