import { poseAt, type CameraPlan } from '../../directives/camera.ts';
import { drawBackdrop } from './backdrop.ts';
import { createOverlay } from './caption/overlay.ts';
import { createFigure } from './figure.ts';
import { drawLimbShadows } from './floorShadow.ts';
import { createSolidPainter } from './paintSolid.ts';
import { drawLimb, type Limb } from './rounds.ts';
import { createScan } from './scan.ts';
import { blocks, trees, type Tree } from './set.ts';
import { bakeShadeMap, type ShadeMap } from './shadeMap.ts';
import { solidOf, type Solid } from './solid.ts';
import type { Surface } from './surface.ts';
import { viewOf, type View } from './view.ts';

export interface Renderer {
  /** Draws the frame at `t` seconds into the surface, which has the renderer's size. */
  draw(surface: Surface, plan: CameraPlan, t: number): void;
}

/** What the frames say, localized. */
export interface Labels {
  /** That this previews the camera, not the picture. */
  readonly notice: string;
}

/** A thing of the set with its distance in the frame being drawn. */
interface Piece { readonly x: number; readonly y: number; readonly z: number; depth: number; readonly paint: (surface: Surface, view: View) => void }

let shade: ShadeMap | undefined;

/** A renderer for frames of one size, pixels; all that it needs is made here, so that a frame allocates next to nothing. */
export function createRenderer(width: number, height: number, { notice }: Labels): Renderer {
  const map = shade ??= bakeShadeMap(blocks, trees);
  const scan = createScan(width, height);
  const paintSolid = createSolidPainter(scan);
  const figure = createFigure();
  const overlay = createOverlay(width, height, notice);
  const pieces: Piece[] = [
    ...blocks.map((block) => solidPiece(solidOf(block), paintSolid)),
    ...trees.map(treePiece),
  ];
  const subject = { x: 0, y: 0.9, z: 0, depth: 0, paint: (surface: Surface, view: View) => figure.draw(surface, view) };
  pieces.push(subject);
  return {
    draw(surface, plan, t) {
      const pose = poseAt(plan, t);
      const view = viewOf(pose, width, height);
      drawBackdrop(surface, view, map);
      figure.pose(pose.subject);
      drawLimbShadows(surface, view, scan, figure.limbs);
      subject.x = pose.subject.x;
      subject.z = pose.subject.z;
      for (const piece of pieces) piece.depth = Math.hypot(piece.x - view.x, piece.z - view.z);
      pieces.sort((a, b) => b.depth - a.depth);
      for (const piece of pieces) piece.paint(surface, view);
      overlay.draw(surface, plan, t, pose.fov);
    },
  };
}

function solidPiece(solid: Solid, paintSolid: ReturnType<typeof createSolidPainter>): Piece {
  return { ...solid.centre, depth: 0, paint: (surface, view) => paintSolid(surface, view, solid) };
}

function treePiece({ x, z, height, radius, colour }: Tree): Piece {
  const up = height - radius;
  const stem: Limb = { ax: x, ay: 0.02, az: z, aRadius: 0.045, bx: x, by: up, bz: z, bRadius: 0.035 };
  const ball: Limb = { ax: x, ay: up, az: z, aRadius: radius, bx: x, by: up, bz: z, bRadius: radius };
  const bark = { r: 110, g: 96, b: 92 };
  return {
    x, y: up, z, depth: 0,
    paint: (surface, view) => {
      drawLimb(surface, view, stem, bark);
      drawLimb(surface, view, ball, colour);
    },
  };
}
