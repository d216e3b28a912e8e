import type { Failure } from '../gateways/failure.ts';
import type { Handle, Result } from '../gateways/gateway.ts';
import type { LinkPolicy } from '../gateways/resultLink.ts';
import type { Clock } from './clock.ts';
import type { Journal } from './journal.ts';
import type { Task } from './task.ts';
import type { TasksDependencies } from './tasks.ts';
import type { TaskEvent } from './transition.ts';

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
export interface StepContext extends Pick<TasksDependencies, 'gatewayFor' | 'http' | 'settings' | 'log'> {
  readonly journal: Journal;
  readonly clock: Clock;
  /** Whether this window still drives. */
  readonly driving: () => boolean;
  /** Aborted when the task is stopped or this window stops driving. */
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

/** Classes of which the user mends the cause and the same task can then go on. */
export function needsUser(failure: Failure): boolean {
  return failure.class === 'auth' || failure.class === 'balance';
}
