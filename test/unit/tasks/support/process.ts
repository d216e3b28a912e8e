import { appendFileSync, existsSync, writeFileSync } from 'node:fs';
import type { Disk } from '../../../../src/storage/disk.ts';
import { realDisk } from '../../../../src/storage/disk.ts';
import type { WindowEnd, WindowOrder } from './runWindow.ts';
import { orderSchema, runWindow } from './runWindow.ts';

/** A window that is a process of its own, with its order as JSON in the only argument. It tells its parent when it drives, and when nothing is left to do. */
export type ProcessNews = { readonly kind: 'drives' } | { readonly kind: 'idle'; readonly changes: number } & WindowEnd;

let changes = 0;

function dieAt(order: WindowOrder, middle?: () => void): void {
  changes += 1;
  if (changes === order.killAt) {
    if (order.half) {
      middle?.();
    }
    process.kill(process.pid, 'SIGKILL');
  }
}

/** Unless another change of this very process is there first. */
function writeNew(path: string, text: string): void {
  if (!existsSync(path)) {
    writeFileSync(path, text, { flag: 'wx' });
  }
}

function mortalDisk(order: WindowOrder): Disk {
  const half = (text: string): string => text.slice(0, text.length / 2);
  return {
    ...realDisk,
    write: (path, text, flush) => {
      dieAt(order, () => { writeFileSync(path, half(text)); });
      return realDisk.write(path, text, flush);
    },
    createNew: (path, text) => {
      dieAt(order, () => { writeNew(path, half(text)); });
      return realDisk.createNew(path, text);
    },
    appendLine: (path, line) => {
      dieAt(order, () => { appendFileSync(path, half(line)); });
      return realDisk.appendLine(path, line);
    },
    commit: (from, to, guard) => {
      dieAt(order);
      return realDisk.commit(from, to, guard);
    },
    rename: (from, to) => {
      dieAt(order);
      return realDisk.rename(from, to);
    },
    remove: (path) => {
      dieAt(order);
      return realDisk.remove(path);
    },
  };
}

const order = orderSchema.parse(JSON.parse(process.argv[2] ?? '{}'));
const tell = (news: ProcessNews): void => { process.send?.(news); };
const end = await runWindow(order, { disk: mortalDisk(order), drives: () => { tell({ kind: 'drives' }); } });
tell({ kind: 'idle', changes, ...end });
process.disconnect();
