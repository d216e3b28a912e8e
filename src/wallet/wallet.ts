import * as path from 'node:path';
import type { Failure } from '../gateways/failure.ts';
import type { Log } from '../gateways/log.ts';
import type { Clock } from '../storage/clock.ts';
import { realClock } from '../storage/clock.ts';
import type { Disk } from '../storage/disk.ts';
import { realDisk } from '../storage/disk.ts';
import { watchFolder } from '../storage/folderWatch.ts';
import type { Holder } from '../storage/holder.ts';
import { newHolder } from '../storage/holder.ts';
import { StorageError } from '../storage/storageError.ts';
import type { Unsent } from '../tasks/dependencies.ts';
import type { Task } from '../tasks/task.ts';
import type { Agreed, Loosened } from './agreed.ts';
import { agreedTo, inForce, isAmong, loosened, remembered } from './agreed.ts';
import { agreedFile, keepAgreed, loadAgreed } from './agreedFile.ts';
import type { Caps, OverCap } from './cap.ts';
import type { Decision, Reservation, WantedOrder } from './decide.ts';
import { createDecisions } from './decide.ts';
import { createLedger } from './ledger.ts';
import type { Listed } from './listedPrices.ts';
import { keepListed, listedPricesFile, loadListed } from './listedPrices.ts';
import type { Money } from './money.ts';
import type { Order } from './order.ts';
import type { Kind } from './kind.ts';
import type { Quote } from './price.ts';

/** What may be spent, what is, and what was; one for all windows. Free tasks are none of its business. */
export interface Wallet {
  /** As last read, oldest first. */
  orders(): readonly Order[];
  quote(kind: Kind): Quote | undefined;
  /** What an order of this kind counts as for the limits: its quote, else the dearest known price of its gateway; undefined: nobody knows. */
  countsAs(kind: Kind): Money | undefined;
  /** The limit that these orders would pass now, without reserving anything. `asSet`: if the person agreed to the settings as they are. */
  over(wanted: readonly Kind[], asSet?: boolean): OverCap | undefined;
  /** The limits in force: those of the settings, but never more than the person agreed to. */
  limits(): Caps;
  /** Where the settings let more go than the person agreed to, in whatever way they were written. */
  loosened(): readonly Loosened[];
  /**
   * The person agrees to what they were shown, as `loosened` told it, for all windows. False: the settings let more go by now, so
   * nothing is agreed to, and it is to be asked again. Rejects with a `StorageError`.
   */
  agree(shown: readonly Loosened[]): Promise<boolean>;
  /** Reserves all of them, or none. Rejects with a `StorageError` when it cannot be written; then nothing may be ordered. */
  reserve(wanted: readonly WantedOrder[]): Promise<Reservation>;
  /** Gives up what was reserved for tasks that were not written down after all. */
  release(tasks: readonly string[]): Promise<void>;
  /** Right before a paid request leaves: makes sure that it is reserved and writes that it is sent; else why it may not go. */
  permit(task: Task): Promise<Failure | undefined>;
  /** Gives back what `permit` let go for a request that bought nothing, see `TasksDependencies.unsent`. Rejects with a `StorageError`. */
  unsent(task: Task, why: Unsent): Promise<void>;
  /** Writes what became of the money of these tasks; nothing for those that go on. */
  settle(tasks: readonly Task[]): Promise<void>;
  /** Writes what the balance lost by this task's video. */
  measured(task: string, money: Money): Promise<void>;
  /** The gateway's price list as it was read last; undefined: never, or not looked yet. */
  listed(): Listed | undefined;
  /** Keeps a price list for all windows. Rejects with a `StorageError`. */
  keepListed(listed: Listed): Promise<void>;
  /** After a start: settles what ended unseen, and what was reserved or sent for tasks that are gone. `get` knows every task there is. */
  reconcile(get: (id: string) => Task | undefined, all: readonly Task[]): Promise<void>;
  /** Returns the function that stops listening. What other windows wrote arrives here too. */
  onDidChange(listener: () => void): () => void;
  /** Reads what other windows added, and keeps limits that became stricter. */
  refresh(): Promise<void>;
  dispose(): void;
}

export interface WalletDependencies {
  /** Read at every use. `prices` as typed, see `ownPrice`. */
  readonly settings: () => { readonly prices: unknown; readonly caps: Caps };
  /** Folder of our own under the extension's global storage, shared by all windows. */
  readonly folder: string;
  readonly log: Log;
  /** Of the dates in messages: the editor's. */
  readonly language: string;
}

