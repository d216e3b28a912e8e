import { rm } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import type { ClipFailure, ClipNews, ClipOrder } from './order.ts';
import { reasonOf } from './reasonOf.ts';
import { resourceLimits } from './resourceLimits.ts';

export type ClipOutcome =
  | { readonly kind: 'done'; readonly bytes: number }
  | { readonly kind: 'failed'; readonly reason: ClipFailure; readonly detail: string }
  | { readonly kind: 'stopped' };

export interface Clip {
  /** Never rejects. */
  readonly finished: Promise<ClipOutcome>;
  /** Ends the work at once and removes what was written of it; a clip that is finished stays. */
  stop(): Promise<void>;
}

/** Makes a clip in a thread of its own. `progress` is told after every frame. */
export function startClip(order: ClipOrder, progress: (frames: number, of: number) => void): Clip {
  const worker = new Worker(new URL('./clip.worker.ts', import.meta.url), { workerData: order, name: 'hailuo-animatic', resourceLimits });
  const ending = Promise.withResolvers<ClipOutcome>();
  worker.on('message', (news: ClipNews) => {
    if (news.kind === 'progress') progress(news.frames, news.of);
    else ending.resolve(news);
  });
  worker.on('error', (error) => ending.resolve({ kind: 'failed', reason: 'render', detail: reasonOf(error) }));
  worker.on('exit', (code) => ending.resolve({ kind: 'failed', reason: 'render', detail: `worker ended with ${code}` }));
  return {
    finished: ending.promise,
    async stop() {
      ending.resolve({ kind: 'stopped' });
      await worker.terminate();
      await rm(`${order.file}.part`, { force: true });
    },
  };
}
