import type { Task, TaskState } from '../tasks/task.ts';
import { isAtStake } from '../tasks/task.ts';

/** What a model must know first: what it would pay twice, what waits for the person, what came to nothing, then what is done, and last what goes on. */
const ranks: Readonly<Record<TaskState, number>> = {
  unconfirmed: 0, paused: 2, needsApproval: 3, failed: 4, cancelled: 5, completed: 6, held: 7, waiting: 7, submitting: 7, queued: 7, running: 7, downloading: 7,
};

function rank(task: Task): number {
  const { state, mayBeCharged } = task;
  const mayCost = (state === 'failed' && mayBeCharged === true) || (state === 'cancelled' && isAtStake(task));
  return mayCost ? 1 : ranks[state];
}

/** Tasks in the order in which a model is told of them, as the last ones may not fit; alike ones as they came. */
export function urgentFirst(tasks: readonly Task[]): readonly Task[] {
  return [...tasks].sort((a, b) => rank(a) - rank(b));
}

/** How a model gets to know of those that did not fit. */
export const restOfTasks = 'Tasks were left out of this answer: call hailuo_wait with their ids, ten at a time, before you order anything again.';
