import type { SubjectPose } from '../../directives/pose.ts';
import type { Canvas, Limb } from './canvas.ts';
import { accent } from './light.ts';
import { depthOf, type View } from './view.ts';

/** Metres that the figure goes in one full step cycle. */
const stride = 1.5;

/** A mannequin: its limbs, in memory that `pose` writes and that shadows are cast from. */
export interface Figure {
  readonly limbs: readonly Limb[];
  /** Puts the limbs where they are at this point of the walk; standing when it has not moved. */
  pose(subject: SubjectPose): void;
  draw(canvas: Canvas, view: View): void;
}

export function createFigure(): Figure {
  const limbs = Array.from({ length: 13 }, (): Limb => ({ ax: 0, ay: 0, az: 0, aRadius: 0, bx: 0, by: 0, bz: 0, bRadius: 0 }));
  // The trunk is drawn as one, its parts from the neck on over one another; arms and legs before or after it.
  const order = limbs.map((limb, index) => ({ limb, trunk: index < 5, depth: 0 }));
  const nape = limbs[0]!;
  return {
    limbs,
    pose: (subject) => poseLimbs(limbs, subject),
    draw(canvas, view) {
      for (const part of order) part.depth = middle(view, part.trunk ? nape : part.limb);
      order.sort((a, b) => b.depth - a.depth);
      for (const { limb } of order) canvas.limb(limb, accent);
    },
  };
}

function poseLimbs(limbs: readonly Limb[], { x, z, heading, walked }: SubjectPose): void {
  const phase = walked / stride * 2 * Math.PI;
  // The gait grows out of standing within the first half metre.
  const swing = Math.min(1, walked / 0.5);
  const sin = Math.sin(heading);
  const cos = Math.cos(heading);
  const bob = 0.025 * swing * Math.cos(2 * phase);
  let next = 0;
  /** From and to in the figure's own axes: to its right, up, ahead. */
  const limb = (r0: number, u0: number, f0: number, aRadius: number, r1: number, u1: number, f1: number, bRadius: number): void => {
    const part = limbs[next]!;
    next += 1;
    part.ax = x + r0 * cos + f0 * sin;
    part.ay = u0;
    part.az = z - r0 * sin + f0 * cos;
    part.aRadius = aRadius;
    part.bx = x + r1 * cos + f1 * sin;
    part.by = u1;
    part.bz = z - r1 * sin + f1 * cos;
    part.bRadius = bRadius;
  };
  limb(0, 1.42 + bob, 0, 0.055, 0, 1.54 + bob, 0.015, 0.052);
  limb(-0.155, 1.39 + bob, 0, 0.068, 0.155, 1.39 + bob, 0, 0.068);
  limb(-0.08, 0.94 + bob, 0, 0.098, 0.08, 0.94 + bob, 0, 0.098);
  limb(0, 0.98 + bob, 0, 0.13, 0, 1.31 + bob, 0, 0.162);
  limb(0, 1.61 + bob, 0.02, 0.094, 0, 1.67 + bob, 0.02, 0.104);
  for (const side of [-1, 1]) {
    const leg = 0.52 * swing * Math.sin(phase) * side;
    const bend = swing * Math.max(0, Math.cos(phase) * side) * 0.75;
    const hip = 0.9 + bob;
    const kneeUp = hip - 0.43 * Math.cos(leg);
    const kneeAhead = 0.43 * Math.sin(leg);
    const shin = leg - bend;
    const footUp = Math.max(0.06, kneeUp - 0.42 * Math.cos(shin));
    const footAhead = kneeAhead + 0.42 * Math.sin(shin);
    limb(0.095 * side, hip, 0, 0.09, 0.1 * side, kneeUp, kneeAhead, 0.064);
    limb(0.1 * side, kneeUp, kneeAhead, 0.063, 0.1 * side, footUp, footAhead, 0.047);
    const arm = -0.42 * swing * Math.sin(phase) * side;
    const elbowUp = 1.4 + bob - 0.29 * Math.cos(arm);
    const elbowAhead = 0.29 * Math.sin(arm);
    limb(0.2 * side, 1.4 + bob, 0, 0.06, 0.245 * side, elbowUp, elbowAhead, 0.047);
    limb(0.245 * side, elbowUp, elbowAhead, 0.046, 0.235 * side, elbowUp - 0.26, elbowAhead + 0.07 + 0.07 * swing, 0.038);
  }
}

function middle(view: View, limb: Limb): number {
  return depthOf(view, (limb.ax + limb.bx) / 2, (limb.ay + limb.by) / 2, (limb.az + limb.bz) / 2);
}
