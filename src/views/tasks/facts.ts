import type { contexts } from '../../host/ids.ts';
import type { Task } from '../../tasks/task.ts';
import { canStop, costsMoney, finalStates } from '../../tasks/task.ts';
import { verbsFor } from '../../tasks/verbs.ts';
import { isHeld } from '../../tasks/transition.ts';
import type { OrderNow } from '../../tasks/taskOrders.ts';

/** What may be true of a task, for the `when` clauses in package.json: of its row word by word, and of the palette as a context key each. */
export type TaskFact = keyof typeof contexts.tasks;

/** What is true of a task, and its state: the words that its row in the tree bears. */
export function factsOf(task: Task): readonly (TaskFact | Task['state'])[] {
  const final = finalStates.has(task.state);
  const paid = costsMoney(task.gateway);
  const helps = verbsFor(task);
  const holds: Readonly<Record<Exclude<TaskFact, 'unconfirmed' | 'needsApproval'>, boolean>> = {
    task: true,
    paid,
    ordered: paid && task.remoteId !== undefined,
    final,
    // What was submitted elsewhere and is followed here by its ID has no prompt.
    worded: task.prompt !== '',
    hasFile: task.file !== undefined,
    fromFile: task.source !== undefined,
    linked: task.failure?.command === 'openLink' && !final,
    stoppable: canStop(task),
    waitsForShot: isHeld(task),
    checkable: ['waiting', 'queued', 'running', 'downloading'].includes(task.state) || helps.includes('checkNow'),
    retryable: helps.includes('tryAgain'),
    editable: helps.includes('editPrompt'),
    unpaid: helps.includes('openGateway'),
    overLimit: helps.includes('raiseLimit'),
    unsaved: helps.includes('saveElsewhere'),
    keyless: helps.includes('setApiKey'),
  };
  return [...(Object.keys(holds) as (keyof typeof holds)[]).filter((fact) => holds[fact]), task.state];
}

/** The words that the row of tasks that were ordered together bears in the tree. */
export function factsOfOrder({ tasks, failed }: Pick<OrderNow, 'tasks' | 'failed'>): readonly ('film' | 'open' | 'withFailed')[] {
  return ['film', ...(tasks.some(canStop) ? ['open' as const] : []), ...(failed > 0 ? ['withFailed' as const] : [])];
}
