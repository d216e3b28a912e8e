import * as l10n from '@vscode/l10n';
import type { Failure, FailureClass } from '../../gateways/failure.ts';
import type { Gateway, Reading, StatusOutcome } from '../../gateways/gateway.ts';
import { backoffDelay, pollDelay, settlingMs } from './pace.ts';
import type { Next, StepContext } from './stepContext.ts';
import { isHopeless, isOverdue, stillRunning } from './stepContext.ts';
import type { Task } from '../task.ts';
import type { TaskEvent } from '../taskEvent.ts';
import { transition } from '../transition.ts';
import { gatewayName } from '../../gateways/sites.ts';

/** How often a "completed" without a link is asked again: relays give the link a little later. */
const maxLinkless = 5;

/** Reads the status of a task once and writes what is new. A failed read never fails the task. */
export async function followTask(task: Task, remoteId: string, context: StepContext): Promise<Next> {
  const gateway = await context.gatewayFor(task);
  const outcome = await gateway.status({ remoteId }, context.signal);
  context.signal.throwIfAborted();
  switch (outcome.kind) {
    case 'reading': return readStatus(task, outcome.reading, gateway, context);
    case 'lost':
      await context.journal.apply(task.id, { kind: 'lost' });
      return undefined;
    case 'unreadable': return missed(task, outcome, context);
  }
}

/** Failures that certainly have nothing to do with where the first frame was fetched. */
const ofTheShot: ReadonlySet<FailureClass> = new Set(['content', 'balance']);

/** Writes the event unless it would change nothing but the revision: most reads bring no news. */
async function applyNews(task: Task, event: TaskEvent, { journal }: StepContext): Promise<Task | undefined> {
  const current = journal.get(task.id);
  const step = current && transition(current, event);
  if (current && step?.kind === 'changed' && sayTheSame(current, step.task)) {
    return current;
  }
  const applied = await journal.apply(task.id, event);
  return applied.kind === 'changed' ? applied.task : undefined;
}

function sayTheSame(a: Task, b: Task): boolean {
  return JSON.stringify({ ...a, revision: 0 }) === JSON.stringify({ ...b, revision: 0 });
}

async function readStatus(task: Task, reading: Reading, gateway: Gateway, context: StepContext): Promise<Next> {
  const { clock, memory, settings } = context;
  memory.misses = 0;
  const failure = reading.failure ?? failureOf(task, reading);
  if (reading.phase === 'failed' && task.prepared && failure && !ofTheShot.has(failure.class)) {
    await gateway.forgetUploads?.(task.prepared);
  }
  const now = await applyNews(task, { kind: 'read', reading: { ...reading, ...(failure && { failure }) }, at: clock.now() }, context);
  if (reading.phase === 'completed' && reading.result) {
    memory.linkless = 0;
    memory.result = reading.result;
    return 0;
  }
  const next = pollDelay(gateway.pollEvery ?? settings().pollIntervalMs, clock);
  if (!now || reading.phase === 'failed' || reading.phase === 'cancelled') {
    return undefined;
  }
  if (reading.phase === 'completed') {
    memory.linkless += 1;
    return memory.linkless < maxLinkless ? next : pause(task, withoutLink(task), context);
  }
  return isOverdue(now, clock) ? pause(task, stillRunning(task), context) : next;
}

async function pause(task: Task, failure: Failure, { journal, memory }: StepContext): Promise<Next> {
  memory.linkless = 0;
  await journal.apply(task.id, { kind: 'paused', failure });
  return undefined;
}

async function missed(task: Task, outcome: Extract<StatusOutcome, { kind: 'unreadable' }>, context: StepContext): Promise<Next> {
  const { clock, journal, memory } = context;
  const { failure, retryAfterMs } = outcome;
  if (isUnknown(task, outcome, clock.now())) {
    await journal.apply(task.id, { kind: 'unknownRemote', failure: unknownTask(task, failure), at: clock.now() });
    return undefined;
  }
  if (outcome.then === 'pause') {
    return pause(task, failure, context);
  }
  memory.misses += 1;
  if (isHopeless(task, failure, context)) {
    return pause(task, { ...stillRunning(task), ...(failure.detail !== undefined && { detail: failure.detail }) }, context);
  }
  await applyNews(task, { kind: 'troubled', failure }, context);
  return backoffDelay(memory.misses, clock, retryAfterMs);
}

/** An id that the user typed is doubted at the first such answer; one that the gateway gave may take a minute to be known there. */
function isUnknown(task: Task, { notFound, doubtsId }: Extract<StatusOutcome, { kind: 'unreadable' }>, now: number): boolean {
  return task.adopted ? doubtsId === true : notFound === true && now - (task.followedSince ?? task.createdAt) > settlingMs;
}

/** What ended a task whose gateway tells no reason. */
function failureOf(task: Task, { phase }: Reading): Failure | undefined {
  switch (phase) {
    case 'failed': return { class: 'server', message: l10n.t('{0} reports that the task failed, without a reason.', gatewayName(task.gateway)), command: 'generateAgain' };
    case 'cancelled': return { class: 'cancelled', message: l10n.t('{0} canceled the task, so there is no video.', gatewayName(task.gateway)), command: 'generateAgain' };
    default: return undefined;
  }
}

function withoutLink(task: Task): Failure {
  return {
    class: 'result', command: 'checkNow',
    message: l10n.t('{0} reports the video as complete but gave no link.', gatewayName(task.gateway)),
    remedy: l10n.t('Choose Check Now to ask again.'),
  };
}

function unknownTask(task: Task, failure: Failure): Failure {
  return {
    ...failure,
    ...(task.adopted && task.orderedElsewhere
      ? { class: 'invalid', remedy: l10n.t('Check the task ID, and that the key belongs to the account that submitted it.') }
      : task.adopted
      ? { class: 'unknown-outcome', command: 'resolveUnconfirmed', remedy: l10n.t('Choose Resolve Unconfirmed and check the task ID.') }
      : { class: 'result', command: 'checkNow', remedy: l10n.t('Look for the task on its website, or choose Check Now to ask again.') }),
    message: l10n.t('{0} has no task {1}.', gatewayName(task.gateway), task.remoteId ?? ''),
  };
}
