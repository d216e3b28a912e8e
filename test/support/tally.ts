/** What the spec reporters of Node and Mocha say about a file's tests. `tests` is absent when it came to no summary. */
export interface Tally {
  readonly tests?: number;
  /** Names of those that were skipped, with their reasons. */
  readonly skipped: readonly string[];
}

export function tallyOf(output: string): Tally {
  const tests = /^(?:ℹ tests | +)(\d+)(?:| passing .*)$/mu.exec(output)?.[1];
  const skipped = [...output.matchAll(/^\s*﹣ (.+)$/gmu)].map(([, name = '']) => name.replace(/ \([\d.]+ms\)/u, ''));
  return { skipped, ...(tests !== undefined && { tests: Number(tests) }) };
}
