import type { Clock } from '../../storage/clock.ts';

const seconds = 1000;
const backoffs = [10 * seconds, 20 * seconds, 40 * seconds, 60 * seconds] as const;
/** A gateway that asks for more patience than this is asked again all the same. */
const longestRetryAfter = 3600 * seconds;

/** A minute in which a task just submitted may still be unknown to the status endpoint. */
export const settlingMs = 60 * seconds;
/** A rendering takes 1 to 5 minutes; after this long it is no longer followed by itself. */
export const patienceMs = 30 * 60 * seconds;

/** This many failed tries in a row are no hiccup any more: the whole ladder of `backoffDelay`. */
export const patienceTries = backoffs.length;

type Random = Pick<Clock, 'random'>;

const jitter = (milliseconds: number, { random }: Random): number => milliseconds * (0.8 + 0.4 * random());

/** Milliseconds to the first status read: 5 s, or the interval where that is shorter. */
export function firstPollDelay(interval: number): number {
  return Math.min(5 * seconds, interval);
}

/** Milliseconds between status reads: the interval ±20 %, so that many tasks spread out. */
export function pollDelay(interval: number, clock: Random): number {
  return jitter(interval, clock);
}

/** Milliseconds to the next try after `misses` (from 1) in a row: 10 → 20 → 40 → 60 s ±20 %, never less than the gateway asked for. */
export function backoffDelay(misses: number, clock: Random, retryAfterMs = 0): number {
  const step = backoffs[Math.min(Math.max(1, misses), backoffs.length) - 1]!;
  return Math.max(jitter(step, clock), Math.min(retryAfterMs, longestRetryAfter));
}