export function createWallet({ folder, settings, log, language }: WalletDependencies, platform: { readonly disk?: Disk; readonly clock?: Clock; readonly holder?: Holder } = {}): Wallet {
  const { disk = realDisk, clock = realClock, holder = newHolder() } = platform;
  const ledger = createLedger({ folder, disk, holder });
  let listed: Listed | undefined;
  let agreed: Agreed | undefined;
  const rulesWith = (rules: ReturnType<WalletDependencies['settings']>) => ({ ...rules, ...(listed && { listed }) });
  const context = { holder, language, now: () => clock.now() };
  const decide = createDecisions({ settings: () => rulesWith(inForce(settings(), agreed)), ...context });
  const asSetDecide = createDecisions({ settings: () => rulesWith(settings()), ...context });
  const listeners = new Set<() => void>();
  const tell = (): void => { listeners.forEach((listener) => { listener(); }); };
  let stopWatching: (() => void) | undefined;
  let isClosed = false;

  /** Limits that became stricter count from now on; what was raised waits for the person. A limit that cannot be kept is asked about later. */
  const keepLimits = async (): Promise<void> => {
    agreed = await loadAgreed(folder);
    const now = remembered(settings(), agreed);
    if (now && JSON.stringify(now) !== JSON.stringify(agreed)) agreed = await keepAgreed(folder, holder, (kept) => remembered(settings(), kept)).catch(() => agreed);
  };
  const loadPrices = async (): Promise<void> => { listed = await loadListed(folder); };
  const watch = (): void => {
    if (isClosed) return;
    stopWatching ??= watchFolder(folder, (names) => {
      if (names.has('spending.jsonl')) ledger.refresh().then(tell, () => undefined);
      if (names.has(path.basename(listedPricesFile(folder)))) loadPrices().then(tell, () => undefined);
      if (names.has(path.basename(agreedFile(folder)))) keepLimits().then(tell, () => undefined);
    }, log);
  };
  const orders = (): readonly Order[] => [...ledger.orders.values()];
  const change = async <T>(decision: (known: ReadonlyMap<string, Order>) => Decision<T>): Promise<T> => {
    await keepLimits();
    const result = await ledger.change(decision);
    watch();
    tell();
    return result;
  };
  const write = async (lines: (known: ReadonlyMap<string, Order>) => Decision<undefined>['lines']): Promise<void> => {
    // Most news are of tasks that go on: for these the lock is not taken.
    if (lines(ledger.orders).length > 0) await change((known) => ({ lines: lines(known), result: undefined }));
  };

  return {
    orders,
    quote: (kind) => decide.quote(orders(), kind),
    countsAs: (kind) => decide.countsAs(orders(), kind),
    over: (wanted, asSet = false) => (asSet ? asSetDecide : decide).over(orders(), wanted),
    limits: () => inForce(settings(), agreed).caps,
    loosened: () => loosened(settings(), agreed),
    agree: async (shown) => {
      let isAgreed = false;
      agreed = await keepAgreed(folder, holder, (kept) => {
        const set = settings();
        isAgreed = isAmong(loosened(set, kept), shown);
        return isAgreed ? agreedTo(set) : kept;
      });
      tell();
      return isAgreed;
    },
    reserve: (wanted) => change((known) => decide.reserve([...known.values()], wanted)),
    release: (tasks) => change((known) => decide.release([...known.values()], tasks)),
    permit: async (task) => {
      try {
        return await change((known) => decide.permit([...known.values()], task));
      } catch (error) {
        if (error instanceof StorageError) return { ...error.failure, command: 'checkNow' };
        throw error;
      }
    },
    unsent: (task, why) => write((known) => decide.unsent([...known.values()], task, why)),
    measured: (task, money) => write((known) => decide.measure(known, task, money)),
    listed: () => listed,
    keepListed: async (prices) => {
      await keepListed(folder, prices);
      listed = prices;
      tell();
    },
    settle: (tasks) => write((known) => decide.settle(known, tasks)),
    reconcile: async (get, all) => {
      await disk.makeFolder(folder);
      watch();
      await Promise.all([ledger.refresh(), loadPrices(), keepLimits()]);
      await write((known) => decide.reconcile(known, get, all));
      tell();
    },
    onDidChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    refresh: () => Promise.all([ledger.refresh(), keepLimits()]).then(tell),
    dispose: () => {
      isClosed = true;
      stopWatching?.();
      listeners.clear();
    },
  };
}
