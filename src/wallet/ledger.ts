import * as path from 'node:path';
import type { Disk } from '../storage/disk.ts';
import type { Holder } from '../storage/holder.ts';
import { withLock } from '../storage/lock.ts';
import { createSlicer } from '../storage/slices.ts';
import { storing } from '../storage/storageError.ts';
import type { Entry } from './entry.ts';
import { readEntry } from './entry.ts';
import type { Order } from './order.ts';
import { after } from './order.ts';

/** The ledger of spending: `spending.jsonl`, one line an event, added to only, shared by all windows. A torn or strange line counts for nothing and stays where it is. */
export interface Ledger {
  /** Newest read; call `refresh` for what other windows added. */
  readonly orders: ReadonlyMap<string, Order>;
  refresh(): Promise<void>;
  /**
   * Reads what is new, lets `decide` look at it while no other window can add, and adds the lines it answers with, all or none.
   * Rejects with a `StorageError`; then nothing was added.
   */
  change<T>(decide: (orders: ReadonlyMap<string, Order>) => { readonly lines: readonly Entry[]; readonly result: T }): Promise<T>;
}

export interface LedgerDependencies {
  readonly folder: string;
  readonly disk: Disk;
  readonly holder: Holder;
}

export function createLedger({ folder, disk, holder }: LedgerDependencies): Ledger {
  const file = path.join(folder, 'spending.jsonl');
  const orders = new Map<string, Order>();
  let offset = 0;
  let made: Promise<void> | undefined;
  let reading: Promise<void> = Promise.resolve();

  async function read(): Promise<void> {
    const content = await disk.readFrom(file, offset, 0);
    const bytes = content?.bytes ?? Buffer.alloc(0);
    const turn = createSlicer();
    let start = 0;
    for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, start)) {
      const entry = readEntry(bytes.toString('utf8', start, end));
      const order = entry && after(orders.get(entry.id), entry);
      if (order) orders.set(order.id, order);
      start = end + 1;
      await turn();
    }
    offset += start;
  }

  /** One after the other: each moves the offset. */
  const refresh = (): Promise<void> => (reading = reading.then(read, read));
  const folders = (): Promise<void> => (made ??= disk.makeFolder(folder).catch((error: unknown) => {
    made = undefined;
    throw error;
  }));

  return {
    orders,
    refresh: () => storing(file, refresh),
    change: (decide) => storing(file, async () => {
      await folders();
      return withLock(disk, path.join(folder, 'spending.lock'), holder, async () => {
        await refresh();
        const { lines, result } = decide(orders);
        if (lines.length > 0) {
          await disk.appendLine(file, lines.map((line) => JSON.stringify(line)).join('\n'));
          await refresh();
        }
        return result;
      });
    }),
  };
}
