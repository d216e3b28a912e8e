import { join } from 'node:path';
import { startModule } from '../support/outside.ts';
import type { Figure } from './report.ts';

/** What a bench reported, and the code that it ended with: 0 when it ran to its end. */
export interface BenchRun { readonly figures: readonly Figure[]; readonly code: number | null }

/** Runs one bench of a checkout as a process of its own. `path` is relative to the checkout's folder. */
export async function runBench(checkout: string, path: string): Promise<BenchRun> {
  const figures: Figure[] = [];
  const { child, ended } = startModule(join(checkout, path), [], { cwd: checkout, flags: ['--expose-gc'], seconds: 3600 });
  child.on('message', (figure) => { figures.push(figure as Figure); });
  return { figures, code: await ended };
}
