import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { Figure } from './report.ts';

/** What a bench reported, and the code that it ended with: 0 when it ran to its end. */
export interface BenchRun { readonly figures: readonly Figure[]; readonly code: number | null }

/** Runs one bench of a checkout as a process of its own. `path` is relative to the checkout's folder. */
export function runBench(checkout: string, path: string): Promise<BenchRun> {
  return new Promise((resolve) => {
    const figures: Figure[] = [];
    const bench = fork(join(checkout, path), { cwd: checkout, execArgv: ['--expose-gc'] });
    bench.on('message', (figure) => { figures.push(figure as Figure); });
    bench.once('close', (code) => { resolve({ figures, code }); });
  });
}
