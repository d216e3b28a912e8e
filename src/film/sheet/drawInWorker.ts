import { Worker } from 'node:worker_threads';
import { reasonOf } from '../../animatic/clip/reasonOf.ts';
import type { SheetOrder, SheetOutcome } from './order.ts';

/** Draws a contact sheet in a thread of its own. Never rejects. */
export function drawInWorker(order: SheetOrder): Promise<SheetOutcome> {
  const worker = new Worker(new URL('./sheet.worker.ts', import.meta.url), { workerData: order, name: 'hailuo-contact-sheet' });
  return new Promise((resolve) => {
    worker.on('message', resolve);
    worker.on('error', (error) => resolve({ kind: 'failed', detail: reasonOf(error) }));
    worker.on('exit', (code) => resolve({ kind: 'failed', detail: `worker ended with ${code}` }));
  });
}
