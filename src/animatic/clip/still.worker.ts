import { parentPort, workerData } from 'node:worker_threads';
import { inCommon } from './inCommon.ts';
import type { Loaded } from './order.ts';
import { reasonOf } from './reasonOf.ts';
import { readStill } from './still.ts';

const tell = (loaded: Loaded): void => parentPort?.postMessage(loaded);

try {
  tell({ picture: await readStill(workerData as string, inCommon) });
} catch (error) {
  tell({ why: reasonOf(error) });
}
