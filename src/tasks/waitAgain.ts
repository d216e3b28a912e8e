import type { Journal } from './journal/journal.ts';
import { isHeld } from './transition.ts';

/** A task that was stopped is tracked again: the shots that stood still for want of its take wait for it as before. One that cannot be written now is left to the person. */
export async function waitAgain(before: string, { list, apply }: Pick<Journal, 'list' | 'apply'>, at: number): Promise<void> {
  const standing = list().filter((task) => task.state === 'paused' && isHeld(task) && task.waitsFor?.task === before && task.waitsFor.file === undefined);
  await Promise.all(standing.map(({ id }) => apply(id, { kind: 'checkRequested', at }).catch(() => undefined)));
}
