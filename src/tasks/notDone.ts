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

/** No other shot is waited for. */
export function notHeld(): string {
  return l10n.t('This task does not wait for another shot.');
}

/** Why its status cannot be read. */
export function notCheckable(task: Task): string {
  if (finalStates.has(task.state)) {
    return ended();
  }
  if (task.state === 'needsApproval') {
    return l10n.t('Nothing was sent yet: this order needs your approval.');
  }
  if (task.state === 'held') {
    return l10n.t('This task waits for another shot; it goes on by itself when that has a take.');
  }
  return task.state === 'unconfirmed'
    ? l10n.t('The gateway gave no task ID to check; choose Resolve Unconfirmed first.')
    : l10n.t('The request is being sent; try again once the gateway has replied.');
}
