import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { commands, views } from '../host/ids.ts';
import { showInformation, showWarning } from '../host/messages.ts';
import { isFromOutside } from '../host/ownClicks.ts';
import { pick } from '../host/pick.ts';
import { settingNames } from '../shots/settings.ts';
import { whyNoneStoppable } from '../tasks/givenUp.ts';
import type { PublicTask } from '../tasks/publicTask.ts';
import { toPublicTask } from '../tasks/publicTask.ts';
import type { Task } from '../tasks/task.ts';
import { canStop } from '../tasks/task.ts';
import type { OrderNow } from '../tasks/taskOrders.ts';
import { ordersIn } from '../tasks/taskOrders.ts';
import type { Tasks } from '../tasks/tasks.ts';
import { orderTitle, orderWords } from '../tasks/words.ts';
import type { OrderDependencies } from './gate/order.ts';
import type { WantedShot } from './gate/wantedShot.ts';
import { shotAgain } from './shotAgain.ts';
import { startShots } from './startShots.ts';
import { confirmStop, tellStopped } from './taskQuestions.ts';

export interface OrderCommandDependencies {
  readonly tasks: Pick<Tasks, 'get' | 'list' | 'stopTracking' | 'waitOn'>;
  readonly orders: OrderDependencies;
}

/** The order that a command is meant for: the row of the tree or `{order}`, the only one that fits, or the one picked. */
async function orderFor(argument: unknown, tasks: Pick<Tasks, 'list'>, fits: (order: OrderNow) => boolean, tellNone: (orders: readonly OrderNow[]) => void): Promise<OrderNow | undefined> {
  const named = (argument as { readonly order?: unknown } | undefined)?.order;
  const meant = [...ordersIn(tasks.list()).values()].filter((order) => named === undefined || order.id === named);
  const fitting = meant.filter(fits);
  const [first, ...others] = fitting;
  if (!first) tellNone(meant);
  if (others.length === 0) return first;
  return (await pick(fitting.map((order) => ({ label: orderTitle(order), description: orderWords(order), order })), { placeHolder: l10n.t('Which film?') }))?.order;
}

/** Why there is nothing to stop; what may have been charged leads to what can be done about it. */
function tellWhyNone(orders: readonly OrderNow[]): void {
  const { why, task } = whyNoneStoppable(orders.flatMap(({ tasks }) => tasks)) ?? {};
  const resolve = task?.state === 'unconfirmed' ? [{ label: l10n.t('Resolve…'), run: () => vscode.commands.executeCommand(commands.taskResolveUnconfirmed, { id: task.id }) }] : [];
  if (why !== undefined) (task ? showWarning : showInformation)(why, resolve);
}

/** *Stop All*: one question where something is with a gateway. What waits for a shot that is stopped is stopped first, or it would say so each. */
export async function stopAll(argument: unknown, { tasks }: OrderCommandDependencies): Promise<void> {
  const order = await orderFor(argument, tasks, (one) => one.tasks.some(canStop), tellWhyNone);
  const open = order?.tasks.filter(canStop) ?? [];
  if (open.length === 0 || !(await confirmStop(open))) return;
  await vscode.window.withProgress({ location: { viewId: views.tasks } }, async () => {
    const messages = new Set<string>();
    for (const { id } of open.toReversed()) {
      const outcome = await tasks.stopTracking(id);
      if (outcome.kind === 'notDone') messages.add(outcome.message);
    }
    messages.forEach((message) => { showWarning(message); });
  });
  tellStopped(open, tasks);
}

async function wantedAgain(task: Task, confirm: boolean): Promise<WantedShot> {
  const { prompt = task.prompt, source, ...said } = await shotAgain({ shot: { prompt: task.prompt, settings: task.settings }, gateway: task.gateway, ...(task.source && { source: task.source }) });
  const written = Object.fromEntries(Object.entries(said).filter(([name]) => settingNames.some((known) => known === name)));
  return { prompt, confirm, written: { ...written, takes: 1 }, ...(source && { source }), ...(task.order && { order: task.order }), again: task.id };
}

/** *Retry Failed*: the failed shots of an order once more, by one question. Those that waited for one of them wait for its second try. */
export async function retryFailed(argument: unknown, { tasks, orders }: OrderCommandDependencies): Promise<readonly PublicTask[] | undefined> {
  const order = await orderFor(argument, tasks, ({ failed }) => failed > 0, () => { showInformation(l10n.t('No task of a film has failed.')); });
  if (!order) return undefined;
  const wanted = await Promise.all(order.tasks.filter(({ state }) => state === 'failed').map((task) => wantedAgain(task, isFromOutside(argument))));
  const made = await startShots(wanted, orders);
  for (const { id, again } of made ?? []) {
    const waiting = tasks.list().filter(({ waitsFor }) => waitsFor?.task !== undefined && waitsFor.task === again);
    await Promise.all(waiting.map((task) => tasks.waitOn(task.id, { task: id })));
  }
  return made?.map(toPublicTask);
}
