import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../support/places.ts';
import { compare } from './pairs.ts';
import type { Figure } from './report.ts';
import { buildRevision } from './revision.ts';
import { runBench } from './runBench.ts';
import { printTable } from './table.ts';

/** Enough for a median that one disturbed run cannot move. */
const pairs = 5;

/** Builds a revision and runs each bench on it and on this checkout in turn, five times; prints old, new, their ratio and the noise. */
export async function runAgainst(name: string, benches: readonly string[]): Promise<void> {
  const { commit, checkout, ownBenches } = buildRevision(name);
  const rows: (readonly string[])[] = [];
  for (const path of benches) {
    const [old, now]: [(readonly Figure[])[], (readonly Figure[])[]] = [[], []];
    let inOld = path;
    for (let pair = 1; pair <= pairs; pair++) {
      process.stderr.write(`${path}: pair ${pair} of ${pairs} …\n`);
      let before = await runBench(checkout, inOld);
      const own = path.replace('test/bench', ownBenches);
      if (before.code !== 0 && inOld === path && existsSync(join(checkout, own))) {
        process.stderr.write(`${path} of today cannot run on ${name}: its own is taken\n`);
        inOld = own;
        before = await runBench(checkout, inOld);
      }
      const after = await runBench(root, path);
      if (after.code !== 0 || before.code !== 0) process.exitCode = 1;
      old.push(before.figures);
      now.push(after.figures);
    }
    const figures = compare(old, now);
    rows.push(...figures.map(({ what, unit, old: before, new: after, ratio, noise }) => [
      what, `${digits(before)} ${unit}`, `${digits(after)} ${unit}`, `${digits(ratio)} ×`, `± ${digits(noise * 100)} %`,
    ]));
  }
  printTable(['figure', `old (${commit.slice(0, 7)})`, 'new', 'ratio', 'noise (old against old)'], rows);
}

function digits(value: number): string {
  return value.toFixed(Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2);
}
