import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { groupCount, type Given, type Group, type HelperNews, type HelperOrder } from './groups.ts';
import type { ClipOrder } from './order.ts';
import { resourceLimits } from './resourceLimits.ts';

/** Threads that work on the same clip. */
export interface Helpers {
  /** Lets them begin; resolves when no group is left to begin and theirs are done, rejects when one of them failed. */
  begin(given: Given, drawn: () => void, done: (group: Group) => void): Promise<void>;
  end(): Promise<void>;
}

/** More threads than this help a clip of some seconds no more: each loads and warms up for itself. */
const mostThreads = 4;

/** Starts as many helpers as processors and groups leave to do; they load while the first frame is read. */
export function startHelpers(order: ClipOrder, taken: Int32Array): Helpers {
  const count = Math.min(availableParallelism(), mostThreads, groupCount(order.seconds)) - 1;
  const workers = Array.from({ length: Math.max(0, count) }, () => (
    new Worker(new URL('./group.worker.ts', import.meta.url), { workerData: { order, taken } satisfies HelperOrder, name: 'hailuo-animatic', resourceLimits })
  ));
  // A helper that dies before it is waited for must not end its parent.
  const ended = workers.map((worker) => new Promise<Error>((resolve) => {
    worker.once('error', (error) => { resolve(error instanceof Error ? error : new Error(String(error))); });
    worker.once('exit', (code) => { resolve(new Error(`a helper ended with ${code}`)); });
  }));
  return {
    async begin(given, drawn, done) {
      await Promise.all(workers.map((worker, index) => new Promise<void>((resolve, reject) => {
        worker.on('message', (news: HelperNews) => {
          if (news.kind === 'drawn') drawn();
          else if (news.kind === 'group') done(news.group);
          else resolve();
        });
        void ended[index]?.then(reject);
        worker.postMessage(given);
      })));
    },
    end: async () => { await Promise.all(workers.map((worker) => worker.terminate())); },
  };
}
