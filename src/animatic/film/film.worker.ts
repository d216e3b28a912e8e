import { parentPort, workerData } from 'node:worker_threads';
import { makeFilm } from './makeFilm.ts';
import type { FilmNews, FilmOrder } from './order.ts';

const tell = (news: FilmNews): void => parentPort?.postMessage(news);

tell(await makeFilm(workerData as FilmOrder, (frames, of) => tell({ kind: 'progress', frames, of })));
