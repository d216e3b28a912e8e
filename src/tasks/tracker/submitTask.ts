import { randomUUID } from 'node:crypto';
import * as l10n from '@vscode/l10n';
import type { Failure, FailureClass } from '../../gateways/failure.ts';
import type { Gateway, Prepared, SubmitOutcome } from '../../gateways/gateway.ts';
import { backoffDelay } from './pace.ts';
import type { StepContext } from './stepContext.ts';
import { needsUser } from './stepContext.ts';
import { freeIfGone, giveBack } from './unsent.ts';
import { isAsItWas, isOutdated } from './uploadAge.ts';
import type { Task } from '../task.ts';
import { costsMoney } from '../task.ts';
import { gatewayName } from '../../gateways/sites.ts';

/** Some 40 minutes of clear refusals; then the user is asked. */
const maxTries = 40;
/** The `of` of what is refused before it left. */
const noneLeft = 0;
/** What may pass by itself while nothing was paid. */
const passing: ReadonlySet<FailureClass> = new Set(['rate', 'server', 'network']);

/**
 * Takes a `waiting` task to the gateway: prepares it, writes `submitting` with the exact request, sends it once, writes
 * what became of it. The request does not leave when the record cannot be written or another window was faster.
 */
export async function submitTask(task: Task, context: StepContext): Promise<void> {
  const { journal, clock } = context;
  const gateway = await context.gatewayFor(task);
  const anew = isOutdated(task, clock.now()) && (await isAsItWas(task));
  const prepared = (anew ? undefined : task.prepared) ?? (await prepare(task, gateway, context));
  // Stopped or removed while its picture was uploaded: nothing is to be paid for it any more.
  if (!prepared || !context.driving() || journal.get(task.id)?.state !== 'waiting') {
    return;
  }
  const forbidden = costsMoney(task.gateway) ? await context.permit?.(task) : undefined;
  if (forbidden) {
    await context.insist(task.id, { kind: 'paused', failure: forbidden, of: noneLeft });
    return;
  }
  // Leave may take seconds, for it reads a balance: a window that closes meanwhile leaves the task to the next one.
  if (!context.driving() || context.submitSignal.aborted) {
    await giveBack(task, journal.get(task.id), context);
    return;
  }
  const written = await journal.apply(task.id, { kind: 'submitting', prepared, ...(anew && { idempotencyKey: randomUUID() }), at: clock.now() });
  if (written.kind === 'refused') {
    await giveBack(task, written.task, context);
    return;
  }
  // Stopped or removed while it was written: nothing has left yet, and nothing will.
  if (journal.get(task.id)?.state !== 'submitting') {
    if (journal.get(task.id)?.state === 'cancelled') {
      await context.insist(task.id, { kind: 'deferred', failure: lostReply(task), retryAt: clock.now(), of: written.task.submittedAt ?? noneLeft });
    }
    await freeIfGone(written.task, context);
    return;
  }
  const outcome = await submit(written.task, gateway, written.task.prepared ?? prepared, context.submitSignal);
  await record(written.task, outcome, context);
}

async function prepare(task: Task, gateway: Gateway, context: StepContext): Promise<Prepared | undefined> {
  const { prompt, settings } = task;
  const outcome = await gateway.prepare({ prompt, settings }, context.signal);
  if (outcome.kind === 'prepared') {
    return outcome.prepared;
  }
  await recordRefusal(task, outcome.failure, passing.has(outcome.failure.class), outcome.retryAfterMs, noneLeft, context);
  return undefined;
}

/** An adapter that throws leaves the money question open like a reply that was lost. */
async function submit(task: Task, gateway: Gateway, prepared: Prepared, signal: AbortSignal): Promise<SubmitOutcome> {
  try {
    return await gateway.submit(prepared, { idempotencyKey: task.idempotencyKey, signal });
  } catch (error) {
    return { kind: 'unknown', failure: { ...lostReply(task), detail: String(error) } };
  }
}

/** Why a task is `unconfirmed`. */
export function lostReply(task: Pick<Task, 'gateway'>): Failure {
  return {
    class: 'unknown-outcome',
    message: l10n.t('No reply from {0}, so the request may have been charged.', gatewayName(task.gateway)),
    remedy: l10n.t('Check its website for the task, then choose Resolve Unconfirmed.'),
    command: 'resolveUnconfirmed',
  };
}

/** Why a task is `unconfirmed` after a second try that the user asked for was clearly refused. */
function firstTryOpen(task: Task, refusal: Failure): Failure {
  return { ...lostReply(task), message: l10n.t('The second attempt was refused ({0}), but the first may still have been charged.', refusal.message.replace(/[.。]$/u, '')) };
}

async function record(task: Task, outcome: SubmitOutcome, context: StepContext): Promise<void> {
  const { clock, insist, log } = context;
  switch (outcome.kind) {
    case 'accepted': {
      const { handle, estimatedSeconds } = outcome;
      if (!costsMoney(task.gateway)) {
        context.hold(task, handle);
      }
      await insist(task.id, { kind: 'accepted', remoteId: handle.remoteId, at: clock.now(), ...(estimatedSeconds !== undefined && { estimatedSeconds }) });
      log.info(`Task ${task.id} was accepted by ${task.gateway} as ${handle.remoteId}.`);
      return;
    }
    case 'refused':
      await recordRefusal(task, outcome.failure, outcome.retry, outcome.retryAfterMs, task.submittedAt ?? noneLeft, context);
      await freeIfGone(task, context);
      return;
    case 'unknown':
      log.warn(`The outcome of submitting task ${task.id} to ${task.gateway} is unknown: ${outcome.failure.detail ?? outcome.failure.message}`);
      await (costsMoney(task.gateway)
        ? insist(task.id, { kind: 'unknownOutcome', failure: outcome.failure })
        : insist(task.id, { kind: 'refused', failure: { ...outcome.failure, command: 'generateAgain' }, at: clock.now(), of: task.submittedAt ?? noneLeft }));
  }
}

/** Certainly nothing was accepted. */
async function recordRefusal(task: Task, failure: Failure, again: boolean, retryAfterMs: number | undefined, of: number, { clock, insist }: StepContext): Promise<void> {
  const tries = (task.tries ?? 0) + 1;
  if (task.mayBeCharged && !(again && tries <= maxTries)) {
    await insist(task.id, { kind: 'refused', failure: firstTryOpen(task, failure), at: clock.now(), of });
  } else if (again && tries <= maxTries) {
    await insist(task.id, { kind: 'deferred', failure, retryAt: clock.now() + backoffDelay(tries, clock, retryAfterMs), of });
  } else if (again || needsUser(failure)) {
    await insist(task.id, { kind: 'paused', failure: again ? { ...failure, command: 'checkNow' } : failure, of });
  } else {
    await insist(task.id, { kind: 'refused', failure, at: clock.now(), of });
  }
}
