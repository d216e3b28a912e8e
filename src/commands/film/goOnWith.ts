import { findShot } from '../../shots/find.ts';
import { chosenFor } from '../../film/chosenFor.ts';
import type { Takes } from '../../takes/takes.ts';
import type { Task } from '../../tasks/task.ts';
import { isHeld } from '../../tasks/transition.ts';
import type { Tasks } from '../../tasks/tasks.ts';
import { beforeIn, filmIn } from '../gate/continued.ts';
import { documentBehind } from '../gate/origin.ts';

export interface GoOnDependencies {
  readonly tasks: Pick<Tasks, 'get' | 'list' | 'waitOn'>;
  readonly takes: Pick<Takes, 'all' | 'read'>;
}

/** Whether a choice of take can matter to a task: it waits for the shot before, and not for a take that is named already. */
export function waitsForChoice(task: Task): boolean {
  return isHeld(task) && task.source !== undefined && task.waitsFor !== undefined && task.waitsFor.file === undefined;
}

/** Lets tasks that wait for the shot before them go on with a take of it that was chosen since they were ordered. */
export async function goOnWithChosen({ tasks, takes }: GoOnDependencies): Promise<void> {
  const waiting = tasks.list().filter(waitsForChoice);
  if (waiting.length === 0) return;
  for (const task of waiting) {
    const behind = task.source && (await documentBehind(task.prompt, task.source));
    if (!behind) continue;
    const film = await filmIn(behind, takes);
    const start = findShot(behind.text, behind.kind, { ...task.source, prompt: task.prompt })?.shot.start;
    const own = film.find(({ shot }) => shot.start === start);
    const file = own && chosenFor(task, beforeIn(film, own), (id) => tasks.get(id));
    if (file !== undefined) await tasks.waitOn(task.id, { file });
  }
}
