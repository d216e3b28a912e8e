import { createHash } from 'node:crypto';
import * as path from 'node:path';
import * as l10n from '@vscode/l10n';
import type { Failure } from '../../gateways/failure.ts';
import type { Log } from '../../gateways/log.ts';
import { createActiveFolder, idOfRecord, isDamaged } from './activeFolder.ts';
import { createChain } from '../../storage/chain.ts';
import type { Disk } from '../../storage/disk.ts';
import { watchFolder } from '../../storage/folderWatch.ts';
import type { Holder } from '../../storage/holder.ts';
import { createKnownTasks } from './knownTasks.ts';
import { createLedger } from './ledger.ts';
import { removeLeftovers } from '../../storage/leftovers.ts';
import type { Guard } from '../../storage/lock.ts';
import { withLock } from '../../storage/lock.ts';
import { eachInSlices } from '../../storage/slices.ts';
import { StorageError, storageFailure, storing } from '../../storage/storageError.ts';
import type { Task } from '../task.ts';
import { finalStates } from '../task.ts';
import type { TaskChange } from '../change.ts';
import type { TaskEvent } from '../taskEvent.ts';
import { transition } from '../transition.ts';

/** `refused` with the task as it is now, or without one when its record is gone. */
export type Applied = { readonly kind: 'changed'; readonly task: Task } | { readonly kind: 'refused'; readonly task?: Task };

/**
 * Every task on disk: `active/<id>.json`, one file a task that has not ended, and the ledger of those that have. Several
 * windows share the folder: each change reads the record anew under its lock, so none acts on what another changed.
 */
export interface Journal {
  load(): Promise<void>;
  /** Newest first. */
  list(): readonly Task[];
  get(id: string): Task | undefined;
  /** Rejects with a `StorageError`, as do `apply` and `remove`. */
  create(task: Task): Promise<void>;
  apply(id: string, event: TaskEvent): Promise<Applied>;
  remove(id: string): Promise<void>;
  /** Shows a failure that cannot be written, until the next change. */
  note(id: string, failure: Failure): void;
  /** Reads everything that another window may have changed. False: some records could not be read at the moment; the others were. */
  refresh(): Promise<boolean>;
  onDidChange(listener: (change: TaskChange) => void): () => void;
  readonly damaged: readonly { readonly file: string; readonly reason: string }[];
  close(): Promise<void>;
}

export interface JournalDependencies {
  readonly folder: string;
  readonly disk: Disk;
  readonly holder: Holder;
  readonly log: Log;
}

/** Events that may be lost in a power cut: the gateway tells them again. */
const repeatable: ReadonlySet<TaskEvent['kind']> = new Set(['read', 'troubled', 'checkRequested', 'fetching']);
const maxReadsAtOnce = 16;

