import type { Task } from '../tasks/task.ts';
import { costsMoney, isAtStake } from '../tasks/task.ts';

/** What a model must know of a task's state: above all, what is never ordered again. */
export function noteOn(task: Task): string | undefined {
  const { state, mayBeCharged, approval } = task;
  switch (state) {
    case 'needsApproval': return 'Nothing was sent. The person approves or refuses it in the editor; do not order it again.';
    case 'unconfirmed': return 'DO NOT ORDER THIS AGAIN: the reply was lost and it may have been charged. Only the person can resolve it: “Resolve Unconfirmed…” in the view Tasks, where the gateway’s own list of tasks can be looked at.';
    case 'paused': return 'It waits for the person, as said; it goes on by itself afterwards. Do not order it again.';
    case 'cancelled': return isUnsent(task) ? `The person ${approval !== undefined && approval.approvedAt === undefined ? 'refused' : 'stopped'} it; nothing was sent.` : 'It is no longer followed; it may still have been charged.';
    case 'failed':
      if (mayBeCharged === true) return 'It may have been charged all the same; do not order it again without the person.';
      return costsMoney(task.gateway) ? 'Nothing more happens. Another try is a new quote.' : 'Nothing more happens. It was free: for another try call hailuo_animatic.';
    default: return undefined;
  }
}

function isUnsent(task: Task): boolean {
  return !costsMoney(task.gateway) || (!isAtStake(task) && task.submittedAt === undefined);
}
