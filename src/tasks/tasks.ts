import { randomUUID } from 'node:crypto';
import * as path from 'node:path';
import * as l10n from '@vscode/l10n';
import type { GatewayId } from '../gateways/gateway.ts';
import type { GatewayStyle } from '../gateways/style.ts';
import type { PromptSource } from '../shots/promptSource.ts';
import type { Cost } from '../takes/cost.ts';
import type { Shot } from '../shots/shot.ts';
import { defaultSettings } from '../shots/shot.ts';
import { realClock } from '../storage/clock.ts';
import { realDisk } from '../storage/disk.ts';
import { watchFolder } from '../storage/folderWatch.ts';
import { newHolder } from '../storage/holder.ts';
import { createLease } from '../storage/lease.ts';
import { onceDone } from '../storage/once.ts';
import { StorageError } from '../storage/storageError.ts';
import type { TaskChange } from './change.ts';
import type { Platform, TasksDependencies } from './dependencies.ts';
import { ended, gone, listedAlready, notCheckable, notHeld } from './notDone.ts';
import { createJournal } from './journal/journal.ts';
import type { Approval, Task, TaskOrder, WaitsFor } from './task.ts';
import { isLive } from './task.ts';
import { belongsToAnother, trackedAs } from './sameRemote.ts';
import { newTaskId } from './taskId.ts';
import { createTracker } from './tracker/tracker.ts';
import { isOverLimit } from './verbs.ts';
import type { TaskEvent } from './taskEvent.ts';
import { waitAgain } from './waitAgain.ts';

export interface NewTask {
  /** Already checked; a local first frame is an absolute path. */
  readonly shot: Shot;
  readonly gateway: GatewayId;
  readonly baseUrl?: string;
  /** As the shot was checked and previewed; absent, the settings of the window that sends it rule. */
  readonly style?: GatewayStyle;
  readonly source?: PromptSource;
  /** Absolute; created when the take is written. */
  readonly folder: string;
  readonly quote?: Cost;
  /** Of an agent's order; see `needsApproval`. */
  readonly approval?: Approval;
  /** Given: it waits for the person's word, and nothing is sent before. */
  readonly needsApproval?: boolean;
  readonly order?: TaskOrder;
  readonly again?: string;
  /** It starts with the last frame of another shot's take, and is not sent before that is there. */
  readonly waitsFor?: WaitsFor;
  /** Ours, made beforehand (`newTaskId`) where the money for it was reserved under this id. */
  readonly id?: string;
}

/** A task that a gateway has and no window here ordered. */
export interface ForeignTask {
  readonly gateway: GatewayId;
  readonly baseUrl: string;
  /** As the gateway names it. */
  readonly remoteId: string;
  /** Absolute; created when the take is written. */
  readonly folder: string;
}

/** How the user resolves an unconfirmed task. */
export type Resolution =
  | { readonly kind: 'adopt'; readonly remoteId: string }
  | { readonly kind: 'notCharged' }
  /** Knowingly; the same body and, on APIMart, the same `Idempotency-Key`. */
  | { readonly kind: 'submitAgain' };

/** Why an action was not done; `message` is one localized sentence. */
export type ActionOutcome = { readonly kind: 'done'; readonly task: Task } | { readonly kind: 'notDone'; readonly message: string };

/** The journal and what drives it, as commands and views see it. */
export interface Tasks {
  /** Newest first. Empty until `ready`. */
  list(): readonly Task[];
  get(id: string): Task | undefined;
  /** Returns the function that stops listening. Changes made by other windows arrive here too. */
  onDidChange(listener: (change: TaskChange) => void): () => void;
  /** Settles when the journal is read and what was running goes on (here or in another window). When it rejects, the next action reads again. */
  readonly ready: Promise<void>;
  /** Resolves as soon as the record `waiting` (or `needsApproval`) is on disk, to the one that is there already where the id is taken; rejects with a `StorageError` (localized message) when it cannot be written. */
  create(task: NewTask): Promise<Task>;
  /** Follows a task that was ordered elsewhere and brings its video home; costs nothing. One that was stopped here goes on where it is; not done when it is in the list otherwise. Rejects like `create`. */
  adopt(task: ForeignTask): Promise<ActionOutcome>;
  /** The person lets an agent's order go; it is sent like any other. Not done when that was decided already, in whichever window. */
  approve(id: string): Promise<ActionOutcome>;
  /** Reads the status now; resumes a paused task. Resolves after the read. */
  checkNow(id: string): Promise<ActionOutcome>;
  /** Has a task whose video could not be saved go on with another folder (absolute path). */
  saveIn(id: string, folder: string): Promise<ActionOutcome>;
  /** No gateway can cancel: the task ends here as `cancelled`, the vendor may still render and charge. Stops the animatic's work. */
  stopTracking(id: string): Promise<ActionOutcome>;
  /** Not done for the id of another task: the video that is asked about would never be fetched. */
  resolveUnconfirmed(id: string, resolution: Resolution): Promise<ActionOutcome>;
  /** Sends a task that waits for the shot before it, or stands still for want of its frame, from its words alone. */
  startWithout(id: string): Promise<ActionOutcome>;
  /** Has such a task start with the last frame of another task's take, or of a take that is there (`file`, absolute). */
  waitOn(id: string, other: { readonly task?: string; readonly file?: string }): Promise<ActionOutcome>;
  /** Forgets the record; a running one is stopped first. Files stay. */
  remove(id: string): Promise<ActionOutcome>;
  /** Call when a key was set: the tasks that it opens the way for (`isMended`) go on when they are paused for want of it, or because the old one was let through nowhere. A paused submission then goes out. */
  wake(isMended: (task: Task) => boolean): void;
  /** Call when a setting changed. */
  reconsider(): void;
  /** Records set aside at the last load because they could not be read. */
  readonly damaged: readonly { readonly file: string; readonly reason: string }[];
  dispose(): Promise<void>;
}

