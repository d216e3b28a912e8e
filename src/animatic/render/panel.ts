import type { Pose } from '../../directives/pose.ts';
import type { Canvas } from './canvas.ts';
import type { SolidPainter } from './paintSolid.ts';
import { solidOf } from './solid.ts';
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

interface Size { readonly width: number; readonly height: number }

/** A panel that looks right from `opening` in frames of this size, pixels. The picture itself, of this size, is the canvas's. */
export function createPanel(picture: Size, canvas: Canvas, paintSolid: SolidPainter, opening: Pose, frame: Size): Panel {
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
      canvas.picture(beside, { width, height, foot });
    },
  };
}
