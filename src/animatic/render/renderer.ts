import { poseAt, type CameraPlan } from '../../directives/camera.ts';
import { opening, type SubjectPose } from '../../directives/pose.ts';
import { drawBackdrop } from './backdrop.ts';
import { createOverlay } from './caption/overlay.ts';
import { createFigure } from './figure.ts';
import { drawLimbShadows, drawWallShadow } from './floorShadow.ts';
import { createSolidPainter } from './paintSolid.ts';
import { createPanel, type Panel } from './panel.ts';
import type { Picture } from './picture.ts';
import { drawLimb, type Limb } from './rounds.ts';
import { createScan, type Scan } from './scan.ts';
import { blocks, trees, type Tree } from './set.ts';
import { bakeShadeMap, type ShadeMap } from './shadeMap.ts';
import { solidOf, type Solid } from './solid.ts';
import type { Surface } from './surface.ts';
import { viewOf, type View } from './view.ts';

export interface Renderer {
  /** Draws the frame at `t` seconds into the surface, which has the renderer's size. */
  draw(surface: Surface, plan: CameraPlan, t: number): void;
}

export interface Staging {
  /** Localized: that this previews the camera, not the picture. Written into every frame. */
  readonly notice: string;
  /** The first frame; without one a figure stands in its place. */
  readonly picture?: Picture;
}

/** A thing of the set with its distance in the frame being drawn. */
interface Piece { x: number; readonly y: number; z: number; depth: number; readonly paint: (surface: Surface, view: View) => void }

let shade: ShadeMap | undefined;

/** A renderer for frames of one size, pixels; all that it needs is made here, so that a frame allocates next to nothing. */
export function createRenderer(width: number, height: number, { notice, picture }: Staging): Renderer {
  const map = shade ??= bakeShadeMap(blocks, trees);
  const scan = createScan(width, height);
  const paintSolid = createSolidPainter(scan);
  const overlay = createOverlay(width, height, notice);
  const actor = picture ? panelActor(createPanel(picture, scan, paintSolid, opening, { width, height }), scan) : figureActor(scan);
  const set = [...blocks.map((block) => solidPiece(solidOf(block), paintSolid)), ...trees.map(treePiece)];
  const pieces = [...set, actor.piece];
  return {
    draw(surface, plan, t) {
      const pose = poseAt(plan, t);
      const view = viewOf(pose, width, height);
      drawBackdrop(surface, view, map);
      actor.place(surface, view, pose.subject);
      for (const piece of set) piece.depth = distance(piece, view) + (actor.hides(piece, view) ? behind : 0);
      actor.piece.depth = actor.flat ? behind - 1 : distance(actor.piece, view);
      pieces.sort((a, b) => b.depth - a.depth);
      for (const piece of pieces) piece.paint(surface, view);
      overlay.draw(surface, plan, t, pose.fov);
    },
  };
}

/** Farther than anything in the set, metres: what a standing picture hides is drawn before it, whatever the distances. */
const behind = 10_000;

/** Who plays in front of the camera: a walking figure, or the first frame as a picture. */
interface Actor {
  readonly piece: Piece;
  /** A wide plane rather than a point: distances do not tell what is before or behind it. */
  readonly flat: boolean;
  /** Moves it to where the subject is and draws its shadow. */
  place(surface: Surface, view: View, subject: SubjectPose): void;
  hides(piece: Piece, view: View): boolean;
}

function figureActor(scan: Scan): Actor {
  const figure = createFigure();
  const piece = { x: 0, y: 0.9, z: 0, depth: 0, paint: (surface: Surface, view: View) => figure.draw(surface, view) };
  return {
    piece, flat: false,
    place(surface, view, subject) {
      figure.pose(subject);
      drawLimbShadows(surface, view, scan, figure.limbs);
      piece.x = subject.x;
      piece.z = subject.z;
    },
    hides: () => false,
  };
}

function panelActor(panel: Panel, scan: Scan): Actor {
  const piece = { x: 0, y: panel.foot + panel.height / 2, z: 0, depth: 0, paint: (surface: Surface, view: View) => panel.draw(surface, view, piece) };
  return {
    piece, flat: true,
    place(surface, view, subject) {
      piece.x = subject.x;
      piece.z = subject.z;
      drawWallShadow(surface, view, scan, piece, panel.width, panel.foot + panel.height);
    },
    hides: ({ z }, view) => z > piece.z !== view.z > piece.z,
  };
}

function distance(piece: Piece, view: View): number {
  return Math.hypot(piece.x - view.x, piece.z - view.z);
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
