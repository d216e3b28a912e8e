import { filmSettingsOf } from '../shots/document.ts';
import type { Task } from '../tasks/task.ts';
import { finalStates } from '../tasks/task.ts';
import type { FilmShot } from './film.ts';

/**
 * The take of the shot `before` that a task which waits for it goes on with now, absolute path; undefined: it waits on. While that
 * shot is being made only a take that somebody named or starred counts; after that, any that is up to date. `get`: the task of an id.
 */
export function chosenFor({ waitsFor }: Pick<Task, 'waitsFor'>, before: FilmShot | undefined, get: (id: string) => Task | undefined): string | undefined {
  const chosen = before?.chosen;
  if (!before || !chosen || chosen.take.file === waitsFor?.not) return undefined;
  const making = waitsFor?.task === undefined ? undefined : get(waitsFor.task);
  if (making?.file === chosen.take.file) return undefined;
  const comes = making !== undefined && !finalStates.has(making.state);
  return isPicked(before) || (!comes && chosen.upToDate) ? chosen.take.file : undefined;
}

/** Whether somebody named or starred the take that the film uses: the film goes on using that one, whatever is made after it. */
export function isPicked({ shot, chosen }: Pick<FilmShot, 'shot' | 'chosen'>): boolean {
  return chosen !== undefined && (filmSettingsOf(shot).take !== undefined || chosen.take.favourite);
}
