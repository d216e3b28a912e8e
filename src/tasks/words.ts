import * as l10n from '@vscode/l10n';
import { costWords } from '../takes/cost.ts';
import { gatewayName } from '../gateways/sites.ts';
import { clockText } from '../shots/clockText.ts';
import { promptTitle, shotName } from '../shots/title.ts';
import { whenText } from '../shots/dateText.ts';
import type { Take } from '../takes/take.ts';
import { numbered } from '../takes/takeNumbers.ts';
import { timeOf } from '../takes/takes.ts';
import type { Task } from './task.ts';
import { finalStates } from './task.ts';
import type { OrderNow } from './taskOrders.ts';
import { isOverLimit } from './verbs.ts';
import { noStart } from './startFrame.ts';

/** "1:05", "12:00", "1:02:03". */
export function clockWords(milliseconds: number): string {
  return clockText(Math.max(0, milliseconds / 1000));
}

/** The state in one or two words. */
export function stateWords(task: Task): string {
  switch (task.state) {
    case 'needsApproval': return l10n.t('Needs approval');
    case 'waiting': case 'held': return l10n.t('Waiting');
    case 'submitting': return l10n.t('Submitting');
    case 'unconfirmed': return l10n.t('Unconfirmed');
    case 'queued': return l10n.t('Queued');
    case 'running': return task.gateway === 'animatic' ? l10n.t('Rendering') : l10n.t('Running');
    case 'downloading': return l10n.t('Downloading');
    case 'completed': return l10n.t('Done');
    case 'failed': return l10n.t('Failed');
    case 'cancelled': return l10n.t('Stopped');
    case 'paused': return l10n.t('Paused');
  }
}

/** How many requests of agents wait for the user: "1 needs approval", "2 need approval". */
export function approvalWords(count: number): string {
  return count === 1 ? l10n.t('1 needs approval') : l10n.t('{0} need approval', count);
}

/** Queued, running and downloading tasks: what has started and will end by itself. */
export function isRunning(task: Task): boolean {
  return task.state === 'submitting' || task.state === 'queued' || task.state === 'running' || task.state === 'downloading';
}

/** Whether the words beside a task hold a time that goes on: it runs, its link is about to expire, or its next try comes. */
export function hasClock(task: Task, now: number): boolean {
  return (isRunning(task) && task.submittedAt !== undefined) || (isLinkAwaited(task) && task.expiresAt > now) || (task.state === 'waiting' && task.retryAt !== undefined && task.retryAt > now);
}

/** A video whose link is told and that is not downloaded yet. */
function isLinkAwaited(task: Task): task is Task & { readonly expiresAt: number } {
  return task.expiresAt !== undefined && task.file === undefined && task.state !== 'failed' && task.state !== 'cancelled';
}

function timesWords(task: Task, now: number): string[] {
  const parts: string[] = [];
  if (isRunning(task) && task.submittedAt !== undefined) {
    const elapsed = clockWords(now - task.submittedAt);
    parts.push(task.estimatedSeconds ? l10n.t('{0} of about {1}', elapsed, clockWords(task.estimatedSeconds * 1000)) : elapsed);
  }
  // That it has expired is said first; see `progressWords`.
  if (isLinkAwaited(task) && (task.expiresAt > now || task.failure === undefined)) {
    parts.push(task.expiresAt > now ? l10n.t('link expires in {0}', clockWords(task.expiresAt - now)) : l10n.t('link expired'));
  }
  return parts;
}

/** The line beside a task in the tree: "Running 40% · 1:05 of about 4:00 · APIMart · 6 s · 768p"; of one that has ended, when. `now` in milliseconds since the epoch; `language`: of the time. */
export function descriptionOf(task: Task, now: number, language: string): string {
  const state = task.state === 'completed' ? [] : [progressWords(task, now)];
  const price = task.state === 'needsApproval' && task.quote ? [l10n.t('about {0}', costWords(task.quote))] : [];
  const what = task.orderedElsewhere ? [l10n.t('submitted elsewhere')] : lengthAndSize(task);
  const ended = finalStates.has(task.state) ? [whenText(task.completedAt ?? task.createdAt, now, language)] : [];
  // Of an agent's request what it costs is what one decides by: it is not cut off behind a heading's words.
  return [...price, ...state, ...timesWords(task, now), gatewayName(task.gateway), ...ended, ...what].join(' · ');
}

/** What it does, or why it does not go on: "Running 40%", "Balance too low", "waiting for Kitchen", "Link expired, getting a new one". `now` as for `descriptionOf`. */
export function progressWords(task: Task, now: number): string {
  // How far the gateway came says nothing of a download.
  const percent = isRunning(task) && task.state !== 'downloading' && task.progress > 0 ? ` ${Math.round(task.progress)}%` : '';
  return reasonWords(task, now) ?? fetchWords(task, now) ?? waitWords(task) ?? stateWords(task) + percent;
}

/** "waiting for Kitchen" */
function waitWords({ state, waitsFor }: Task): string | undefined {
  return state === 'held' && waitsFor ? l10n.t('waiting for {0}', shotName({ prompt: waitsFor.shot })) : undefined;
}

