import type { Task } from './task.ts';

/** What became of tasks, by this window or another. */
export interface TaskChange {
  /** Present after the change. */
  readonly changed: readonly Task[];
  readonly removed: readonly string[];
}
