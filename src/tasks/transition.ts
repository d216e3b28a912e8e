import type { Failure } from '../gateways/failure.ts';
import type { Reading } from '../gateways/gateway.ts';
import type { Task, TaskState, WaitsFor } from './task.ts';
import { costsMoney, finalStates } from './task.ts';
import type { TaskEvent } from './taskEvent.ts';

/** `refused`: the event does not fit the state (any more); the task stays as it is. */
export type Step = { readonly kind: 'changed'; readonly task: Task } | { readonly kind: 'refused' };

const refused: Step = { kind: 'refused' };
const remote: ReadonlySet<TaskState> = new Set(['queued', 'running', 'downloading']);
/** How far along a followed task is; a late or odd status word never takes it back. */
const followOrder = ['queued', 'running', 'downloading'] as const;

type Changes = { readonly [K in keyof Task]?: Task[K] | undefined };

function change(task: Task, changes: Changes): Step {
  const next = { ...task, checkRequestedAt: undefined, ...changes, revision: task.revision + 1 };
  const given = Object.entries(next).filter(([, value]) => value !== undefined);
  return { kind: 'changed', task: Object.fromEntries(given) as unknown as Task };
}

/**
 * The only place where a task's state changes. Final states are final but for a task that its person stopped, progress never goes back, and
 * a paid task comes to `submitting` a second time only after a clear refusal or by the user's `submitAgain`.
 */
