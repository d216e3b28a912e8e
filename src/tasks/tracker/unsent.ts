import type { Unsent } from '../dependencies.ts';
import type { Task } from '../task.ts';
import { costsMoney } from '../task.ts';
import type { StepContext } from './stepContext.ts';

/** After its leave, which may take seconds: what was stopped or removed meanwhile did not go. What another window sent, or will send, keeps its money. */
export async function giveBack(task: Task, now: Task | undefined, context: StepContext): Promise<void> {
  if (!now || (now.state === 'cancelled' && now.submittedAt === task.submittedAt)) {
    await tellUnsent(task, now ? 'stopped' : 'removed', context);
  }
}

/** A clear refusal is written into the record; where that was removed meanwhile, the wallet is told itself. */
export async function freeIfGone(task: Task, context: StepContext): Promise<void> {
  if (context.journal.get(task.id) === undefined) {
    await tellUnsent(task, 'refused', context);
  }
}

async function tellUnsent(task: Task, why: Unsent, { unsent, log }: StepContext): Promise<void> {
  if (costsMoney(task.gateway)) {
    await unsent?.(task, why).catch((error: unknown) => { log.warn(`What was reserved for task ${task.id} could not be given back: ${String(error)}`); });
  }
}