/** What is done about a download in trouble. A gateway gives a new link with each reading of a task's status. */
function fetchWords({ state, failure, expiresAt }: Task, now: number): string | undefined {
  if (state !== 'downloading' || failure === undefined) return undefined;
  if (failure.class !== 'result') return l10n.t('Download interrupted, trying again');
  return expiresAt !== undefined && expiresAt <= now ? l10n.t('Link expired, getting a new one') : l10n.t('Link doesn’t work, getting a new one');
}

/** Why a task does not go on, where one looks first: "Balance too low", "APIMart is busy, next try in 0:12". */
function reasonWords(task: Task, now: number): string | undefined {
  const { state, retryAt } = task;
  const reason = reasonOf(task, now);
  return reason !== undefined && state === 'waiting' && retryAt !== undefined && retryAt > now ? l10n.t('{0}, retry in {1}', reason, clockWords(retryAt - now)) : reason;
}

/** The reason without a time that goes on: "Balance too low". Undefined for a task that goes on by itself, or whose state says it all. `now` as for `descriptionOf`. */
export function reasonOf({ state, failure, gateway, expiresAt }: Task, now: number): string | undefined {
  // A video that is made goes on without us, but how far it is nobody knows while the gateway cannot be asked.
  const isUnheard = (state === 'queued' || state === 'running') && failure?.class === 'network';
  if (failure === undefined || (!isUnheard && !['waiting', 'paused', 'failed'].includes(state))) return undefined;
  return failure.class === 'result' && expiresAt !== undefined && expiresAt <= now ? l10n.t('Link expired') : isOverLimit({ failure }) ? l10n.t('Over your limit') : failure.code === noStart ? l10n.t('No frame to start with') : classWords(failure.class, gatewayName(gateway));
}

function classWords(failure: NonNullable<Task['failure']>['class'], gateway: string): string {
  switch (failure) {
    case 'auth': return l10n.t('Check the API key');
    case 'balance': return l10n.t('Balance too low');
    case 'rate': return l10n.t('{0} is busy', gateway);
    case 'content': return l10n.t('Prompt or image refused');
    case 'invalid': return l10n.t('Request not accepted');
    case 'server': return l10n.t('{0} has a problem', gateway);
    case 'network': return l10n.t('Can’t reach {0}', gateway);
    case 'denied': return l10n.t('{0} refused the request', gateway);
    case 'unknown-outcome': return l10n.t('Unconfirmed');
    case 'result': return l10n.t('Can’t download the video');
    case 'storage': return l10n.t('Can’t save the video');
    case 'render': return l10n.t('Preview failed');
    case 'cancelled': return l10n.t('Canceled by {0}', gateway);
  }
}

/** "6 s · 768p · Animatic". */
export function settingsWords(task: Pick<Task, 'settings' | 'gateway'>): string {
  return [...lengthAndSize(task), gatewayName(task.gateway)].join(' · ');
}

function lengthAndSize({ settings }: Pick<Task, 'settings'>): readonly string[] {
  return [l10n.t('{0} s', settings.duration), settings.resolution];
}

/** The line beside a take: by whom, when, and what it was set to. "APIMart · 2:32 PM · 6 s · 768p". */
export function takeLine(take: Take, now: number, language: string): string {
  const time = timeOf(take);
  return [...(take.gateway ? [gatewayName(take.gateway)] : []), ...(time > 0 ? [whenText(time, now, language)] : []), ...(take.gateway ? lengthAndSize(take.shot) : [])].join(' · ');
}

/** What an order of several tasks is called: its film, else how many they are. */
export function orderTitle({ title, tasks }: Pick<OrderNow, 'title' | 'tasks'>): string {
  return title === undefined || title === '' ? l10n.t('{0} videos', tasks.length) : shotName({ prompt: title });
}

/** How far an order is: "3 of 6 · 45%", "5 of 6 · 1 failed". */
export function orderWords({ completed, failed, tasks, progress, isOpen }: OrderNow): string {
  const percent = isOpen && progress > 0 ? [`${Math.floor(progress)}%`] : [];
  return [l10n.t('{0} of {1}', completed, tasks.length), ...percent, ...(failed > 0 ? [l10n.t('{0} failed', failed)] : [])].join(' · ');
}

/** What a task is called where nobody counts: by the number that it was given, unless it is the first or makes no take. See `TakeNames` for the rest. */
export function taskTitle(task: Pick<Task, 'prompt' | 'source' | 'remoteId' | 'takeNumber'> & { readonly state?: Task['state'] }): string {
  const { takeNumber = 1, state } = task;
  return takeNumber > 1 && state !== 'failed' && state !== 'cancelled' ? numbered(titleOfTask(task), takeNumber) : titleOfTask(task);
}

/** The same without a number: its shot's title, else its prompt. */
export function titleOfTask({ prompt, source, remoteId }: Pick<Task, 'prompt' | 'source' | 'remoteId'>): string {
  if (prompt.trim() === '' && remoteId !== undefined) {
    return l10n.t('Task {0}', promptTitle(remoteId, 24));
  }
  return shotName({ prompt, ...(source?.title !== undefined && { title: source.title }) });
}
