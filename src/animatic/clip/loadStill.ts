import { Worker } from 'node:worker_threads';
import type { Picture } from '../render/picture.ts';
import type { Loaded } from './order.ts';
import { reasonOf } from './reasonOf.ts';
import { resourceLimits } from './resourceLimits.ts';

/**
 * A first frame from a file, as `readStill` reads it, in memory that all threads read. In a thread of its own: a decoder keeps several
 * times the picture's size for as long as its thread lives. Rejects with an error in `readStill`'s words.
 */
export function loadStill(file: string): Promise<Picture> {
  const worker = new Worker(new URL('./still.worker.ts', import.meta.url), { workerData: file, name: 'hailuo-first-frame', resourceLimits });
  return new Promise((resolve, reject) => {
    let loaded: Loaded | undefined;
    worker.on('message', (news: Loaded) => { loaded = news; });
    worker.on('error', (error) => { loaded = { why: reasonOf(error) }; });
    // Only then is its memory given back.
    worker.on('exit', (code) => {
      if (loaded && 'picture' in loaded) resolve(loaded.picture);
      else reject(new Error(loaded?.why ?? `worker ended with ${code}`));
    });
  });
}
