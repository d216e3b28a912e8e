/** One measured figure of the table that `npm run bench` prints. */
export interface Figure {
  /** What was measured, in words: "200 MB download, memory above baseline". */
  readonly what: string;
  readonly value: number;
  /** `ms`, `MB`, `kB`, `s`, `×`, … */
  readonly unit: string;
  /** What the project wants to reach. */
  readonly atMost?: number;
  readonly atLeast?: number;
  /** p99 of how many, beside what, on which input. */
  readonly note?: string;
}

/** Hands a figure to the runner; a bench that is run by itself prints it. */
export function report(figure: Figure): void {
  if (process.send) process.send(figure);
  else console.log(lineOf(figure).join('  '));
}

/** The columns of a figure: mark, what, value, reach, note. */
export function lineOf({ what, value, unit, atMost, atLeast, note }: Figure): readonly string[] {
  const wanted = atMost === undefined && atLeast === undefined ? '' : [atMost === undefined ? '' : `≤ ${atMost}`, atLeast === undefined ? '' : `≥ ${atLeast}`].join(' ').trim();
  const reached = (atMost === undefined || value <= atMost) && (atLeast === undefined || value >= atLeast);
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return [wanted === '' ? ' ' : reached ? '✔' : '✖', what, `${value.toFixed(digits)} ${unit}`, wanted === '' ? '' : `${wanted} ${unit}`, note ?? ''];
}

/** The value below which `share` (0–1) of the samples lie. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
