import * as l10n from '@vscode/l10n';
import { taskSiteOf } from '../gateways/sites.ts';
import type { Task } from './task.ts';

/** What a person can do about the trouble of a task, by the words of its rows and menus. */
export const verbs = ['tryAgain', 'checkNow', 'editPrompt', 'openGateway', 'raiseLimit', 'saveElsewhere', 'setApiKey', 'openLink', 'resolve', 'startWithout', 'generateAgain'] as const;
export type Verb = (typeof verbs)[number];

/** The wallet's own refusals, see `wallet/decide.ts`: no gateway was asked. By which limit; the first is that of earlier releases. */
export const overLimitCodes = { unknown: 'over-limit', day: 'over-daily-limit', month: 'over-monthly-limit' } as const;

export function isOverLimit({ failure }: Pick<Task, 'failure'>): boolean {
  return Object.values<string | undefined>(overLimitCodes).includes(failure?.code);
}

/**
 * What helps a task that stands still or ended without a video, the most useful first; the same in its row, hover and tab and in
 * the notifications. None for one that goes on by itself, or that the person stopped.
 */
export function verbsFor(task: Task): readonly Verb[] {
  switch (task.state) {
    case 'unconfirmed': return ['resolve'];
    case 'paused': return task.failure ? ofPaused(task, task.failure) : ['checkNow'];
    case 'failed': case 'cancelled': return task.failure ? ofEnded(task, task.failure) : [];
    default: return [];
  }
}

function ofPaused(task: Task, failure: NonNullable<Task['failure']>): readonly Verb[] {
  if (isOverLimit(task)) return ['raiseLimit', 'tryAgain'];
  if (failure.command === 'startWithout') return ['startWithout'];
  if (failure.command === 'resolveUnconfirmed') return ['resolve'];
  if (failure.command === 'openLink') return ['openLink', 'checkNow'];
  switch (failure.class) {
    // The person puts these right and has it tried once more: there is nothing to check.
    case 'balance': return ['tryAgain', 'openGateway'];
    case 'storage': return ['tryAgain', 'saveElsewhere'];
    case 'auth': return ['setApiKey', 'tryAgain'];
    // What has no task at its gateway has no status to check.
    default: return [task.remoteId === undefined ? 'tryAgain' : 'checkNow'];
  }
}

function ofEnded({ prompt }: Task, failure: NonNullable<Task['failure']>): readonly Verb[] {
  if (prompt === '') return [];
  switch (failure.class) {
    case 'content': return ['editPrompt'];
    case 'invalid': return ['editPrompt', 'generateAgain'];
    case 'balance': return ['openGateway', 'generateAgain'];
    case 'auth': return ['setApiKey', 'generateAgain'];
    default: return ['generateAgain'];
  }
}

/** A verb's words on a button. */
export function verbLabel(verb: Verb, task: Pick<Task, 'gateway' | 'baseUrl'>): string {
  switch (verb) {
    case 'tryAgain': return l10n.t('Try Again');
    case 'checkNow': return l10n.t('Check Now');
    case 'editPrompt': return l10n.t('Edit Prompt');
    case 'openGateway': return l10n.t('Open {0}', taskSiteOf(task).name);
    case 'raiseLimit': return l10n.t('Change Limit');
    case 'saveElsewhere': return l10n.t('Save Elsewhere…');
    case 'setApiKey': return l10n.t('Set API Key');
    case 'openLink': return l10n.t('Open Link');
    case 'resolve': return l10n.t('Resolve…');
    case 'startWithout': return l10n.t('Start Without');
    case 'generateAgain': return l10n.t('Generate Again');
  }
}
