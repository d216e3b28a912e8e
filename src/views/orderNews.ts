import * as l10n from '@vscode/l10n';
import type { Task } from '../tasks/task.ts';
import type { OrderNow } from '../tasks/taskOrders.ts';
import { orderTitle } from '../tasks/words.ts';
import { oneLine } from '../shots/oneLine.ts';

/** What is to be said after tasks changed: of each of these tasks, and of each of these orders as a whole. */
export interface News {
  readonly tasks: readonly Task[];
  readonly orders: readonly OrderNow[];
}

/**
 * Six tasks of one order are one piece of news, when nothing of it goes on by itself any more. What needs an answer is told at once,
 * but not twice for the same reason. Whoever stopped a task knows.
 */
export function createOrderNews(): (news: readonly Task[], orders: ReadonlyMap<string, OrderNow>) => News {
  const asked = new Set<string>();
  return (news, orders) => {
    const orderOf = (task: Task): OrderNow | undefined => (task.order ? orders.get(task.order.id) : undefined);
    const ofOrders = Map.groupBy(news.filter((task) => orderOf(task) !== undefined), (task) => task.order?.id ?? '');
    const told = [...ofOrders].flatMap(([id, tasks]): readonly News[] => {
      const order = orders.get(id);
      if (!order) return [];
      if (!order.goesOn) {
        for (const key of asked) if (key.startsWith(`${id} `)) asked.delete(key);
        return tasks.every(isStoppedHere) ? [] : [{ tasks: [], orders: [order] }];
      }
      const open = tasks.filter((task) => {
        if (task.state !== 'paused' && task.state !== 'unconfirmed') return false;
        const key = `${id} ${task.state} ${task.failure?.class ?? ''}`;
        const isNew = !asked.has(key);
        asked.add(key);
        return isNew;
      });
      return [{ tasks: open, orders: [] }];
    });
    return { tasks: [...news.filter((task) => orderOf(task) === undefined), ...told.flatMap(({ tasks }) => tasks)], orders: told.flatMap((one) => one.orders) };
  };
}

function isStoppedHere({ state, failure }: Task): boolean {
  return state === 'cancelled' && failure?.class !== 'cancelled';
}

/** "All 6 videos are ready: courier", or how many, what became of the others, and why. */
export function orderNewsWords(order: OrderNow): string {
  const { tasks, completed, failed } = order;
  if (completed === tasks.length) return order.title === undefined ? l10n.t('All {0} videos are ready.', completed) : l10n.t('All {0} videos are ready: {1}', completed, orderTitle(order));
  const count = (state: Task['state']): number => tasks.filter((task) => task.state === state).length;
  const others = [
    ...(failed > 0 ? [l10n.t('{0} failed', failed)] : []),
    ...(count('paused') > 0 ? [l10n.t('{0} paused', count('paused'))] : []),
    ...(count('held') > 0 ? [l10n.t('{0} waiting', count('held'))] : []),
    ...(count('unconfirmed') > 0 ? [l10n.t('{0} unconfirmed', count('unconfirmed'))] : []),
    ...(count('cancelled') > 0 ? [l10n.t('{0} stopped', count('cancelled'))] : []),
  ];
  const done = order.title === undefined ? l10n.t('{0} of {1} videos ready', completed, tasks.length) : l10n.t('“{2}”: {0} of {1} videos ready', completed, tasks.length, orderTitle(order));
  const why = reasonOf(order)?.failure?.message;
  return oneLine([l10n.t('{0} ({1}).', done, others.join(', ')), ...(why === undefined ? [] : [why])]);
}

/** The task whose reason says most of why an order is not whole: what may have been charged first, then what failed by itself. */
export function reasonOf({ tasks }: OrderNow): Task | undefined {
  const first = (...states: readonly Task['state'][]): Task | undefined => tasks.find(({ state, failure }) => states.includes(state) && failure !== undefined);
  return first('unconfirmed') ?? first('failed') ?? first('paused', 'cancelled');
}