export function transition(task: Task, event: TaskEvent): Step {
  const { state } = task;
  if (finalStates.has(state)) {
    // Stopped while the request was out: the id is kept, for the user may be charged for it.
    const isLateId = event.kind === 'accepted' && state === 'cancelled' && task.remoteId === undefined && task.submittedAt !== undefined;
    if (isLateId) return change(task, { remoteId: event.remoteId });
    return event.kind === 'trackedAgain' ? trackedAgain(task, event.at) : state === 'cancelled' && isOfLast(task, event) ? refusedAfterStop(task) : refused;
  }
  if (isRefusal(event) && state === 'submitting' && event.of !== undefined && event.of !== task.submittedAt) {
    return refused;
  }
  if (state === 'unconfirmed' && isOfLast(task, event)) {
    // A slow window was taken for dead, and its request was refused all the time: as if that had come at once.
    return task.secondTry === 'refused' ? refused : transition({ ...task, state: 'submitting', ...(task.secondTry && { mayBeCharged: true }) }, event);
  }

  switch (event.kind) {
    case 'approved':
      return state !== 'needsApproval' || !task.approval ? refused : change(task, { state: task.waitsFor ? 'held' : 'waiting', approval: { ...task.approval, approvedAt: event.at } });
    case 'submitting': {
      // A second try sends what the first one did, while that may have been charged.
      const anew = event.idempotencyKey !== undefined && !task.mayBeCharged;
      const prepared = anew ? event.prepared : task.prepared ?? event.prepared;
      return state !== 'waiting' ? refused : change(task, {
        state: 'submitting', prepared, preparedAt: anew || !task.prepared ? event.at : task.preparedAt, ...(anew && { idempotencyKey: event.idempotencyKey }),
        sentPrompt: prepared.sentPrompt, submittedAt: event.at, secondTry: task.mayBeCharged ? 'sent' : undefined, retryAt: undefined, failure: undefined,
      });
    }
    case 'accepted':
      // A slow window was taken for dead and its reply came after all, perhaps when the user had asked for a second try: none is needed.
      return state !== 'submitting' && state !== 'unconfirmed' && !(state === 'waiting' && task.mayBeCharged) ? refused : change(task, {
        state: 'queued', remoteId: event.remoteId, adopted: undefined, mayBeCharged: undefined, followedSince: event.at, tries: undefined, retryAt: undefined, failure: undefined,
        estimatedSeconds: event.estimatedSeconds ?? task.estimatedSeconds,
      });
    case 'deferred':
      return state !== 'waiting' && state !== 'submitting' ? refused : change(task, {
        state: 'waiting', retryAt: event.retryAt, tries: (task.tries ?? 0) + 1, failure: event.failure, secondTry: secondTryAfter(task, event),
      });
    case 'waitCapped':
      return state !== 'waiting' || (task.retryAt ?? 0) <= event.retryAt ? refused : change(task, { retryAt: event.retryAt });
    case 'refused':
      if (state !== 'waiting' && state !== 'submitting') {
        return refused;
      }
      return task.mayBeCharged ? openAgain(task, event) : change(task, { state: 'failed', completedAt: event.at, failure: event.failure });
    case 'unknownOutcome':
      return state !== 'submitting' ? refused : change(task, { state: 'unconfirmed', failure: event.failure });
    case 'ownerLost':
      if (state !== 'submitting') {
        return refused;
      }
      return costsMoney(task.gateway) ? change(task, { state: 'unconfirmed', failure: event.failure }) : change(task, { state: 'waiting' });
    case 'read':
      return followed(task) ? read(task, event.reading, event.at) : refused;
    case 'troubled':
      return followed(task) ? change(task, { failure: event.failure }) : refused;
    case 'lost':
      return !followed(task) || costsMoney(task.gateway) ? refused : change(task, { state: 'waiting', remoteId: undefined, pausedFrom: undefined });
    case 'unknownRemote':
      if (!followed(task)) {
        return refused;
      }
      if (task.adopted && task.orderedElsewhere) {
        // Nothing of ours is at stake, and it must never come to a submission.
        return change(task, { state: 'failed', completedAt: event.at, failure: event.failure });
      }
      return task.adopted
        ? change(task, { state: 'unconfirmed', remoteId: undefined, adopted: undefined, pausedFrom: undefined, failure: event.failure })
        : pause(task, event.failure);
    case 'fetching':
      return state !== 'downloading' ? refused : change(task, { target: event.target, partial: event.partial, checkRequestedAt: task.checkRequestedAt });
    case 'saved':
      return state !== 'downloading' ? refused : change(task, {
        state: 'completed', progress: 100, file: event.file, bytes: event.bytes, sha256: event.sha256, completedAt: event.at,
        target: undefined, partial: undefined, failure: undefined,
      });
    case 'paused':
      if (state === 'unconfirmed' || state === 'needsApproval') {
        return refused;
      }
      return task.mayBeCharged ? openAgain(task, event) : pause(task, event.failure);
    case 'checkRequested':
      return checkRequested(task, event.at);
    case 'savedIn':
      return state !== 'paused' || task.failure?.class !== 'storage' || !followed(task) ? refused : change(task, {
        folder: event.folder, target: undefined, partial: undefined, checkRequestedAt: event.at, followedSince: event.at,
      });
    case 'frameTaken':
      return !waitsStill(task, event.of) ? refused : change(task, { state: 'waiting', waitsFor: undefined, failure: undefined, settings: { ...task.settings, firstFrame: event.frame } });
    case 'noFrame':
      return waitsStill(task, event.of) ? pause(task, event.failure) : refused;
    case 'waitsOn':
      return waitsOn(task, event);
    case 'startWithout':
      return isHeld(task) ? change(task, { state: 'waiting', waitsFor: undefined, pausedFrom: undefined, failure: undefined }) : refused;
    case 'stopped':
      return change(task, {
        state: 'cancelled', completedAt: event.at, retryAt: undefined, pausedFrom: undefined,
        // A request that is out, or whose reply was lost, may still be charged: nothing else of the record would tell.
        ...(costsMoney(task.gateway) && (state === 'submitting' || state === 'unconfirmed') && { mayBeCharged: true }),
      });
    case 'trackedAgain':
      return refused;
    case 'adopted':
      return state !== 'unconfirmed' ? refused : change(task, {
        state: 'queued', remoteId: event.remoteId, adopted: true, mayBeCharged: undefined, followedSince: event.at, failure: undefined,
      });
    case 'notCharged':
      return state !== 'unconfirmed' ? refused : change(task, { state: 'cancelled', completedAt: event.at, mayBeCharged: undefined, failure: undefined });
    case 'submitAgain':
      return state !== 'unconfirmed' ? refused : change(task, {
        state: 'waiting', mayBeCharged: true, retryAt: undefined, tries: undefined, failure: undefined,
      });
  }
}

/** No gateway was told of the stop, so it may have gone on. Its half download is gone. One that the gateway itself gave up stays so. */
function trackedAgain(task: Task, at: number): Step {
  if (task.state !== 'cancelled' || task.remoteId === undefined || task.failure?.class === 'cancelled') {
    return refused;
  }
  return change(task, { state: 'queued', followedSince: at, completedAt: undefined, mayBeCharged: undefined, target: undefined, partial: undefined, failure: undefined });
}

type Refusal = Extract<TaskEvent, { readonly of?: number }>;

function isRefusal(event: TaskEvent): event is Refusal {
  return event.kind === 'deferred' || event.kind === 'refused' || event.kind === 'paused';
}

/** Whether it is a clear refusal of the request that left last. */
function isOfLast({ submittedAt }: Task, event: TaskEvent): event is Refusal {
  return isRefusal(event) && event.of !== undefined && event.of === submittedAt;
}

