import { haze, sky } from '../../../../src/animatic/render/light.ts';
import type { Picture, PictureLevel } from '../../../../src/animatic/render/picture.ts';
import type { Scan } from '../../../../src/animatic/render/scan.ts';
import { blend, pixel, type Surface } from '../../../../src/animatic/render/surface.ts';
import type { View } from '../../../../src/animatic/render/view.ts';

/** Places on the picture are exact at these distances along a row, pixels, and run evenly in between. */
const stretch = 16;

/** What assembly/draw/panel.ts draws, pixel by pixel in numbers of 64 bits and with the whole picture at hand. */
export function fillPlainly({ words, bytes, width: across }: Surface, scan: Scan, view: View, picture: Picture, { width, height, foot }: { readonly width: number; readonly height: number; readonly foot: number }): void {
  const { right, up, ahead } = view;
  for (let y = scan.top; y < scan.bottom; y += 1) {
    if (!scan.row(y)) continue;
    const v = (y + 0.5 - view.cy) / view.focal;
    for (let from = scan.from; from < scan.to; from += stretch) {
      const to = Math.min(from + stretch, scan.to);
      const start = (from + 0.5 - view.cx) / view.focal;
      const end = (to + 0.5 - view.cx) / view.focal;
      // Depth where the ray meets the picture's plane, z = 0.
      const startDepth = -view.z / (ahead.z + start * right.z - v * up.z);
      const endDepth = -view.z / (ahead.z + end * right.z - v * up.z);
      const level = levelAt(picture, startDepth / view.focal * picture.levels[0]!.width / width);
      const perX = level.width / width;
      const perY = level.height / height;
      let column = (view.x + startDepth * (ahead.x + start * right.x - v * up.x) + width / 2) * perX - 0.5;
      let line = (foot + height - view.y - startDepth * (ahead.y + start * right.y - v * up.y)) * perY - 0.5;
      const lastColumn = (view.x + endDepth * (ahead.x + end * right.x - v * up.x) + width / 2) * perX - 0.5;
      const lastLine = (foot + height - view.y - endDepth * (ahead.y + end * right.y - v * up.y)) * perY - 0.5;
      const stepColumn = (lastColumn - column) / (to - from);
      const stepLine = (lastLine - line) / (to - from);
      const mist = haze(Math.max(0, startDepth)) * 0.5;
      for (let x = from; x < to; x += 1) {
        const cover = x >= scan.wholeFrom && x < scan.wholeTo ? 1 : scan.coverage[x]!;
        const r = mixed(level, 0, column, line) * (1 - mist) + sky.horizon.r * mist;
        const g = mixed(level, 1, column, line) * (1 - mist) + sky.horizon.g * mist;
        const b = mixed(level, 2, column, line) * (1 - mist) + sky.horizon.b * mist;
        if (cover > 0.996) words[y * across + x] = pixel(r, g, b);
        else blend(bytes, y * across + x, r, g, b, cover);
        column += stepColumn;
        line += stepLine;
      }
    }
  }
}

/** The level whose pixels are about as large as the frame's. */
function levelAt(picture: Picture, texelsPerPixel: number): PictureLevel {
  const index = Math.round(Math.log2(Math.max(1, texelsPerPixel)));
  return picture.levels[Math.min(index, picture.levels.length - 1)]!;
}

function mixed({ rgb, width, height }: PictureLevel, channel: number, column: number, line: number): number {
  const c = Math.max(0, Math.min(column, width - 1.001));
  const l = Math.max(0, Math.min(line, height - 1.001));
  const at = (x: number, y: number): number => rgb[(Math.min(y, height - 1) * width + Math.min(x, width - 1)) * 3 + channel]!;
  const [x, y] = [Math.floor(c), Math.floor(l)];
  const upper = at(x, y) + (at(x + 1, y) - at(x, y)) * (c - x);
  const lower = at(x, y + 1) + (at(x + 1, y + 1) - at(x, y + 1)) * (c - x);
  return upper + (lower - upper) * (l - y);
}
