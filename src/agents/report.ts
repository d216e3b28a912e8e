import { gatewayName } from '../gateways/sites.ts';
import { failureWords } from '../host/messages.ts';
import type { Task } from '../tasks/task.ts';
import { finalStates } from '../tasks/task.ts';
import { taskTitle } from '../tasks/words.ts';
import { linkTo } from './links.ts';

/** What a model is told of a task: its state, what that means for it, and the way on. */
export function report(task: Task): Readonly<Record<string, unknown>> {
  const { id, state, progress, gateway, file, failure, cost } = task;
  const note = noteOn(task);
  return {
    id, name: taskTitle(task), state, gateway: gatewayName(gateway), ...(progress > 0 && progress < 100 && { progress: Math.round(progress) }), ...(file !== undefined && { file, open: linkTo.take(file) }),
    ...(file === undefined && { open: linkTo.task(id) }), ...(cost !== undefined && { cost }), ...(failure && { why: failureWords(failure) }), ...(note !== undefined && { note }),
  };
}

function noteOn({ state, mayBeCharged, approval, submittedAt }: Task): string | undefined {
  switch (state) {
    case 'needsApproval': return 'Nothing was sent. The person approves or refuses it in the editor; do not order it again.';
    case 'unconfirmed': return 'DO NOT ORDER THIS AGAIN: the reply was lost and it may have been charged. Only the person can resolve it: “Resolve Unconfirmed…” in the view Tasks, where the gateway’s own list of tasks can be looked at.';
    case 'paused': return 'It waits for the person, as said; it goes on by itself afterwards. Do not order it again.';
    case 'cancelled': return approval !== undefined && approval.approvedAt === undefined && submittedAt === undefined ? 'The person refused it; nothing was sent.' : 'It is no longer followed; it may still have been charged.';
    case 'failed': return mayBeCharged === true ? 'It may have been charged all the same; do not order it again without the person.' : 'Nothing more happens. Another try is a new quote.';
    default: return undefined;
  }
}

/** Whether a task still changes by itself, or by a word of the person. */
export function isOpen({ state }: Task): boolean {
  return !finalStates.has(state);
}
