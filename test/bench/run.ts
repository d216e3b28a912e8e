import { fork } from 'node:child_process';
import { globSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { basename, join } from 'node:path';
import { root } from '../support/places.ts';
import { type Figure, lineOf } from './report.ts';

/** Runs every bench as a process of its own, one after the other, and prints one table. Arguments narrow them down by name. */
const wanted = process.argv.slice(2);
const benches = globSync('test/bench/**/*.bench.ts', { cwd: root }).sort()
  .filter((path) => wanted.length === 0 || wanted.some((word) => path.includes(word)));

const rows: (readonly string[])[] = [];
for (const path of benches) {
  const name = basename(path, '.bench.ts');
  const figures: Figure[] = [];
  process.stderr.write(`${name} …\n`);
  const code = await new Promise<number | null>((resolve) => {
    const bench = fork(join(root, path), { cwd: root, execArgv: ['--expose-gc'] });
    bench.on('message', (figure) => { figures.push(figure as Figure); });
    bench.once('close', resolve);
  });
  rows.push(...figures.map((figure) => [name, ...lineOf(figure)]));
  if (code !== 0) {
    rows.push([name, '✖', `ended with ${String(code)}`, '', '', '']);
    process.exitCode = 1;
  }
}

const header = ['bench', '', 'figure', 'value', 'reach', ''];
const widths = header.map((title, column) => Math.max(title.length, ...rows.map((row) => (row[column] ?? '').length)));
const machine = cpus();
console.log(`\n${machine[0]?.model.trim() ?? 'unknown processor'}, ${machine.length} cores, ${(totalmem() / 2 ** 30).toFixed(0)} GiB, ${process.platform} ${process.arch}, Node ${process.version}`);
for (const row of [header, ...rows]) console.log(row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ').trimEnd());
