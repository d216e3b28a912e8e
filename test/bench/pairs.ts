import { percentile, type Figure } from './report.ts';

/** One figure of two revisions that ran alternately. */
export interface Comparison {
  readonly what: string;
  readonly unit: string;
  /** Medians of the runs. */
  readonly old: number;
  readonly new: number;
  /** New beside old: 0.25 is four times faster where less is better. */
  readonly ratio: number;
  /** Old beside old: how far a run of the old revision lies from its own median, at most, as a share of it. A ratio nearer to 1 than this says nothing. */
  readonly noise: number;
}

/** Puts the figures of several runs side by side, by their words. A figure that only one side reports is left out. */
export function compare(old: readonly (readonly Figure[])[], now: readonly (readonly Figure[])[]): Comparison[] {
  const words = new Map(now.flat().map((figure) => [figure.what, figure.unit]));
  return [...words].flatMap(([what, unit]) => {
    const [before, after] = [valuesOf(old, what), valuesOf(now, what)];
    if (before.length === 0) return [];
    const [oldMedian, newMedian] = [median(before), median(after)];
    const farthest = Math.max(...before.map((value) => Math.abs(value - oldMedian)));
    return [{ what, unit, old: oldMedian, new: newMedian, ratio: newMedian / oldMedian, noise: farthest / Math.abs(oldMedian) }];
  });
}

function valuesOf(runs: readonly (readonly Figure[])[], what: string): number[] {
  return runs.flatMap((figures) => figures.filter((figure) => figure.what === what).map(({ value }) => value));
}

/** The value in the middle, of an even number of them the mean of the two. */
function median(values: readonly number[]): number {
  const upper = percentile(values, 0.5);
  return values.length % 2 === 1 ? upper : (upper + percentile(values, 0.5 - 1 / values.length)) / 2;
}
