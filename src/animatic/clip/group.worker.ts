import { parentPort, workerData } from 'node:worker_threads';
import { makeGroups, type Given, type HelperNews, type HelperOrder } from './groups.ts';

const { order, taken } = workerData as HelperOrder;
/** Pictures move over, they are not copied. */
const tell = (news: HelperNews): void => parentPort?.postMessage(news, news.kind === 'group' ? news.group.pictures.map(({ buffer }) => buffer) : []);

parentPort?.once('message', (given: Given) => {
  void makeGroups(order, given, taken, () => tell({ kind: 'drawn' }), (group) => tell({ kind: 'group', group })).then(() => tell({ kind: 'end' }));
});
