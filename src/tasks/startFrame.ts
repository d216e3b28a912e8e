import * as l10n from '@vscode/l10n';
import type { Failure } from '../gateways/failure.ts';
import type { Task } from './task.ts';

/** The `code` of the failure of a task that has no first frame to start with. */
export const noStart = 'no-first-frame';

/** What has to be done for a held task: nothing yet, the last frame of a take, or a pause because there will be none. */
export type Start = { readonly kind: 'notYet' } | { readonly kind: 'frameOf'; readonly file: string } | { readonly kind: 'never'; readonly failure: Failure };

/** Whether the shot before has come. `get` knows every task there is, ended ones too. */
export function startNow({ state, waitsFor }: Pick<Task, 'state' | 'waitsFor'>, get: (id: string) => Task | undefined): Start {
  if (state !== 'held' || !waitsFor) return { kind: 'notYet' };
  const { shot, task, file } = waitsFor;
  if (file !== undefined) return { kind: 'frameOf', file };
  if (task === undefined) return { kind: 'notYet' };
  const before = get(task);
  switch (before?.state) {
    case undefined: return { kind: 'never', failure: noFrame(l10n.t('This shot starts with the last frame of “{0}”, whose task was removed.', shot)) };
    case 'failed': return { kind: 'never', failure: noFrame(l10n.t('This shot starts with the last frame of “{0}”, which failed.', shot)) };
    case 'cancelled': return { kind: 'never', failure: noFrame(l10n.t('This shot starts with the last frame of “{0}”, which was stopped.', shot)) };
    case 'completed': return before.file === undefined ? { kind: 'notYet' } : { kind: 'frameOf', file: before.file };
    default: return { kind: 'notYet' };
  }
}

/** Why a task that waits for the shot before stands still, with the ways on. */
export function noFrame(message: string): Failure {
  return { class: 'result', code: noStart, message, remedy: l10n.t('Generate that shot again, choose another take of it, or choose Start Without.'), command: 'startWithout' };
}
