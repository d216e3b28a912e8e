import { startNow } from './startFrame.ts';
import type { Task } from './task.ts';
import { finalStates, isLive } from './task.ts';

/** What was ordered together, as it stands now. */
export interface OrderNow {
  readonly id: string;
  /** The name of the film; absent where the shots came from several places. */
  readonly title?: string;
  /** As ordered; a task that was tried once more is left out for the one that tries. */
  readonly tasks: readonly Task[];
  readonly completed: number;
  readonly failed: number;
  /** Of all of them together, 0–100: what was stopped or failed is done with. */
  readonly progress: number;
  /** Some have not ended. */
  readonly isOpen: boolean;
  /** Something still happens by itself. */
  readonly goesOn: boolean;
}

/** Every order of several tasks, by its id. What waits for the person's approval is not ordered yet. */
export function ordersIn(tasks: readonly Task[]): ReadonlyMap<string, OrderNow> {
  const byOrder = new Map<string, Task[]>();
  const byId = new Map<string, Task>();
  for (const task of tasks) {
    byId.set(task.id, task);
    if (task.order && task.state !== 'needsApproval') byOrder.set(task.order.id, [...(byOrder.get(task.order.id) ?? []), task]);
  }
  const orders = [...byOrder].map(([id, all]) => orderNow(id, all, (other) => byId.get(other)));
  return new Map(orders.filter(({ tasks: { length } }) => length > 1).map((order) => [order.id, order]));
}

function orderNow(id: string, all: readonly Task[], get: (id: string) => Task | undefined): OrderNow {
  const retried = new Set(all.flatMap(({ again }) => again ?? []));
  const tasks = all.filter((task) => !retried.has(task.id)).sort((a, b) => (placeOf(a, get) < placeOf(b, get) ? -1 : 1));
  const title = all[0]?.order?.title;
  const done = tasks.map(({ state, progress }) => (finalStates.has(state) ? 100 : progress));
  return {
    id, ...(title !== undefined && { title }), tasks,
    completed: tasks.filter(({ state }) => state === 'completed').length,
    failed: tasks.filter(({ state }) => state === 'failed').length,
    progress: done.reduce((sum, one) => sum + one, 0) / Math.max(1, done.length),
    isOpen: tasks.some(({ state }) => !finalStates.has(state)),
    goesOn: tasks.some((task) => goesOn(task, get)),
  };
}

/** A second try stands where the first one stood: ids sort by the time at which they were ordered, so the first one's is the least. */
function placeOf(task: Task, get: (id: string) => Task | undefined): string {
  const first = task.again === undefined || task.again >= task.id ? undefined : get(task.again);
  return first ? placeOf(first, get) : task.id;
}

/** Whether a task comes along without the person: it is on its way, or waits for one that is. */
function goesOn(task: Task, get: (id: string) => Task | undefined, asked: ReadonlySet<string> = new Set()): boolean {
  if (task.state !== 'held') return isLive(task);
  const before = task.waitsFor?.task === undefined || asked.has(task.id) ? undefined : get(task.waitsFor.task);
  return startNow(task, get).kind !== 'notYet' || (before !== undefined && goesOn(before, get, new Set([...asked, task.id])));
}
