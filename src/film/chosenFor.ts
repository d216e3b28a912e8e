import type { Task } from '../tasks/task.ts';
import { finalStates } from '../tasks/task.ts';
import type { FilmShot } from './film.ts';
import { isPicked, startOf } from './madeBy.ts';

/**
 * The take of the shot `before` that a task which waits for it goes on with now, absolute path; undefined: it waits on. While that
 * shot is being made only a take that somebody named or starred counts; after that, any that is up to date, and for a paid task no
 * animatic. `get`: the task of an id.
 */
export function chosenFor({ waitsFor, gateway = 'animatic' }: Pick<Task, 'waitsFor'> & Partial<Pick<Task, 'gateway'>>, before: FilmShot | undefined, get: (id: string) => Task | undefined): string | undefined {
  const chosen = before && startOf(before, gateway);
  if (!before || !chosen) return undefined;
  const making = waitsFor?.task === undefined ? undefined : get(waitsFor.task);
  // That one comes by itself, once; where its last frame could not be taken, it is the person who says how to go on.
  if (making?.file === chosen.take.file) return undefined;
  const comes = making !== undefined && !finalStates.has(making.state);
  // What it was ordered to replace, nobody had picked: who does so after nothing came of that means it.
  if (chosen.take.file === waitsFor?.not && (comes || !isPicked(before))) return undefined;
  return isPicked(before) || (!comes && chosen.upToDate) ? chosen.take.file : undefined;
}
