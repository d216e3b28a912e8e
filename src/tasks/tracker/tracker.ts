import { rm } from 'node:fs/promises';
import type { LinkPolicy } from '../../gateways/remote/resultLink.ts';
import type { Clock } from '../../storage/clock.ts';
import { createHeldTasks } from './heldTasks.ts';
import { createHoldings } from './holdings.ts';
import { createInsist } from './insist.ts';
import type { Journal } from '../journal/journal.ts';
import { backoffDelay, firstPollDelay } from './pace.ts';
import { startable } from './slots.ts';
import type { Memory, Next, StepContext } from './stepContext.ts';
import { newMemory } from './stepContext.ts';
import { StorageError } from '../../storage/storageError.ts';
import { lostReply, submitTask } from './submitTask.ts';
import type { Task } from '../task.ts';
import { costsMoney, isLive, partFile } from '../task.ts';
import type { TaskChange } from '../change.ts';
import type { TasksDependencies } from '../dependencies.ts';
import { createTimetable } from './timetable.ts';

/** Drives the tasks of the journal while this window holds the lease: starts, follows, fetches. */
export interface Tracker {
  /** Call with every change of the journal. */
  notice(change: TaskChange): void;
  /**
   * Goes on with everything that is live, and settles what another window was submitting when it died. What cannot be
   * read now is tried again until `end`; the rest does not wait for it.
   */
  begin(): Promise<void>;
  /** Stops reads and downloads; a request that is out is still listened to. */
  end(): void;
  /** A setting changed. */
  reconsider(): void;
  /** Whether anything is live, or a request is still out. */
  hasWork(): boolean;
  /** After `end`: waits shortly for the reply of requests that are out, then gives them up. */
  close(): Promise<void>;
}

export interface TrackerDependencies extends Pick<TasksDependencies, 'gatewayFor' | 'http' | 'settings' | 'log' | 'lastFrame' | 'language'> {
  readonly journal: Journal;
  readonly clock: Clock;
  /** Called when a job ended, since `hasWork` may have changed. */
  readonly onIdle: () => void;
}

interface Job {
  readonly kind: 'submit' | 'follow' | 'fetch' | 'frame';
  readonly abort: AbortController;
  readonly done: Promise<void>;
}

const maxFetches = 3;
/** After a takeover, reads are spread out: this long for each task, up to the poll interval. */
const spreadMs = 20;
/** No gateway asks for a longer wait (`longestRetryAfter` is an hour), so a record that does is wrong. */
const longestWaitMs = 24 * 3600_000;
/** A `submitting` record of a window that drives no more; it may still be waiting for its reply. */
const foreignSubmitMs = 180_000;
const closingMs = 2_000;

