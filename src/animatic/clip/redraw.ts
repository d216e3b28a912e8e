import { Worker } from 'node:worker_threads';
import type { ImageHeader } from '../../shots/image/facts.ts';
import { reasonOf } from './reasonOf.ts';

export type Redrawn =
  | { readonly bytes: Uint8Array<ArrayBuffer>; readonly mime: ImageHeader['mime'] }
  /** It is seen as it is. */
  | { readonly same: true }
  /** Technical words. `damaged`: its pixels cannot be read; else it was not found out whether they can. */
  | { readonly why: string; readonly damaged?: true };

/** Codes an image anew, upright, in sRGB and opaque, in a thread of its own: a photograph takes a second or two. Never rejects. */
export function redraw(image: Uint8Array): Promise<Redrawn> {
  const worker = new Worker(new URL('./redraw.worker.ts', import.meta.url), { workerData: image, name: 'hailuo-first-frame' });
  return new Promise((resolve) => {
    worker.on('message', resolve);
    worker.on('error', (error) => resolve({ why: reasonOf(error) }));
    worker.on('exit', (code) => resolve({ why: `worker ended with ${code}` }));
  });
}
