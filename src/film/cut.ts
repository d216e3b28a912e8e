import type { ClipFacts } from './join/clipFacts.ts';

/** A shot's chosen take in a film: what it is called, what it tells, and how much of it plays. */
export interface CutShot {
  /** What people read: the shot's title, else its words. */
  readonly title: string;
  /** As written, with its directives. */
  readonly prompt: string;
  /** Absolute path of the take. */
  readonly file: string;
  readonly facts: ClipFacts;
  /** The task's id in our records, and the one at the gateway. */
  readonly id?: string;
  readonly remoteId?: string;
  readonly gateway?: string;
  /** Hash of prompt and settings, as the metadata file has it. */
  readonly shotHash?: string;
  readonly sha256?: string;
}

/** The chosen takes of a film, in order. */
export interface Cut {
  readonly name: string;
  readonly shots: readonly CutShot[];
}

/** Frames a second of the film's timeline; MiniMax-Hailuo-2.3 makes 24 (`gateways.md`, "The model"). */
export const defaultRate = 24;

/** The timeline's rate: that of its takes where they agree, else the model's own. */
export function rateOf({ shots }: Cut): number {
  const rates = new Set(shots.map(({ facts }) => facts.rate));
  const [rate] = rates;
  return rates.size === 1 && rate !== undefined ? rate : defaultRate;
}

/** Whole frames of the timeline that each take fills, at least one. */
export function framesOf(shot: CutShot, rate: number): number {
  return Math.max(1, Math.round(shot.facts.seconds * rate));
}