export function createTracker(deps: TrackerDependencies): Tracker {
  const { journal, clock, settings, log } = deps;
  /** With the revision that was noticed last. */
  const live = new Map<string, number>();
  const jobs = new Map<string, Job>();
  const memories = new Map<string, Memory>();
  const holdings = createHoldings(deps);
  const held = createHeldTasks(journal);
  const closing = new AbortController();
  const insist = createInsist({ journal, clock, log, signal: closing.signal });
  const timetable = createTimetable(clock, (ids) => {
    ids.forEach(step);
    fillSlots();
  });
  let driving = false;
  /** Grows with each `begin` and `end`: whoever waited compares it, for the lease may have been lost, or lost and won again. */
  let turn = 0;
  let cancelRetry = (): void => undefined;

  function memoryOf(id: string): Memory {
    const memory = memories.get(id) ?? newMemory();
    memories.set(id, memory);
    return memory;
  }

  /** Not kept: a name leads elsewhere after a change of networks. */
  async function policyFor(baseUrl: string): Promise<LinkPolicy> {
    return (await import('../../gateways/remote/resultLink.ts')).linkPolicyOf(baseUrl);
  }

  function start(task: Task, kind: Job['kind'], work: (context: StepContext) => Promise<Next>): void {
    const abort = new AbortController();
    const context: StepContext = {
      ...deps, signal: abort.signal, submitSignal: closing.signal, memory: memoryOf(task.id), driving: () => driving, insist, policyFor,
      hold: holdings.hold,
    };
    const done = work(context).catch((error: unknown): Next => abort.signal.aborted ? undefined : troubled(task.id, error)).then((next) => {
      jobs.delete(task.id);
      plan(task.id, next);
      fillSlots();
      deps.onIdle();
    });
    jobs.set(task.id, { kind, abort, done });
  }

  /** A step that could not do its work: mostly a full disk. The task stays as it is and is tried again. */
  function troubled(id: string, error: unknown): Next {
    const memory = memoryOf(id);
    memory.misses += 1;
    if (error instanceof StorageError) {
      journal.note(id, error.failure);
    }
    log.error(`Task ${id}: ${error instanceof Error ? error.stack ?? error.message : String(error)}`);
    return backoffDelay(memory.misses, clock);
  }

  /** Sets when the task is next looked at. */
  function plan(id: string, next: Next): void {
    timetable.delete(id);
    const task = journal.get(id);
    if (!driving || jobs.has(id) || !task || !(isLive(task) || task.state === 'held')) {
      return;
    }
    const now = clock.now();
    switch (task.state) {
      case 'held':
        if (next !== undefined) timetable.set(id, now + next);
        return;
      case 'waiting':
        if ((task.retryAt ?? 0) > now + longestWaitMs) {
          capWait(id, now + longestWaitMs);
        } else if (next !== undefined || (task.retryAt ?? 0) > now) {
          timetable.set(id, Math.max(task.retryAt ?? 0, now + (next ?? 0)));
        }
        return;
      case 'submitting':
        timetable.set(id, now + (next ?? foreignSubmitMs));
        return;
      default:
        timetable.set(id, now + (next ?? (task.checkRequestedAt === undefined ? firstDelay(task) : 0)));
    }
  }

  /** Written down, so that the wait does not begin anew with each window. Tried in a day all the same where it cannot be. */
  function capWait(id: string, until: number): void {
    timetable.set(id, until);
    void journal.apply(id, { kind: 'waitCapped', retryAt: until }).catch((error: unknown) => {
      log.warn(`The wait of task ${id} could not be shortened: ${String(error)}`);
    });
  }

  function firstDelay(task: Task): number {
    return costsMoney(task.gateway) && task.state !== 'downloading' ? firstPollDelay(settings().pollIntervalMs) : 200;
  }

  function step(id: string): void {
    const task = journal.get(id);
    if (!driving || jobs.has(id) || !task || !isLive(task)) {
      return;
    }
    const { remoteId } = task;
    const { result } = memoryOf(id);
    if (task.state === 'submitting') {
      start(task, 'follow', async () => { await journal.apply(id, { kind: 'ownerLost', failure: lostReply(task) }); return undefined; });
    } else if (task.state === 'downloading' && result) {
      const fetching = [...jobs.values()].filter((job) => job.kind === 'fetch').length;
      if (fetching >= maxFetches) {
        timetable.set(id, clock.now() + 500);
      } else {
        // Loaded when the first video is there: nothing of it is needed at activation.
        start(task, 'fetch', async (context) => (await import('./fetchTake.ts')).fetchTake(task, result, context));
      }
    } else if (task.state !== 'waiting' && remoteId !== undefined) {
      // Loaded when the first task is there.
      start(task, 'follow', async (context) => (await import('./followTask.ts')).followTask(task, remoteId, context));
    }
  }

  function fillSlots(): void {
    if (!driving) {
      return;
    }
    for (const task of held.due()) {
      // Loaded when the first shot goes on. One that failed on the way has its time to come.
      if (!jobs.has(task.id) && timetable.get(task.id) === undefined) {
        start(task, 'frame', async (context) => { await (await import('./startHeld.ts')).startHeld(task, context); return undefined; });
      }
    }
    // Read anew: the news of the journal comes in batches, later than what this window did itself.
    const tasks = [...live.keys()].map((id) => journal.get(id)).filter((task) => task !== undefined);
    // A waiting task that has its time to come takes no slot from one that could go now.
    const present = tasks.filter(({ id, state }) => state !== 'waiting' || timetable.get(id) === undefined);
    for (const task of startable(present, (id) => jobs.has(id), settings().maxConcurrent, clock.now())) {
      start(task, 'submit', async (context) => { await submitTask(task, context); return undefined; });
    }
  }

  /** Ended or standing still: nothing more is done for it here. */
  function letGo(id: string, task: Task | undefined): void {
    timetable.delete(id);
    memories.delete(id);
    const job = jobs.get(id);
    if (job && job.kind !== 'submit') {
      job.abort.abort();
    }
    const target = task?.target;
    if (task?.state === 'cancelled' && target !== undefined) {
      void (job?.done ?? Promise.resolve()).then(() => rm(partFile(target), { force: true })).catch(() => undefined);
    }
    if (!task || task.state === 'completed' || task.state === 'cancelled' || task.state === 'failed') {
      holdings.letGo(id);
    }
  }

  function notice({ changed, removed }: TaskChange): void {
    for (const task of changed) {
      held.notice(task);
      if (!isLive(task)) {
        live.delete(task.id);
        letGo(task.id, task);
        continue;
      }
      // News of a waiting task may be that its wait is over; a failure that was merely noted is no news.
      const isNews = live.get(task.id) !== task.revision;
      live.set(task.id, task.revision);
      if (timetable.get(task.id) === undefined || task.checkRequestedAt !== undefined || (task.state === 'waiting' && isNews)) {
        plan(task.id, undefined);
      }
    }
    for (const id of removed) {
      live.delete(id);
      held.remove(id);
      letGo(id, undefined);
    }
    fillSlots();
  }

  async function takeOver(mine: number, misses: number): Promise<void> {
    const isWhole = await journal.refresh().catch((error: unknown) => {
      log.error(`The tasks could not be read anew: ${String(error)}`);
      return false;
    });
    if (mine !== turn) {
      return;
    }
    driving = true;
    journal.list().forEach(held.notice);
    const all = journal.list().filter(isLive);
    all.forEach(({ id, revision }) => live.set(id, revision));
    const spread = Math.min(settings().pollIntervalMs, all.length * spreadMs);
    for (const { id, state } of all) {
      if (state === 'submitting') {
        step(id);
      } else if (timetable.get(id) === undefined) {
        plan(id, state === 'waiting' ? undefined : clock.random() * spread);
      }
    }
    fillSlots();
    if (!isWhole) {
      cancelRetry = clock.after(backoffDelay(misses + 1, clock), () => { void takeOver(mine, misses + 1); });
    }
  }

  return {
    notice,
    async begin() {
      turn += 1;
      await takeOver(turn, 0);
    },
    end() {
      turn += 1;
      driving = false;
      cancelRetry();
      timetable.clear();
      memories.clear();
      [...jobs.values()].filter(({ kind }) => kind !== 'submit').forEach(({ abort }) => { abort.abort(); });
      holdings.letGoAll();
    },
    reconsider() {
      const latest = clock.now() + settings().pollIntervalMs;
      for (const id of live.keys()) {
        if (journal.get(id)?.state !== 'waiting' && (timetable.get(id) ?? 0) > latest && memoryOf(id).misses === 0) {
          timetable.set(id, latest);
        }
      }
      fillSlots();
    },
    hasWork: () => jobs.size > 0 || live.size > 0 || held.due().length > 0,
    async close() {
      const waiting = [...jobs.values()].map(({ done }) => done);
      const giveUp = (): void => { closing.abort(new Error('the window closes')); };
      const cancels = [clock.after(closingMs, giveUp)];
      const patience = new Promise<void>((resolve) => { cancels.push(clock.after(2 * closingMs, resolve)); });
      await Promise.race([Promise.all(waiting), patience]);
      cancels.forEach((cancel) => { cancel(); });
      giveUp();
    },
  };
}