export function createJournal({ folder, disk, holder, log }: JournalDependencies): Journal {
  const place = (...parts: string[]): string => path.join(folder, ...parts);
  const active = createActiveFolder({ folder: place('active'), staging: place('staging'), disk, holder });
  const known = createKnownTasks();
  const damaged: { file: string; reason: string }[] = [];
  /** Records that could not be read when last tried (no permission, a failing disk), with the reason. */
  const unread = new Map<string, string>();
  const inTurn = createChain();
  /** Work that nobody waits for, until the journal closes. */
  const background = new Set<Promise<void>>();
  let stopWatching: (() => void) | undefined;

  const ledger = createLedger({
    disk, holder, file: place('done.jsonl'), lockFile: place('locks', 'done.lock'), stagingFile: place('staging', `done-${holder.session}`),
    setAside: async (text, reason) => {
      const file = place('damaged', `done-${createHash('sha256').update(text).digest('hex').slice(0, 12)}.json`);
      report(file, reason);
      await disk.write(file, text, false).catch((error: unknown) => { log.warn(`It could not be set aside: ${String(error)}`); });
    },
  });

  function report(file: string, reason: string): void {
    damaged.push({ file, reason });
    log.warn(`A task record could not be read and was set aside as ${file}: ${reason}`);
  }

  /** A record that cannot be read is set aside, under its lock: without, it might just be half-way through a write. */
  async function setAsideIfDamaged(id: string, guard: Guard): Promise<void> {
    const read = await active.read(id);
    const file = place('damaged', `${id}-${String(Date.now())}.json`);
    if (isDamaged(read) && (await active.setAside(id, file, guard))) {
      report(file, read.damaged);
    }
  }

  /** What the disk says now, whoever wrote it. */
  async function readCurrent(id: string, guard: Guard): Promise<Task | undefined> {
    const read = await active.read(id);
    if (isDamaged(read)) {
      await setAsideIfDamaged(id, guard);
    }
    const record = isDamaged(read) ? undefined : read;
    if (record && !finalStates.has(record.state)) {
      return record;
    }
    await absorbLedger();
    const ended = ledger.get(id);
    return ended === 'removed' ? undefined : newest(record, ended);
  }

  async function absorbLedger(): Promise<void> {
    for (const told of await ledger.refresh()) {
      if (typeof told === 'string') {
        known.drop(told);
      } else {
        known.absorb(told);
      }
    }
  }

  /** Moves an ended task into the ledger; when that fails it stays where it is and the next start moves it. */
  async function retire(task: Task): Promise<void> {
    try {
      const entry = ledger.get(task.id);
      if (entry !== 'removed' && (entry?.revision ?? -1) < task.revision) {
        await ledger.add(task);
      }
      await active.remove(task.id);
      await absorbLedger();
    } catch (error) {
      log.warn(`The ended task ${task.id} stays among the active ones: ${String(error)}`);
    }
  }

  const alone = <T>(id: string, work: (guard: Guard) => Promise<T>): Promise<T> =>
    storing(folder, () => inTurn(id, () => withLock(disk, place('locks', `${id}.lock`), holder, work)));

  /** Absent: the lock was lost on the way and nothing was written. */
  async function tryApply(id: string, event: TaskEvent, guard: Guard): Promise<Applied | undefined> {
    const current = await readCurrent(id, guard);
    if (!current) {
      known.drop(id);
      return { kind: 'refused' };
    }
    known.absorb(current);
    const step = transition(current, event);
    if (step.kind === 'refused') {
      return { kind: 'refused', task: current };
    }
    const { task } = step;
    // What had ended and goes on (`trackedAgain`) gets a record of its own again, later than its line in the ledger.
    const isOver = finalStates.has(current.state) && finalStates.has(task.state);
    if (!isOver && !(await active.write(task, guard, !repeatable.has(event.kind) || task.state !== current.state))) {
      return undefined;
    }
    if (finalStates.has(task.state)) {
      await retire(task);
    }
    known.absorb(task);
    return step;
  }

  /** One record that cannot be read must not keep the others from being read. */
  async function refreshRecord(id: string): Promise<void> {
    try {
      const read = await active.read(id);
      if (isDamaged(read)) {
        await alone(id, (guard) => setAsideIfDamaged(id, guard));
      } else if (read && ledger.get(id) !== 'removed') {
        known.absorb(read);
      }
      unread.delete(id);
    } catch (error) {
      const reason = String(error);
      if (unread.get(id) !== reason) {
        log.warn(`The record of task ${id} cannot be read and is left out: ${reason}`);
      }
      unread.set(id, reason);
    }
  }

  async function refresh(): Promise<boolean> {
    const before = new Set(known.ids());
    const there = await active.ids();
    await eachInSlices(there, maxReadsAtOnce, refreshRecord);
    await absorbLedger();
    forgetMissing(before, new Set(there));
    return there.every((id) => !unread.has(id));
  }

  /** Tasks that neither the folder nor the ledger has any more were removed by another window. */
  function forgetMissing(candidates: ReadonlySet<string>, there: ReadonlySet<string>): void {
    for (const id of candidates) {
      const entry = ledger.get(id);
      if (!there.has(id) && (entry === undefined || entry === 'removed')) {
        known.drop(id);
      }
    }
  }

  /** `names`: files of `active/` that were touched. A file gone missing was moved to the ledger or removed. */
  async function noticeActive(names: ReadonlySet<string>): Promise<void> {
    const ids = [...names].map(idOfRecord).filter((id) => id !== undefined);
    await eachInSlices(ids, maxReadsAtOnce, refreshRecord);
    const there = new Set<string>();
    for (const id of ids) {
      if (await active.has(id)) {
        there.add(id);
      }
    }
    if (there.size < ids.length) {
      await absorbLedger();
      forgetMissing(new Set(ids.filter((id) => known.get(id))), there);
    }
  }

  function aside(what: string, work: Promise<void>): void {
    const done = work.catch((error: unknown) => { log.warn(`${what}: ${String(error)}`); }).finally(() => background.delete(done));
    background.add(done);
  }

  function watch(): () => void {
    const what = 'Other windows’ changes could not be read';
    const stops = [
      watchFolder(place('active'), (names) => { aside(what, noticeActive(names)); }, log),
      watchFolder(folder, (names) => {
        if (names.has('done.jsonl')) {
          aside(what, absorbLedger());
        }
      }, log),
    ];
    return () => { stops.forEach((stop) => { stop(); }); };
  }

  /** Ended tasks that a crash left in `active/`, and leftovers of writes. */
  async function tidy(): Promise<void> {
    for (const id of await active.ids()) {
      const task = known.get(id);
      if (ledger.get(id) === 'removed') {
        await active.remove(id);
      } else if (task && finalStates.has(task.state)) {
        await alone(id, async () => { await retire(task); });
      }
    }
    await removeLeftovers(disk, [place('staging'), place('locks')]);
    await ledger.compactIfWorth();
  }

  return {
    async load() {
      await storing(folder, async () => {
        await disk.makeFolder(folder);
        await Promise.all(['active', 'locks', 'staging', 'damaged'].map((name) => disk.makeFolder(place(name))));
        stopWatching ??= watch();
        await absorbLedger();
        await eachInSlices(await active.ids(), maxReadsAtOnce, refreshRecord);
      });
      aside('The task folder could not be tidied', tidy());
    },
    list: () => known.list(),
    get: (id) => known.get(id),
    create: (task) => alone(task.id, async (guard) => {
      const there = await readCurrent(task.id, guard);
      if (there || ledger.get(task.id) === 'removed') {
        if (there) known.absorb(there);
        return;
      }
      if (!(await active.write(task, guard, true))) {
        throw new StorageError(storageFailure(new Error(l10n.t('the lock was lost')), folder), undefined);
      }
      known.absorb(task);
    }),
    apply: async (id, event) => {
      for (;;) {
        const applied = await alone(id, (guard) => tryApply(id, event, guard));
        if (applied) {
          return applied;
        }
      }
    },
    remove: (id) => alone(id, async () => {
      await ledger.markRemoved(id);
      await active.remove(id);
      known.drop(id);
      await absorbLedger();
    }),
    note: (id, failure) => { known.note(id, failure); },
    refresh: () => storing(folder, refresh),
    onDidChange: (listener) => known.onDidChange(listener),
    damaged,
    async close() {
      stopWatching?.();
      known.close();
      await Promise.all(background);
    },
  };
}

function newest(a: Task | undefined, b: Task | undefined): Task | undefined {
  return a && b ? (a.revision > b.revision ? a : b) : a ?? b;
}
