import { rm } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import type { FilmFailure, FilmNews, FilmOrder } from './order.ts';

export type FilmOutcome =
  | { readonly kind: 'done'; readonly bytes: number }
  | { readonly kind: 'failed'; readonly reason: FilmFailure; readonly detail: string }
  | { readonly kind: 'stopped' };

export interface Film {
  /** Never rejects. */
  readonly finished: Promise<FilmOutcome>;
  /** Ends the work at once and removes what was written of it; a film that is finished stays. */
  stop(): Promise<void>;
}

/** Makes a film in a thread of its own. `progress` is told after every frame. */
export function startFilm(order: FilmOrder, progress: (frames: number, of: number) => void): Film {
  const worker = new Worker(new URL('./film.worker.ts', import.meta.url), { workerData: order, name: 'hailuo-animatic' });
  const ending = Promise.withResolvers<FilmOutcome>();
  worker.on('message', (news: FilmNews) => {
    if (news.kind === 'progress') progress(news.frames, news.of);
    else ending.resolve(news);
  });
  worker.on('error', (error) => ending.resolve({ kind: 'failed', reason: 'render', detail: String(error) }));
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
