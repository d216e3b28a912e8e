import type { SubjectPose } from '../../directives/camera.ts';
import type { Limb } from './rounds.ts';

/** The subject's height, metres. */
export const figureHeight = 1.76;
/** Metres that the figure goes in one full step cycle. */
const stride = 1.5;

/** The limbs of a mannequin, in memory that `poseFigure` writes. */
export function createFigure(): Limb[] {
  return Array.from({ length: 11 }, () => ({ ax: 0, ay: 0, az: 0, aRadius: 0, bx: 0, by: 0, bz: 0, bRadius: 0 }));
}

/** Puts the limbs where they are at this point of the walk; standing still when it has not moved. */
export function poseFigure(limbs: readonly Limb[], { x, z, heading, walked }: SubjectPose): void {
  const phase = walked / stride * 2 * Math.PI;
  // The gait grows out of standing within the first half metre, and a figure that never walked stands at ease.
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
  for (const side of [-1, 1]) {
    const leg = 0.52 * swing * Math.sin(phase) * side;
    const bend = swing * Math.max(0, Math.cos(phase) * side) * 0.75;
    const hip = 0.9 + bob;
    const kneeUp = hip - 0.44 * Math.cos(leg);
    const kneeAhead = 0.44 * Math.sin(leg);
    const shin = leg - bend;
    const footUp = Math.max(0.06, kneeUp - 0.42 * Math.cos(shin));
    const footAhead = kneeAhead + 0.42 * Math.sin(shin);
    limb(0.1 * side, hip, 0, 0.095, 0.1 * side, kneeUp, kneeAhead, 0.066);
    limb(0.1 * side, kneeUp, kneeAhead, 0.064, 0.1 * side, footUp, footAhead, 0.05);
    const arm = -0.42 * swing * Math.sin(phase) * side;
    const elbowUp = 1.4 + bob - 0.3 * Math.cos(arm);
    const elbowAhead = 0.3 * Math.sin(arm);
    limb(0.235 * side, 1.4 + bob, 0, 0.06, 0.265 * side, elbowUp, elbowAhead, 0.048);
    limb(0.265 * side, elbowUp, elbowAhead, 0.046, 0.25 * side, elbowUp - 0.26, elbowAhead + 0.1 + 0.05 * swing, 0.04);
  }
  limb(0, 0.98 + bob, 0, 0.155, 0, 1.34 + bob, 0.01, 0.175);
  limb(0, 1.4 + bob, 0.01, 0.085, 0, 1.52 + bob, 0.02, 0.06);
  limb(0, 1.6 + bob, 0.02, 0.105, 0, 1.665 + bob, 0.02, 0.108);
}
