import type { Task } from '../task.ts';
import { costsMoney } from '../task.ts';

/** Free renderings at a time: each keeps a thread of this machine busy. */
const maxFree = 2;
const takesSlot = new Set<Task['state']>(['submitting', 'queued', 'running']);

/**
 * The `waiting` tasks that may start now, oldest first. A paid task takes one of `maxPaid` slots from its preparation until
 * the gateway has finished it; downloads, `unconfirmed` and `paused` tasks take none. `starting`: being prepared already.
 */
export function startable(live: Iterable<Task>, starting: (id: string) => boolean, maxPaid: number, now: number): readonly Task[] {
  const free = { paid: maxPaid, unpaid: maxFree };
  const waiting: Task[] = [];
  for (const task of live) {
    const kind = costsMoney(task.gateway) ? 'paid' : 'unpaid';
    if (takesSlot.has(task.state) || (task.state === 'waiting' && starting(task.id))) {
      free[kind] -= 1;
    } else if (task.state === 'waiting' && (task.retryAt ?? 0) <= now) {
      waiting.push(task);
    }
  }
  return waiting.sort((a, b) => (a.id < b.id ? -1 : 1)).filter((task) => {
    const kind = costsMoney(task.gateway) ? 'paid' : 'unpaid';
    free[kind] -= 1;
    return free[kind] >= 0;
  });
}
