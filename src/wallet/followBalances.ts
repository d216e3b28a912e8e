import type { Tasks } from '../tasks/tasks.ts';
import type { Task } from '../tasks/task.ts';
import type { Balances } from './balances.ts';

/** Reads a balance after a paid take and when a gateway says that it does not suffice; `Balances` keeps the pace. Returns what stops it. */
export function followBalances(balances: Pick<Balances, 'read'>, tasks: Pick<Tasks, 'onDidChange'>): () => void {
  const seen = new Map<string, Task['state']>();
  return tasks.onDidChange(({ changed, removed }) => {
    for (const { id, state, gateway, failure } of changed) {
      const isNews = seen.get(id) !== state && seen.has(id);
      seen.set(id, state);
      const matters = state === 'completed' || ((state === 'paused' || state === 'failed') && failure?.class === 'balance');
      if (isNews && matters && gateway !== 'animatic') void balances.read({ only: gateway });
    }
    removed.forEach((id) => seen.delete(id));
  });
}
