import type { Pose } from '../../directives/pose.ts';
import type { Canvas } from './canvas.ts';
import { haze, sky } from './light.ts';
import type { SolidPainter } from './paintSolid.ts';
import type { Picture, PictureLevel } from './picture.ts';
import type { Scan } from './scan.ts';
import { solidOf } from './solid.ts';
import { blend, pixel, type Surface } from './surface.ts';
import { near, project, type View } from './view.ts';

/** The first frame as a picture that stands in the set, facing the opening pose. */
export interface Panel {
  /** Metres. */
  readonly width: number;
  readonly height: number;
  readonly foot: number;
  draw(view: View, at: { readonly x: number; readonly z: number }): void;
}

/** The opening pose sees the picture with this share of its frame, the rest is the set around it. */
const share = 0.62;
const foot = 0.08;
const border = 0.05;
const thickness = 0.09;

/** A panel that looks right from `opening` in frames of this size, pixels. */
export function createPanel(picture: Picture, canvas: Canvas, paintSolid: SolidPainter, opening: Pose, frame: { readonly width: number; readonly height: number }): Panel {
  const distance = Math.hypot(opening.subject.x - opening.x, opening.subject.z - opening.z);
  const perPixel = distance * 2 * Math.tan(opening.fov / 2) / Math.sqrt(frame.width * frame.height * 9 / 16);
  // As large as the share allows in both directions, whatever the two aspects.
  const scale = Math.min(frame.width * perPixel / picture.width, frame.height * perPixel / picture.height) * share;
  const width = picture.width * scale;
  const height = picture.height * scale;
  const board = solidOf({
    x: 0, z: thickness / 2 + 0.004, width: width + 2 * border, depth: thickness, foot: foot - border, height: height + 2 * border,
    turn: 0, round: false, colour: { r: 52, g: 55, b: 66 },
  });
  const corners = [[-1, 0], [1, 0], [1, 1], [-1, 1]] as const;
  return {
    width, height, foot,
    draw(view, at) {
      // The board is drawn where it was made, from where the camera is relative to it.
      const beside: View = { ...view, x: view.x - at.x, z: view.z - at.z };
      canvas.look(beside);
      paintSolid(beside, board);
      canvas.look(view);
      if (beside.z >= 0) return;
      const { scan } = canvas;
      scan.clear();
      const points = corners.map(([x, y]) => project(beside, x * width / 2, foot + y * height, 0));
      // A camera that almost touches the picture sees nothing but it: no frame shows that, the push stops before.
      if (points.some(({ depth }) => depth < near)) return;
      points.forEach(({ x, y }, index) => {
        const next = points[(index + 1) % points.length]!;
        scan.edge(x, y, next.x, next.y);
      });
      fill(canvas.surface, scan, beside, picture, width, height);
    },
  };
}

/** Places on the picture are exact at these distances along a row, pixels, and run evenly in between. */
const stretch = 16;

function fill(surface: Surface, scan: Scan, view: View, picture: Picture, width: number, height: number): void {
  const { words, bytes } = surface;
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
      const mist = haze(startDepth) * 0.5;
      for (let x = from; x < to; x += 1) {
        const cover = x >= scan.wholeFrom && x < scan.wholeTo ? 1 : scan.coverage[x]!;
        const c = column < 0 ? 0 : column > level.width - 1.001 ? level.width - 1.001 : column;
        const l = line < 0 ? 0 : line > level.height - 1.001 ? level.height - 1.001 : line;
        const at = ((l | 0) * level.width + (c | 0)) * 3;
        const fc = c - (c | 0);
        const fl = l - (l | 0);
        const r = mixed(level, at, fc, fl) * (1 - mist) + sky.horizon.r * mist;
        const g = mixed(level, at + 1, fc, fl) * (1 - mist) + sky.horizon.g * mist;
        const b = mixed(level, at + 2, fc, fl) * (1 - mist) + sky.horizon.b * mist;
        if (cover > 0.996) words[y * surface.width + x] = pixel(r, g, b);
        else blend(bytes, y * surface.width + x, r, g, b, cover);
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

function mixed({ rgb, width }: PictureLevel, at: number, right: number, down: number): number {
  const below = at + width * 3;
  const upper = rgb[at]! + (rgb[at + 3]! - rgb[at]!) * right;
  const lower = rgb[below]! + (rgb[below + 3]! - rgb[below]!) * right;
  return upper + (lower - upper) * down;
}
