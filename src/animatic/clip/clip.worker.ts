import { parentPort, workerData } from 'node:worker_threads';
import { makeClip } from './makeClip.ts';
import type { ClipNews, ClipOrder } from './order.ts';

const tell = (news: ClipNews): void => parentPort?.postMessage(news);

tell(await makeClip(workerData as ClipOrder, (frames, of) => tell({ kind: 'progress', frames, of })));
