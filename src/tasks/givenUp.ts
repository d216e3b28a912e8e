import * as l10n from '@vscode/l10n';
import { gatewayName } from '../gateways/sites.ts';
import type { Task } from './task.ts';
import { canStop, costsMoney, finalStates, isAtStake } from './task.ts';
import { taskTitle } from './words.ts';

/** What is asked before tasks are given up: a question, and what becomes of them. Localized. */
export interface GivenUp {
  readonly question: string;
  readonly detail: string;
}

/** Before tasks are stopped: no gateway can cancel. Undefined where none can charge: an animatic, or what was not sent, stops at once. */
export function stopQuestion(tasks: readonly Task[]): GivenUp | undefined {
  const out = tasks.filter(isAtStake);
  const [first] = out;
  if (!first) return undefined;
  const question = tasks.length === 1 ? l10n.t('Stop tracking this task?') : l10n.t('Stop tracking {0} tasks?', tasks.length);
  if (tasks.length === 1) return { question, detail: l10n.t('{0} can’t cancel tasks: this one continues there and may still be charged. Its video won’t be downloaded.', gatewayName(first.gateway)) };
  if (out.length === tasks.length) return { question, detail: l10n.t('Gateways can’t cancel tasks: these continue there and may still be charged. Their videos won’t be downloaded.') };
  return {
    question,
    detail: out.length === 1
      ? l10n.t('{0} can’t cancel tasks: one of these continues there and may still be charged. Its video won’t be downloaded. The others cost nothing.', gatewayName(first.gateway))
      : l10n.t('Gateways can’t cancel tasks: {0} of these continue there and may still be charged. Their videos won’t be downloaded. The others cost nothing.', out.length),
  };
}

/** Before tasks are taken from the list. Undefined where all have ended: they are forgotten at once, their files stay. */
export function removalQuestion(tasks: readonly Task[]): GivenUp | undefined {
  const active = tasks.filter(({ state }) => !finalStates.has(state));
  const [first] = active;
  if (!first) return undefined;
  return active.length === 1
    ? { question: l10n.t('Remove “{0}” before it has ended?', taskTitle(first)), detail: ofOne(first) }
    : { question: l10n.t('Remove {0} tasks that haven’t ended?', active.length), detail: ofSeveral(active) };
}

function ofOne(task: Task): string {
  if (isAtStake(task)) return l10n.t('{0} may still charge for it, and its video won’t be downloaded.', gatewayName(task.gateway));
  return costsMoney(task.gateway) ? costNothing([task]) : l10n.t('Its rendering stops.');
}

function ofSeveral(active: readonly Task[]): string {
  const out = active.filter(isAtStake).length;
  if (out === 0) return active.some(({ gateway }) => costsMoney(gateway)) ? costNothing(active) : l10n.t('Their rendering stops.');
  if (out === active.length) return l10n.t('They may still be charged, and their videos won’t be downloaded.');
  return out === 1
    ? l10n.t('One of them may still be charged, and its video won’t be downloaded. The others cost nothing.')
    : l10n.t('{0} of them may still be charged, and their videos won’t be downloaded. The others cost nothing.', out);
}

/** What was sent and clearly refused cost nothing either, but was sent. */
function costNothing(tasks: readonly Task[]): string {
  return tasks.some(({ submittedAt }) => submittedAt !== undefined) ? l10n.t('Nothing was charged.') : l10n.t('Nothing has been sent.');
}

/**
 * What is said after paid tasks were stopped that cost nothing: nothing had been sent, or it was clearly refused. `before`: as they
 * were when that was asked for; `now`: as they are. Undefined where one may have gone out, also in between, or where there is nothing
 * to say: animatics alone.
 */
export function stoppedUnsent(before: readonly Task[], now: (id: string) => Task | undefined): string | undefined {
  const paid = before.filter(({ gateway }) => costsMoney(gateway));
  const isUnsent = (task: Task): boolean => {
    const after = now(task.id);
    return !isAtStake(task) && after?.state === 'cancelled' && !isAtStake(after) && after.submittedAt === task.submittedAt;
  };
  if (paid.length === 0 || !paid.every(isUnsent)) return undefined;
  return paid.some(({ submittedAt }) => submittedAt !== undefined) ? l10n.t('Stopped. Nothing was charged.') : l10n.t('Stopped. Nothing has been sent.');
}

/** Why none of these can be stopped, in one localized sentence and by the task that is in the way; undefined: some can. */
export function whyNoneStoppable(tasks: readonly Task[]): { readonly why: string; readonly task?: Task } | undefined {
  if (tasks.some(canStop)) return undefined;
  for (const task of tasks) {
    const why = whyNotStoppable(task);
    if (why !== undefined) return { why, task };
  }
  return { why: l10n.t('Nothing is running.') };
}

/** Why a task cannot be stopped, in one localized sentence; undefined: it can. */
export function whyNotStoppable(task: Task): string | undefined {
  if (canStop(task)) return undefined;
  switch (task.state) {
    case 'needsApproval': return l10n.t('Nothing has been sent yet: this request needs your approval.');
    case 'unconfirmed': return l10n.t('“{0}” may have been charged. Choose Resolve Unconfirmed first.', taskTitle(task));
    default: return undefined;
  }
}
