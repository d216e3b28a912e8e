import * as l10n from '@vscode/l10n';
import type { Task } from '../../tasks/task.ts';
import { finalStates } from '../../tasks/task.ts';
import type { OrderNow } from '../../tasks/taskOrders.ts';
import { ordersIn } from '../../tasks/taskOrders.ts';
import { dayText } from '../../shots/dateText.ts';

/** A heading of the tree: what agents ordered and nobody approved yet, what is active, then one for each day on which tasks ended, well or not. */
export interface Group {
  /** `approval`, `active` or the local date, `2026-11-20`. */
  readonly key: string;
  readonly label: string;
  readonly tasks: readonly Task[];
  /** What stands under it: tasks, and orders of several of them where the first of these would stand. */
  readonly rows: readonly (Task | OrderNow)[];
}

function dayKey(time: number): string {
  const day = new Date(time);
  return [day.getFullYear(), String(day.getMonth() + 1).padStart(2, '0'), String(day.getDate()).padStart(2, '0')].join('-');
}

function dayLabel(key: string, now: number, language: string): string {
  if (key === dayKey(now)) {
    return l10n.t('Today');
  }
  const yesterday = new Date(now);
  yesterday.setDate(yesterday.getDate() - 1);
  if (key === dayKey(yesterday.getTime())) {
    return l10n.t('Yesterday');
  }
  return dayText(new Date(`${key}T00:00:00`).getTime(), language);
}

/** When a task took its place among the finished ones. */
function endOf(task: Task): number {
  return task.completedAt ?? task.createdAt;
}

/** The heading under which a task stands that has not ended. */
export function openGroupOf({ state }: Task): 'approval' | 'active' {
  return state === 'needsApproval' ? 'approval' : 'active';
}

/**
 * What needs approval first, then active tasks, then those that ended by local day, newest first. Tasks of one order stand together:
 * among the active ones until the last of them has ended. Groups without tasks are left out. `language`: dates are written in it.
 */
export function groupTasks(tasks: readonly Task[], now: number, language: string): readonly Group[] {
  const orders = ordersIn(tasks);
  const orderOf = new Map([...orders.values()].flatMap((order) => order.tasks.map(({ id }) => [id, order] as const)));
  const keys = Map.groupBy(tasks, (task) => {
    const order = orderOf.get(task.id);
    if (order) return order.isOpen ? 'active' : dayKey(Math.max(...order.tasks.map(endOf)));
    return finalStates.has(task.state) ? dayKey(endOf(task)) : openGroupOf(task);
  });
  const group = (key: string, label: string): readonly Group[] => {
    const own = keys.get(key) ?? [];
    return own.length === 0 ? [] : [{ key, label, tasks: own, rows: rowsOf(own, orderOf) }];
  };
  const days = [...keys.keys()].filter((key) => key !== 'approval' && key !== 'active').sort().reverse();
  for (const day of days) keys.get(day)?.sort((a, b) => endOf(b) - endOf(a));
  return [
    ...group('approval', l10n.t('Needs your approval')),
    ...group('active', l10n.t('Active')),
    ...days.flatMap((day) => group(day, dayLabel(day, now, language))),
  ];
}

function rowsOf(tasks: readonly Task[], orderOf: ReadonlyMap<string, OrderNow>): readonly (Task | OrderNow)[] {
  return [...new Set(tasks.map((task) => orderOf.get(task.id) ?? task))];
}
