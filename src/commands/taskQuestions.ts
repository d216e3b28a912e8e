import * as l10n from '@vscode/l10n';
import { ask, showInformation } from '../host/messages.ts';
import { removalQuestion, stopQuestion, stoppedUnsent } from '../tasks/givenUp.ts';
import type { Task } from '../tasks/task.ts';
import type { Tasks } from '../tasks/tasks.ts';

/** Asks before tasks are stopped that a gateway may charge for; see `stopQuestion`. */
export async function confirmStop(tasks: readonly Task[]): Promise<boolean> {
  const question = stopQuestion(tasks);
  return question === undefined || ask({ ...question, yes: l10n.t('Stop Tracking') });
}

/** Tells after that what was stopped cost nothing, where that is sure; see `stoppedUnsent`. */
export function tellStopped(before: readonly Task[], tasks: Pick<Tasks, 'get'>): void {
  const words = stoppedUnsent(before, (id) => tasks.get(id));
  if (words !== undefined) showInformation(words);
}

/** Asks before tasks that have not ended are removed; see `removalQuestion`. */
export async function confirmRemoval(tasks: readonly Task[]): Promise<boolean> {
  const question = removalQuestion(tasks);
  return question === undefined || ask({ ...question, yes: l10n.t('Remove') });
}