/** How long "Check now" waits for the read to be done, here or in the window that drives. */
const checkMs = 30_000;

/**
 * The tasks of this user, shared by all windows through `deps.folder`. Reads the journal at once (`ready`); the window
 * that gets the lease then drives what is live. Nothing here throws at creation.
 */
export function createTasks(deps: TasksDependencies, platform: Partial<Platform> = {}): Tasks {
  const { folder, log } = deps;
  const { disk = realDisk, clock = realClock, holder = newHolder() } = platform;
  const journal = createJournal({ folder, disk, holder, log });
  const closing = new AbortController();
  const isClosing = (): boolean => closing.signal.aborted;
  let takingOver: Promise<void> = Promise.resolve();

  const tracker = createTracker({ ...deps, journal, clock, onIdle: weigh });
  const lease = createLease({
    disk, holder, clock, log,
    file: path.join(folder, 'lease.json'), lockFile: path.join(folder, 'locks', 'lease.lock'), stagingFile: path.join(folder, 'staging', `lease-${holder.session}`),
    onChange(held) {
      log.debug(held ? 'This window drives the tasks.' : 'This window no longer drives the tasks.');
      if (held && !isClosing()) {
        takingOver = tracker.begin().catch((error: unknown) => { log.error(`The tasks could not be taken over: ${String(error)}`); });
      } else {
        tracker.end();
      }
    },
  });

  function weigh(): void {
    lease.want(!isClosing() && tracker.hasWork());
  }

  let stopWatching = (): void => undefined;
  const stopListening = journal.onDidChange((change) => {
    tracker.notice(change);
    weigh();
  });

  const opened = onceDone(async () => {
    if (isClosing()) {
      return;
    }
    await journal.load();
    if (isClosing()) {
      return;
    }
    tracker.notice({ changed: journal.list().filter((task) => isLive(task) || task.state === 'held'), removed: [] });
    stopWatching = watchFolder(folder, (names) => {
      if (names.has('lease.json') && !lease.held()) {
        lease.look();
      }
    }, log);
    weigh();
    await lease.settled();
    await takingOver;
  });

  const ready = opened();
  ready.catch((error: unknown) => { log.error(`The tasks could not be read: ${String(error)}`); });

  /** `hindrance`: why not to try. `refusal`: why it was in vain. */
  async function act(id: string, event: TaskEvent, refusal: (task: Task) => string, hindrance: (task: Task) => string | undefined = () => undefined): Promise<ActionOutcome> {
    return orSay(async () => {
      await opened();
      const known = journal.get(id);
      const message = known && hindrance(known);
      if (message !== undefined) return { kind: 'notDone', message };
      const applied = await journal.apply(id, event);
      if (applied.kind === 'changed') return { kind: 'done', task: applied.task };
      return { kind: 'notDone', message: applied.task ? refusal(applied.task) : gone() };
    });
  }

  /** Settles when nobody has yet to look at the task, or the wait is over. */
  function checked(id: string): Promise<void> {
    return new Promise((resolve) => {
      const finish = (): void => {
        cancel();
        stop();
        closing.signal.removeEventListener('abort', finish);
        resolve();
      };
      const look = (): void => {
        if (journal.get(id)?.checkRequestedAt === undefined) {
          finish();
        }
      };
      const stop = journal.onDidChange(look);
      const cancel = clock.after(checkMs, finish);
      closing.signal.addEventListener('abort', finish);
      look();
    });
  }

  return {
    list: () => journal.list(),
    get: (id) => journal.get(id),
    onDidChange: (listener) => journal.onDidChange(listener),
    ready,
    damaged: journal.damaged,
    async create({ id, quote, approval, needsApproval = false, order, again, waitsFor, shot, gateway, baseUrl, style, source, folder: takes }) {
      await opened();
      const createdAt = clock.now();
      const task: Task = {
        version: 1, id: id ?? newTaskId(createdAt), revision: 1, gateway, ...(baseUrl !== undefined && { baseUrl }), state: needsApproval ? 'needsApproval' : waitsFor ? 'held' : 'waiting', progress: 0,
        prompt: shot.prompt, sentPrompt: shot.prompt, settings: shot.settings, ...(style && { style }), ...(source && { source }), ...(quote && { quote }), ...(approval && { approval }), ...(order && { order }), ...(again !== undefined && { again }), ...(waitsFor && { waitsFor }), folder: takes, createdAt,
        idempotencyKey: randomUUID(),
      };
      const takeNumber = deps.takeNumber?.(task);
      await journal.create({ ...task, ...(takeNumber !== undefined && { takeNumber }) });
      return journal.get(task.id) ?? task;
    },
    async adopt({ gateway, baseUrl, remoteId, folder: takes }) {
      await opened();
      const createdAt = clock.now();
      const known = trackedAs(journal.list(), { gateway, baseUrl, remoteId });
      if (known) {
        const again = await act(known.id, { kind: 'trackedAgain', at: createdAt }, () => listedAlready(remoteId));
        if (again.kind === 'done') await waitAgain(known.id, journal, createdAt);
        return again;
      }
      const task: Task = {
        version: 1, id: newTaskId(createdAt), revision: 1, gateway, baseUrl, state: 'queued', progress: 0, prompt: '', sentPrompt: '', settings: defaultSettings, folder: takes,
        createdAt, followedSince: createdAt, idempotencyKey: randomUUID(), remoteId, adopted: true, orderedElsewhere: true,
      };
      await journal.create(task);
      return { kind: 'done', task };
    },
    approve: (id) => act(id, { kind: 'approved', at: clock.now() }, (task) => (task.state === 'cancelled' ? l10n.t('This request was refused.') : l10n.t('This request is already approved.'))),
    async checkNow(id) {
      const outcome = await act(id, { kind: 'checkRequested', at: clock.now() }, notCheckable);
      if (outcome.kind === 'notDone') return outcome;
      await checked(id);
      const task = journal.get(id);
      return task ? { kind: 'done', task } : { kind: 'notDone', message: gone() };
    },
    saveIn: (id, into) => act(id, { kind: 'savedIn', folder: into, at: clock.now() }, () => l10n.t('This task doesn’t need another folder.')),
    stopTracking: (id) => act(id, { kind: 'stopped', at: clock.now() }, ended),
    resolveUnconfirmed(id, resolution) {
      const at = clock.now();
      const event: TaskEvent = resolution.kind === 'adopt' ? { kind: 'adopted', remoteId: resolution.remoteId, at } : { kind: resolution.kind, at };
      const taken = (task: Task): string | undefined => resolution.kind === 'adopt' && belongsToAnother(journal.list(), task, resolution.remoteId) ? listedAlready(resolution.remoteId) : undefined;
      return act(id, event, () => l10n.t('There is nothing to resolve for this task.'), taken);
    },
    startWithout: (id) => act(id, { kind: 'startWithout' }, notHeld),
    waitOn: (id, other) => act(id, { kind: 'waitsOn', ...other }, notHeld),
    async remove(id) {
      const stopped = await act(id, { kind: 'stopped', at: clock.now() }, ended);
      const task = stopped.kind === 'done' ? stopped.task : journal.get(id);
      if (!task) {
        return { kind: 'notDone', message: gone() };
      }
      return orSay(async () => {
        await journal.remove(id);
        return { kind: 'done', task };
      });
    },
    reconsider: () => { tracker.reconsider(); },
    wake(isMended) {
      void opened().then(async () => {
        // A limit of ours refuses like a gateway, and no key raises it.
        const waiting = journal.list().filter((task) => task.state === 'paused' && (task.failure?.class === 'auth' || task.failure?.class === 'denied') && !isOverLimit(task) && isMended(task));
        await Promise.all(waiting.map(({ id }) => journal.apply(id, { kind: 'checkRequested', at: clock.now() })));
      }).catch((error: unknown) => { log.warn(`Paused tasks could not go on: ${String(error)}`); });
    },
    async dispose() {
      closing.abort();
      tracker.end();
      await opened().catch(() => undefined);
      stopWatching();
      await tracker.close();
      stopListening();
      await lease.release();
      await journal.close();
    },
  };
}

/** A record that could not be written is a reason like any other. */
async function orSay(work: () => Promise<ActionOutcome>): Promise<ActionOutcome> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof StorageError) {
      return { kind: 'notDone', message: error.message };
    }
    throw error;
  }
}
