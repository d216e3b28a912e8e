import { languageOf } from './language.ts';
import { afterMoves } from './moves.ts';
import { clamp, degrees, opening, turnBetween, type Pose } from './pose.ts';
import type { DirectiveId, DirectiveLanguage } from './vocabulary.ts';
import { readWay } from './way.ts';
import type { Side } from './way.ts';

/**
 * One bracket's share of the clip, or the share of one of the moves that follow each other in it. Text that no bracket governs,
 * and a prompt without brackets, is a hold: no moves.
 */
export interface CameraSegment {
  /** Index into `parsePrompt(prompt)`; absent for a hold. */
  readonly bracket?: number;
  /** Together, as written, each once. */
  readonly moves: readonly DirectiveId[];
  /** The vocabulary that the bracket is written in; of a hold, the prompt's. */
  readonly language: DirectiveLanguage;
  readonly startSeconds: number;
  readonly endSeconds: number;
  /** At rest at both ends; the next segment's `from` is this one's `to`. */
  readonly from: Pose;
  readonly to: Pose;
}

export interface CameraPlan {
  readonly seconds: number;
  /** In order, without gaps, from 0 to `seconds`; at least one. */
  readonly segments: readonly CameraSegment[];
  /** Which way round the prompt was read; see `readWay`. */
  readonly side: Side;
}

/** No bracket is shorter than this, or than its part of a clip that is too short for that. */
const shortest = 1;

/**
 * Reads the camera's way out of a prompt. Each bracket lasts in proportion to the text that it governs (its letters and digits),
 * which stands behind it, or before it where `readWay` says so; brackets without text between share what they govern. A bracket
 * has a floor of a second so that one at the end of the prompt still gets its move. Unclosed brackets and brackets without a move
 * are text or labels. `seconds` is the clip's length, above 0.
 */
export function planCamera(prompt: string, seconds: number): CameraPlan {
  const { side, parts } = partsOf(prompt);
  const lengths = shareOut(parts, seconds);
  const segments: CameraSegment[] = [];
  let from = opening;
  let start = 0;
  parts.forEach(({ bracket, moves, language }, index) => {
    const length = lengths[index] ?? 0;
    const end = index === parts.length - 1 ? seconds : start + length;
    const to = afterMoves(from, moves, length);
    segments.push({ ...(bracket === undefined ? {} : { bracket }), moves, language, startSeconds: start, endSeconds: end, from, to });
    from = to;
    start = end;
  });
  return { seconds, segments, side };
}

/** The segment that acts at a time; times outside the clip get its first or last. */
export function segmentAt(plan: CameraPlan, t: number): CameraSegment {
  return plan.segments.find((segment) => t < segment.endSeconds) ?? plan.segments.at(-1)!;
}

/** The pose at `t` seconds, the same for the same plan and time. Times outside the clip are held at its ends. */
export function poseAt(plan: CameraPlan, t: number): Pose {
  const time = Math.min(Math.max(t, 0), plan.seconds);
  const segment = segmentAt(plan, time);
  const length = segment.endSeconds - segment.startSeconds;
  const elapsed = time - segment.startSeconds;
  const pose = between(segment.from, segment.to, length > 0 ? ease(elapsed, length) : 1);
  if (!segment.moves.includes('shake')) return pose;
  const settle = Math.min(0.35, length / 4);
  return shaken(pose, time, smooth(Math.min(elapsed, length - elapsed) / settle));
}

interface Part extends Pick<CameraSegment, 'bracket' | 'moves' | 'language'> { readonly weight: number }

function partsOf(prompt: string): { readonly side: Side; readonly parts: readonly Part[] } {
  const { side, head, runs } = readWay(prompt);
  const parts = runs.flatMap(({ brackets, letters }) => {
    const moves = brackets.flatMap(({ bracket, groups, language }) => groups.map((group) => ({ bracket, moves: group, language })));
    return moves.map((move): Part => ({ ...move, weight: letters / moves.length }));
  });
  const hold: Part = { moves: [], language: languageOf(prompt), weight: head };
  return { side, parts: head > 0 || parts.length === 0 ? [hold, ...parts] : parts };
}

/** Seconds for each weight; what the floor gives to short brackets is taken from the others in proportion. Holds have no floor. */
function shareOut(parts: readonly Part[], seconds: number): number[] {
  const floor = Math.min(shortest, seconds / (2 * parts.length));
  const lifted = new Set<number>();
  for (;;) {
    const free = parts.reduce((sum, { weight }, index) => (lifted.has(index) ? sum : sum + weight), 0);
    const rest = seconds - lifted.size * floor;
    const lengthOf = (index: number): number => (free > 0 ? rest * (parts[index]?.weight ?? 0) / free : rest / (parts.length - lifted.size));
    const short = parts.findIndex(({ bracket }, index) => bracket !== undefined && !lifted.has(index) && lengthOf(index) < floor);
    if (short < 0) return parts.map((_, index) => (lifted.has(index) ? floor : lengthOf(index)));
    lifted.add(short);
  }
}

function between(a: Pose, b: Pose, u: number): Pose {
  const mix = (from: number, to: number): number => from + (to - from) * u;
  return {
    x: mix(a.x, b.x), y: mix(a.y, b.y), z: mix(a.z, b.z), yaw: mix(a.yaw, b.yaw), pitch: mix(a.pitch, b.pitch), roll: 0,
    // Through the focal length's logarithm, so that the picture grows at an even pace.
    fov: 2 * Math.atan(Math.exp(mix(Math.log(Math.tan(a.fov / 2)), Math.log(Math.tan(b.fov / 2))))),
    subject: {
      x: mix(a.subject.x, b.subject.x), z: mix(a.subject.z, b.subject.z),
      // It turns to where it goes before it is under way.
      heading: a.subject.heading + turnBetween(a.subject.heading, b.subject.heading) * smooth(u * 9), walked: mix(a.subject.walked, b.subject.walked),
    },
  };
}

/** Speeds up, keeps an even pace, slows down: 0 to 1 over `length` seconds. */
function ease(elapsed: number, length: number): number {
  const ramp = Math.min(0.8, length / 3);
  const top = 1 / (length - ramp);
  const rising = (time: number): number => top * (time / 2 - ramp / (2 * Math.PI) * Math.sin(Math.PI * time / ramp));
  if (elapsed < ramp) return rising(elapsed);
  if (elapsed > length - ramp) return 1 - rising(length - elapsed);
  return top * (elapsed - ramp / 2);
}

/** A hand-held camera: sways that never line up, so it does not look like a loop, and yet the same in every render. */
function shaken(pose: Pose, time: number, amount: number): Pose {
  const sway = (slow: number, fast: number, phase: number): number => (
    amount * (0.62 * Math.sin(2 * Math.PI * slow * time + phase) + 0.38 * Math.sin(2 * Math.PI * fast * time + 2.3 * phase))
  );
  return {
    ...pose,
    x: pose.x + 0.045 * sway(1.13, 3.37, 0.4), y: pose.y + 0.035 * sway(1.71, 4.19, 1.9), z: pose.z + 0.02 * sway(0.83, 2.71, 3.1),
    yaw: pose.yaw + 1.3 * degrees * sway(1.27, 3.91, 5.2), pitch: pose.pitch + 1.1 * degrees * sway(1.59, 4.63, 2.6),
    roll: 1.7 * degrees * sway(0.97, 3.11, 4.4),
  };
}

function smooth(u: number): number {
  const v = clamp(u, 0, 1);
  return v * v * (3 - 2 * v);
}
