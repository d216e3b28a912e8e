import * as l10n from '@vscode/l10n';
import type { Failure } from '../../gateways/failure.ts';
import type { Handle, Result } from '../../gateways/gateway.ts';
import type { LinkPolicy } from '../../gateways/remote/resultLink.ts';
import type { Clock } from '../../storage/clock.ts';
import type { Journal } from '../journal/journal.ts';
import { patienceMs, patienceTries } from './pace.ts';
import type { Task } from '../task.ts';
import type { TasksDependencies } from '../dependencies.ts';
import type { TaskEvent } from '../taskEvent.ts';
import { gatewayName } from '../../gateways/sites.ts';

/** What this window remembers of a task it drives; gone with the window, without harm. */
export interface Memory {
  /** Status reads or download tries that failed in a row. */
  misses: number;
  /** "Completed" without a link, in a row. */
  linkless: number;
  /** Links in a row that were used up or no good. */
  badLinks: number;
  /** Where the finished video is. Never written down: a signed link is a secret. */
  result?: Result;
}

export const newMemory = (): Memory => ({ misses: 0, linkless: 0, badLinks: 0 });

/** What a step of a task may use. */
export interface StepContext extends Pick<TasksDependencies, 'gatewayFor' | 'http' | 'settings' | 'log' | 'permit' | 'unsent' | 'lastFrame' | 'language'> {
  readonly journal: Journal;
  readonly clock: Clock;
  /** Whether this window still drives. */
  readonly driving: () => boolean;
  /** Aborted when the task is stopped or this window stops driving; never while a request that is paid may be out. */
  readonly signal: AbortSignal;
  /** Aborted only when the window closes and the reply still has not come. */
  readonly submitSignal: AbortSignal;
  readonly memory: Memory;
  /** Writes what must not be lost, again and again while the disk is full. */
  readonly insist: (id: string, event: TaskEvent) => Promise<void>;
  readonly policyFor: (baseUrl: string) => Promise<LinkPolicy>;
  /** A free task whose work goes on in this process until it is forgotten. */
  readonly hold: (task: Task, handle: Handle) => void;
}

/** Milliseconds to the task's next step, where the step has a say in it. */
export type Next = number | undefined;

/**
 * Whether the user is asked instead of trying on: after half an hour, when answers come and all are bad. A network that
 * is away says nothing about the task, and comes back; its tasks then go on by themselves.
 */
export function isHopeless(task: Task, failure: Failure, { clock, memory }: Pick<StepContext, 'clock' | 'memory'>): boolean {
  return failure.class !== 'network' && memory.misses >= patienceTries && isOverdue(task, clock);
}

/** Whether the task has been followed for half an hour. */
export function isOverdue(task: Task, clock: Clock): boolean {
  return clock.now() - (task.followedSince ?? task.createdAt) > patienceMs;
}

/** Why a task is no longer followed by itself. */
export function stillRunning(task: Task): Failure {
  return {
    class: 'server', command: 'checkNow',
    message: l10n.t('The video isn’t finished after {0} minutes; it may still be in progress at {1}.', patienceMs / 60_000, gatewayName(task.gateway)),
    remedy: l10n.t('Choose Check Now to keep tracking it.'),
  };
}

/** Classes of which the user mends the cause and the same task can then go on. */
export function needsUser(failure: Failure): boolean {
  return failure.class === 'auth' || failure.class === 'balance' || failure.class === 'denied';
}
