import { parentPort, workerData } from 'node:worker_threads';
import { reasonOf } from './reasonOf.ts';
import { redrawn, DamagedPixels } from './still.ts';

try {
  parentPort?.postMessage(await redrawn(workerData as Uint8Array) ?? { same: true });
} catch (error) {
  parentPort?.postMessage({ why: reasonOf(error), ...(error instanceof DamagedPixels && { damaged: true }) });
}
