import type { Task } from '../../tasks/task.ts';
import { finalStates } from '../../tasks/task.ts';
import { descriptionOf, stateWords, taskTitle } from '../../tasks/words.ts';
import type { TakeView } from './protocol.ts';

/** More would be a list, for which there is the view of all tasks. */
const mostTakes = 12;

/** How a task belongs to the shot on the table: it was made here, or it says the same as the shot does. */
export interface ShotIdentity {
  readonly prompt: string;
  readonly made: ReadonlySet<string>;
}

/** Tasks of this shot and their takes, newest first. `now` in milliseconds since the epoch; `uriOf` links a file for the page. */
export function takesOf(tasks: readonly Task[], identity: ShotIdentity, now: number, uriOf: (file: string) => string | undefined): readonly TakeView[] {
  const prompt = identity.prompt.trim();
  const ours = tasks.filter((task) => identity.made.has(task.id) || (prompt !== '' && task.prompt.trim() === prompt));
  return ours.sort((a, b) => b.createdAt - a.createdAt).slice(0, mostTakes).map((task) => {
    const video = task.file === undefined ? undefined : uriOf(task.file);
    return {
      id: task.id, title: taskTitle(task), words: [stateWords(task), descriptionOf(task, now)].join(' · '),
      running: !finalStates.has(task.state), failed: task.state === 'failed', progress: task.progress,
      ...(video !== undefined && { video }),
    };
  });
}