/** What a refusal makes of `secondTry`. */
function secondTryAfter(task: Task, event: Refusal): Task['secondTry'] {
  return task.secondTry && (task.state === 'submitting' || isOfLast(task, event)) ? 'refused' : task.secondTry;
}

/** The user's second try came to nothing; what became of the first one is still the question. */
function openAgain(task: Task, event: Exclude<Refusal, { readonly kind: 'deferred' }>): Step {
  return change(task, { state: 'unconfirmed', mayBeCharged: undefined, retryAt: undefined, failure: event.failure, secondTry: secondTryAfter(task, event) });
}

/** It was stopped while its request was out, and that was refused: only a try before it may still be charged. */
function refusedAfterStop(task: Task): Step {
  const { mayBeCharged, remoteId, secondTry } = task;
  if (!mayBeCharged || remoteId !== undefined || secondTry === 'refused') {
    return refused;
  }
  return change(task, secondTry ? { secondTry: 'refused' } : { mayBeCharged: undefined, failure: undefined });
}

/** Whether it waits for the shot before, or stands still because that cannot come. */
export function isHeld({ state, pausedFrom }: Pick<Task, 'state' | 'pausedFrom'>): boolean {
  return state === 'held' || (state === 'paused' && pausedFrom === 'held');
}

/** Another window may have let it go on, or the person named another take, while the frame was being taken. */
function waitsStill({ state, waitsFor }: Task, of: WaitsFor): boolean {
  return state === 'held' && waitsFor?.task === of.task && waitsFor?.file === of.file;
}

function waitsOn(task: Task, { task: other, file }: { readonly task?: string; readonly file?: string }): Step {
  const { waitsFor } = task;
  if (!isHeld(task) || !waitsFor || (file === undefined ? other === waitsFor.task : file === waitsFor.file)) {
    return refused;
  }
  const { shot, not } = waitsFor;
  return change(task, {
    state: 'held', pausedFrom: undefined, failure: undefined,
    waitsFor: { shot, ...(not !== undefined && { not }), ...(other !== undefined && { task: other }), ...(file !== undefined && { file }) },
  });
}

function followed(task: Task): boolean {
  return task.remoteId !== undefined && (remote.has(task.state) || task.state === 'paused');
}

/** A request that is out is never paused: the caller comes here from `submitting` only after a clear refusal. */
function pause(task: Task, failure: Failure): Step {
  const from = task.state === 'paused' ? task.pausedFrom : task.state === 'submitting' ? 'waiting' : task.state;
  // What stands still always names the way on.
  return change(task, { state: 'paused', pausedFrom: from, retryAt: undefined, failure: { ...failure, command: failure.command ?? 'checkNow' } });
}

function checkRequested(task: Task, at: number): Step {
  if (followed(task)) {
    return change(task, { checkRequestedAt: at, followedSince: at });
  }
  if (isHeld(task)) {
    // Looked at anew: what kept it may have come meanwhile.
    return task.state === 'held' ? refused : change(task, { state: 'held', pausedFrom: undefined, failure: undefined });
  }
  if (task.state === 'waiting' || task.state === 'paused') {
    return change(task, { state: 'waiting', pausedFrom: undefined, retryAt: undefined, tries: undefined, failure: undefined });
  }
  return refused;
}

function read(task: Task, reading: Reading, at: number): Step {
  const known: Changes = {
    progress: Math.min(100, Math.max(task.progress, reading.progress ?? 0)),
    expiresAt: reading.expiresAt ?? task.expiresAt,
    estimatedSeconds: reading.estimatedSeconds ?? task.estimatedSeconds,
    cost: reading.cost ?? task.cost,
    failure: undefined,
    pausedFrom: undefined,
    adopted: undefined,
  };
  switch (reading.phase) {
    case 'failed':
      return change(task, { ...known, state: 'failed', completedAt: at, failure: reading.failure });
    case 'cancelled':
      return change(task, { ...known, state: 'cancelled', completedAt: at, failure: reading.failure });
    case 'completed':
      return change(task, { ...known, state: reading.result ? 'downloading' : furthest(task, 'running') });
    case 'queued':
    case 'running':
      return change(task, { ...known, state: furthest(task, reading.phase) });
  }
}

function furthest(task: Task, phase: 'queued' | 'running'): TaskState {
  const before = task.state === 'paused' ? task.pausedFrom : task.state;
  const rank = Math.max(followOrder.findIndex((state) => state === before), followOrder.indexOf(phase));
  return followOrder[rank] ?? phase;
}
