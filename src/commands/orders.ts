import { costsMoney } from '../tasks/task.ts';
import type { NewTask } from '../tasks/tasks.ts';

/**
 * Within this time the same order is more likely a slip of the hand than a wish, in milliseconds. A person who sees nothing
 * happen clicks again after some seconds, not at once; whoever wants one more take answers one question.
 */
export const slipMs = 10_000;

/** Keeps one gesture from being two orders: a key held down, a double click, a command called twice. Free shots pass. */
export interface Orders {
  /** Places an order; one that is the same while it is still being placed, questions and all, is that very order. */
  place<T>(tasks: readonly NewTask[], place: () => Promise<T>): Promise<T>;
  /** Whether one of these paid shots was ordered a moment ago. */
  isRepeat(tasks: readonly NewTask[]): boolean;
  /** Says that this was ordered just now. */
  ordered(task: NewTask): void;
}

/** What makes two orders the same; not the place where the shot was written. */
function keyOf({ gateway, baseUrl, shot: { prompt, settings } }: NewTask): string {
  return JSON.stringify([gateway, baseUrl, prompt, Object.entries(settings).sort(([a], [b]) => (a < b ? -1 : 1))]);
}

export function createOrders(now: () => number = Date.now): Orders {
  const open = new Map<string, Promise<unknown>>();
  const orderedAt = new Map<string, number>();
  const isRecent = (at: number | undefined): boolean => at !== undefined && now() - at < slipMs;
  return {
    place: <T>(tasks: readonly NewTask[], place: () => Promise<T>): Promise<T> => {
      if (!tasks.some(({ gateway }) => costsMoney(gateway))) {
        return place();
      }
      const key = JSON.stringify(tasks.map(keyOf));
      // The same key is the same call from the same place, so it resolves to the same kind of thing.
      const order = (open.get(key) as Promise<T> | undefined) ?? place().finally(() => open.delete(key));
      open.set(key, order);
      return order;
    },
    isRepeat: (tasks) => tasks.some((task) => costsMoney(task.gateway) && isRecent(orderedAt.get(keyOf(task)))),
    ordered: (task) => {
      for (const [key, at] of orderedAt) {
        if (!isRecent(at)) {
          orderedAt.delete(key);
        }
      }
      orderedAt.set(keyOf(task), now());
    },
  };
}
