import { appendFileSync } from 'node:fs';
import { env } from 'node:process';
import fc from 'fast-check';

/**
 * The one place that draws cases: `npm test` draws the same ones everywhere, `npm run test:fuzz` (test/support/fuzz.ts) new
 * ones and many more. What that finds is kept as one of the `examples` of its property, which are tried first.
 */
const seed = Number(env['HAILUO_FUZZ_SEED'] ?? 20_261_128);
const times = Number(env['HAILUO_FUZZ_TIMES'] ?? 1);

export interface Drawing<Case> {
  /** Cases drawn by `npm test`. Default 100. */
  readonly runs?: number;
  readonly examples?: readonly Case[];
}

/** Throws with the smallest case found for which the property does not hold; rejects with it where the property waits for something. */
export function assertProperty<Case extends [unknown, ...unknown[]]>(property: fc.IProperty<Case>, drawing?: Drawing<Case>): void;
export function assertProperty<Case extends [unknown, ...unknown[]]>(property: fc.IAsyncProperty<Case>, drawing?: Drawing<Case>): Promise<void>;
export function assertProperty<Case extends [unknown, ...unknown[]]>(property: fc.IProperty<Case> | fc.IAsyncProperty<Case>, { runs = 100, examples = [] }: Drawing<Case> = {}): void | Promise<void> {
  const parameters = { seed, numRuns: runs * times + examples.length, examples: [...examples] };
  // One of the two; the library's types tell them apart by overloads alone.
  const found = fc.check(property as fc.IAsyncProperty<Case>, parameters) as fc.RunDetails<Case> | Promise<fc.RunDetails<Case>>;
  return found instanceof Promise ? found.then(judge) : judge(found);
}

function judge<Case>(found: fc.RunDetails<Case>): void {
  const counts = env['HAILUO_FUZZ_COUNTS'];
  if (counts !== undefined) {
    appendFileSync(counts, `${String(found.numRuns)}\n`);
  }
  if (found.failed) {
    throw new Error(fc.defaultReportMessage(found), { cause: found.errorInstance });
  }
}

/** So many values, for what is tried on them all. */
export function draw<T>(values: fc.Arbitrary<T>, count: number): readonly T[] {
  return fc.sample(values, { seed, numRuns: count * times });
}
