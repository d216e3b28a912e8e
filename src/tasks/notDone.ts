import * as l10n from '@vscode/l10n';
import type { Task } from './task.ts';
import { finalStates } from './task.ts';

/** The record is not there any more. */
export function gone(): string {
  return l10n.t('This task is no longer in the list.');
}

/** Nothing can be done for it any more. */
export function ended(): string {
  return l10n.t('This task has already ended.');
}

/** Another row follows it, or has its video. */
export function listedAlready(remoteId: string): string {
  return l10n.t('Task {0} is already in the list.', remoteId);
}

/** No other shot is waited for. */
export function notHeld(): string {
  return l10n.t('This task isn’t waiting for another shot.');
}

/** Why its status cannot be read. */
export function notCheckable(task: Task): string {
  if (finalStates.has(task.state)) {
    return ended();
  }
  if (task.state === 'needsApproval') {
    return l10n.t('Nothing has been sent yet: this request needs your approval.');
  }
  if (task.state === 'held') {
    return l10n.t('This task is waiting for another shot and continues once that has a take.');
  }
  return task.state === 'unconfirmed'
    ? l10n.t('The gateway gave no task ID to check; choose Resolve Unconfirmed first.')
    : l10n.t('The request is being sent; try again once the gateway has replied.');
}
