import { parentPort, workerData } from 'node:worker_threads';
import { reasonOf } from '../../animatic/clip/reasonOf.ts';
import { makeSheet } from './makeSheet.ts';
import type { SheetOrder, SheetOutcome } from './order.ts';

const tell = (outcome: SheetOutcome): void => parentPort?.postMessage(outcome);

try {
  tell(await makeSheet(workerData as SheetOrder));
} catch (error) {
  tell({ kind: 'failed', detail: reasonOf(error) });
}
