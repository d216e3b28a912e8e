import { poseAt, type CameraPlan } from '../../directives/camera.ts';
import { opening, type Pose, type SubjectPose } from '../../directives/pose.ts';
import { createCanvas, type Canvas, type Limb } from './canvas.ts';
import { createOverlay } from './caption/overlay.ts';
import { frameRate } from './frameSize.ts';
import { createFigure } from './figure.ts';
import { drawLimbShadows, drawWallShadow } from './floorShadow.ts';
import { createSolidPainter } from './paintSolid.ts';
import { createPanel, type Panel } from './panel.ts';
import type { Picture } from './picture.ts';
import { blocks, trees, type Tree } from './set.ts';
import { bakeShadeMap, type ShadeMap } from './shadeMap.ts';
import { solidOf, type Solid } from './solid.ts';
import type { Surface } from './surface.ts';
import { viewOf, type View } from './view.ts';

export interface Renderer {
  /** Draws the frame at `t` seconds into the surface, which has the renderer's size. */
  draw(surface: Surface, plan: CameraPlan, t: number): void;
  /** The same in the renderer's own memory, which holds the frame until the next call. */
  look(plan: CameraPlan, t: number): Surface;
}

export interface Staging {
  /** Localized: that this previews the camera, not the picture. Written into every frame. */
  readonly notice: string;
  /** The first frame; without one a figure stands in its place. */
  readonly picture?: Picture;
  /** Worked out already, as `setShade` does; else it is worked out once and kept. */
  readonly shade?: ShadeMap;
}

/** A thing of the set with its distance in the frame being drawn. */
interface Piece { x: number; readonly y: number; z: number; depth: number; readonly paint: (view: View) => void }

let kept: ShadeMap | undefined;

/** The light on the set's ground; worked out at the first call, which takes some tens of milliseconds. */
export function setShade(): ShadeMap {
  return kept ??= bakeShadeMap(blocks, trees);
}

/** A renderer for frames of one size, pixels; all that it needs is made here, so that a frame allocates next to nothing. */
export function createRenderer(width: number, height: number, { notice, picture, shade = setShade() }: Staging): Renderer {
  const canvas = createCanvas(width, height, shade, picture);
  const paintSolid = createSolidPainter(canvas);
  const overlay = createOverlay(width, height, notice);
  const actor = picture ? panelActor(createPanel(picture, canvas, paintSolid, opening, { width, height }), canvas) : figureActor(canvas);
  const set = [...blocks.map((block) => solidPiece(solidOf(block), paintSolid)), ...trees.map((tree) => treePiece(tree, canvas))];
  const pieces = [...set, actor.piece];
  const { words } = canvas.surface;
  const [above, below] = [words.subarray(0, overlay.above * width), words.subarray(overlay.below * width)];
  let drawn: Pose | undefined;
  /** The scene where it is written over, kept while nothing moves. */
  let under: { readonly above: Int32Array; readonly below: Int32Array } | undefined;
  let written: 'not' | 'kept' | 'over' = 'not';
  return {
    draw(surface, plan, t) {
      const { fov } = drawAt(plan, t);
      surface.words.set(words);
      overlay.draw(surface, plan, t, fov);
    },
    look(plan, t) {
      const pose = drawAt(plan, t);
      const stays = samePose(pose, poseAt(plan, t + 1 / frameRate));
      if (stays) {
        under ??= { above: new Int32Array(above.length), below: new Int32Array(below.length) };
        under.above.set(above);
        under.below.set(below);
      }
      overlay.draw(canvas.surface, plan, t, pose.fov);
      written = stays ? 'kept' : 'over';
      return canvas.surface;
    },
  };

  /** The scene is in the canvas: while nothing moves, only what is written over it changes. */
  function drawAt(plan: CameraPlan, t: number): Pose {
    const pose = poseAt(plan, t);
    if (drawn === undefined || written === 'over' || !samePose(drawn, pose)) {
      drawScene(pose);
    } else if (written === 'kept' && under) {
      above.set(under.above);
      below.set(under.below);
    }
    written = 'not';
    drawn = pose;
    return pose;
  }

  function drawScene(pose: Pose): void {
    const view = viewOf(pose, width, height);
    canvas.look(view);
    canvas.backdrop();
    actor.place(view, pose.subject);
    for (const piece of set) piece.depth = distance(piece, view) + (actor.hides(piece, view) ? behind : 0);
    actor.piece.depth = actor.flat ? behind - 1 : distance(actor.piece, view);
    pieces.sort((a, b) => b.depth - a.depth);
    for (const piece of pieces) piece.paint(view);
  }
}

function samePose({ subject: a, ...one }: Pose, { subject: b, ...other }: Pose): boolean {
  return one.x === other.x && one.y === other.y && one.z === other.z && one.yaw === other.yaw && one.pitch === other.pitch && one.roll === other.roll
    && one.fov === other.fov && a.x === b.x && a.z === b.z && a.heading === b.heading && a.walked === b.walked;
}

/** Farther than anything in the set, metres: what a standing picture hides is drawn before it, whatever the distances. */
const behind = 10_000;

/** Who plays in front of the camera: a walking figure, or the first frame as a picture. */
interface Actor {
  readonly piece: Piece;
  /** A wide plane rather than a point: distances do not tell what is before or behind it. */
  readonly flat: boolean;
  /** Moves it to where the subject is and draws its shadow. */
  place(view: View, subject: SubjectPose): void;
  hides(piece: Piece, view: View): boolean;
}

function figureActor(canvas: Canvas): Actor {
  const figure = createFigure();
  const piece = { x: 0, y: 0.9, z: 0, depth: 0, paint: (view: View) => figure.draw(canvas, view) };
  return {
    piece, flat: false,
    place(view, subject) {
      figure.pose(subject);
      drawLimbShadows(canvas, view, figure.limbs);
      piece.x = subject.x;
      piece.z = subject.z;
    },
    hides: () => false,
  };
}

function panelActor(panel: Panel, canvas: Canvas): Actor {
  const piece = { x: 0, y: panel.foot + panel.height / 2, z: 0, depth: 0, paint: (view: View) => panel.draw(view, piece) };
  return {
    piece, flat: true,
    place(view, subject) {
      piece.x = subject.x;
      piece.z = subject.z;
      drawWallShadow(canvas, view, piece, panel.width, panel.foot + panel.height);
    },
    hides: ({ z }, view) => z > piece.z !== view.z > piece.z,
  };
}

function distance(piece: Piece, view: View): number {
  return Math.hypot(piece.x - view.x, piece.z - view.z);
}

function solidPiece(solid: Solid, paintSolid: ReturnType<typeof createSolidPainter>): Piece {
  return { ...solid.centre, depth: 0, paint: (view) => paintSolid(view, solid) };
}

function treePiece({ x, z, height, radius, colour }: Tree, canvas: Canvas): Piece {
  const up = height - radius;
  const stem: Limb = { ax: x, ay: 0.02, az: z, aRadius: 0.045, bx: x, by: up, bz: z, bRadius: 0.035 };
  const ball: Limb = { ax: x, ay: up, az: z, aRadius: radius, bx: x, by: up, bz: z, bRadius: radius };
  const bark = { r: 110, g: 96, b: 92 };
  return {
    x, y: up, z, depth: 0,
    paint: () => {
      canvas.limb(stem, bark);
      canvas.limb(ball, colour);
    },
  };
}
