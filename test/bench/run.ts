import { globSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '../support/places.ts';
import { runAgainst } from './against.ts';
import { lineOf } from './report.ts';
import { runBench } from './runBench.ts';
import { printTable } from './table.ts';

/**
 * Runs every bench as a process of its own, one after the other, and prints one table. Words narrow them down by name;
 * `--against REV` runs them on that revision too, in turn, and prints both with their ratio.
 */
const { values: { against }, positionals: wanted } = parseArgs({ options: { against: { type: 'string' } }, allowPositionals: true });
const benches = globSync('test/bench/**/*.bench.ts', { cwd: root }).sort()
  .filter((path) => wanted.length === 0 || wanted.some((word) => path.includes(word)));

if (against !== undefined) {
  await runAgainst(against, benches);
} else {
  const rows: (readonly string[])[] = [];
  for (const path of benches) {
    const name = basename(path, '.bench.ts');
    process.stderr.write(`${name} …\n`);
    const { figures, code } = await runBench(root, path);
    rows.push(...figures.map((figure) => [name, ...lineOf(figure)]));
    if (code !== 0) {
      rows.push([name, '✖', `ended with ${String(code)}`, '', '', '']);
      process.exitCode = 1;
    }
  }
  printTable(['bench', '', 'figure', 'value', 'reach', ''], rows);
}
