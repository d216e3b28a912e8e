import type { Journal } from '../journal/journal.ts';
import type { Task } from '../task.ts';
import { startNow } from '../startFrame.ts';

/** The tasks that wait for another one's take, and which of them have waited long enough. */
export interface HeldTasks {
  /** Call with every task that changed. */
  readonly notice: (task: Task) => void;
  remove(id: string): void;
  /** Those for which there is something to do now. */
  due(): readonly Task[];
}

export function createHeldTasks({ get }: Pick<Journal, 'get'>): HeldTasks {
  const held = new Set<string>();
  return {
    notice: ({ id, state }) => {
      if (state === 'held') held.add(id);
      else held.delete(id);
    },
    remove: (id) => { held.delete(id); },
    due: () => [...held].flatMap((id) => get(id) ?? []).filter((task) => startNow(task, get).kind !== 'notYet'),
  };
}
