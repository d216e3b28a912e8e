import { gatewayName } from '../gateways/sites.ts';
import { failureWords } from '../host/messages.ts';
import type { Task } from '../tasks/task.ts';
import { taskTitle } from '../tasks/words.ts';
import { linkTo } from './links.ts';
import { noteOn } from './note.ts';

/** What a model is told of a task: its state, what that means for it, and the way on. */
export function report(task: Task): Readonly<Record<string, unknown>> {
  const { id, state, progress, gateway, file, failure, cost } = task;
  const note = noteOn(task);
  return {
    id, name: taskTitle(task), state, gateway: gatewayName(gateway), ...(progress > 0 && progress < 100 && { progress: Math.round(progress) }), ...(file !== undefined && { file, open: linkTo.take(file) }),
    ...(file === undefined && { open: linkTo.task(id) }), ...(cost !== undefined && { cost }), ...(failure && { why: failureWords(failure) }), ...(note !== undefined && { note }),
  };
}
