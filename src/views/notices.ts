import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { commands } from '../host/ids.ts';
import type { MessageAction } from '../host/messages.ts';
import { failureWords, showError, showInformation, showWarning } from '../host/messages.ts';
import type { PaidGatewayId } from '../host/settings.ts';
import type { Task, TaskState } from '../tasks/task.ts';
import type { OrderNow } from '../tasks/taskOrders.ts';
import { ordersIn } from '../tasks/taskOrders.ts';
import type { TakeNames } from '../tasks/takeNames.ts';
import type { Tasks } from '../tasks/tasks.ts';
import { createOrderNews, orderNewsWords, reasonOf } from './orderNews.ts';
import { gatewayName } from '../gateways/sites.ts';
import { verbCommand } from '../host/verbs.ts';
import { isOverLimit, verbLabel, verbsFor } from '../tasks/verbs.ts';

/** VS Code shows more than these in two lines. */
const mostButtons = 3;

/** What helps the task, as its row in the tree has it, and where nothing does the way there. */
function actionsFor(task: Task): readonly MessageAction[] {
  const spending = isOverLimit(task) ? [{ label: l10n.t('Show Spending'), run: () => vscode.commands.executeCommand(commands.showSpending) }] : [];
  const helps = [...verbsFor(task).map((verb): MessageAction => {
    const { command, argument } = verbCommand(verb, task);
    return { label: verbLabel(verb, task), run: () => vscode.commands.executeCommand(command, argument) };
  }), ...spending];
  return helps.length > 0 ? helps : [showTasks()];
}

function showTasks(): MessageAction {
  return { label: l10n.t('Show Tasks'), run: () => vscode.commands.executeCommand(commands.showTasks) };
}

/** Whether a key for a paid gateway is there. */
export interface KnownKeys {
  has(gateway: PaidGatewayId): Promise<boolean>;
}

/** What a notification asks of the tasks and keys. */
interface Offering {
  readonly tasks: Pick<Tasks, 'get' | 'stopTracking'>;
  readonly keys: KnownKeys;
  readonly names: Pick<TakeNames, 'ofTask'>;
}

/**
 * Where the money is used up, the other gateway is offered if it has a key; nothing changes over by itself, and the order passes
 * the same questions.
 */
async function otherGateway(task: Task, { tasks, keys }: Offering): Promise<MessageAction[]> {
  const { gateway, failure, mayBeCharged, prompt, settings, source } = task;
  const other = gateway === 'apimart' ? 'toapis' : 'apimart';
  if (failure?.class !== 'balance' || gateway === 'animatic' || mayBeCharged || prompt === '' || !(await keys.has(other))) {
    return [];
  }
  const argument = { ...settings, prompt, gateway: other, ...(source && { source }) };
  return [{
    label: l10n.t('Generate with {0}', gatewayName(other)),
    run: async () => {
      const placed = await vscode.commands.executeCommand(commands.generate, argument);
      if (placed !== undefined) {
        await stopUnsent(task.id, tasks);
      }
    },
  }];
}

/** The same shot is on its way elsewhere: a task that never reached its gateway must not be sent, and paid, later. One that went out meanwhile stays. */
async function stopUnsent(id: string, tasks: Offering['tasks']): Promise<void> {
  const task = tasks.get(id);
  if (task && (task.state === 'paused' || task.state === 'waiting' || task.state === 'held') && task.remoteId === undefined) {
    const outcome = await tasks.stopTracking(id);
    if (outcome.kind === 'notDone') {
      showWarning(outcome.message);
    }
  }
}

async function announce(task: Task, offering: Offering): Promise<void> {
  const title = offering.names.ofTask(task);
  const why = task.failure ? failureWords(task.failure) : '';
  switch (task.state) {
    case 'completed':
      showInformation(l10n.t('The video is ready: {0}', title), [
        { label: l10n.t('Open'), run: () => vscode.commands.executeCommand(commands.taskOpenPreview, { id: task.id }) },
      ]);
      break;
    case 'cancelled':
      // Whoever stopped it here knows.
      if (task.failure?.class === 'cancelled') {
        showError(l10n.t('No video for “{0}”: {1}', title, why), actionsFor(task));
      }
      break;
    case 'failed':
      showError(l10n.t('No video for “{0}”: {1}', title, why), [...await otherGateway(task, offering), ...actionsFor(task)].slice(0, mostButtons));
      break;
    case 'paused':
      showWarning(l10n.t('Paused “{0}”: {1}', title, why), [...await otherGateway(task, offering), ...actionsFor(task)].slice(0, mostButtons));
      break;
    case 'unconfirmed':
      showWarning(l10n.t('“{0}” may have been charged: no reply from {1}. It won’t be resent automatically.', title, gatewayName(task.gateway)), [
        { label: l10n.t('Resolve…'), run: () => vscode.commands.executeCommand(commands.taskResolveUnconfirmed, { id: task.id }) },
      ]);
      break;
    default:
      break;
  }
}

/**
 * Whether the task belongs to a workspace folder that is open here; every window hears of every task. A window without a
 * folder cannot tell which are its own: told twice is better than never.
 */
function isOurs(task: Task): boolean {
  if (!vscode.workspace.workspaceFolders?.length) {
    return true;
  }
  const places = [...(task.source ? [vscode.Uri.parse(task.source.uri)] : []), vscode.Uri.file(task.folder)];
  return places.some((place) => vscode.workspace.getWorkspaceFolder(place) !== undefined);
}

const showLog = (): MessageAction => ({ label: l10n.t('Show Log'), run: () => vscode.commands.executeCommand(commands.showLog) });

/** A list that is short of tasks, or empty because it could not be read, says so once. */
function tellOfReading({ ready, damaged }: Pick<Tasks, 'ready' | 'damaged'>): void {
  ready.then(() => {
    if (damaged.length > 0) {
      showWarning(l10n.t('{0} task records can’t be read and were set aside, so their tasks aren’t listed. Paid tasks are still listed on the gateway’s website; the log names the files.', damaged.length), [showLog()]);
    }
  }, (error: unknown) => {
    showError(l10n.t('The task list can’t be read: {0} Then reload the window.', error instanceof Error ? error.message : String(error)), [showLog()]);
  });
}

/** The one notification of an order. */
function announceOrder(order: OrderNow): void {
  const words = orderNewsWords(order);
  const show = showTasks();
  const first = reasonOf(order);
  const retry = { label: l10n.t('Retry Failed'), run: () => vscode.commands.executeCommand(commands.orderRetryFailed, { order: order.id }) };
  // Once more for all that failed takes the place of once more for the first of them.
  const helps = first ? actionsFor(first).filter(({ label }) => label !== show.label && label !== verbLabel('generateAgain', first)) : [];
  const actions = [...helps, ...(order.failed > 0 ? [retry] : []), show].slice(0, mostButtons);
  if (order.completed === order.tasks.length) showInformation(words, [show]);
  else if (order.failed > 0) showError(words, actions);
  else showWarning(words, actions);
}

/**
 * One notification when a task, or all that was ordered together, ends or needs an answer, in one window: the one that made it or, after a reload, the one
 * that has its workspace open.
 */
export function registerNotices(tasks: Pick<Tasks, 'get' | 'list' | 'onDidChange' | 'ready' | 'damaged' | 'stopTracking'>, madeHere: ReadonlySet<string>, keys: KnownKeys, names: Pick<TakeNames, 'ofTask'>): vscode.Disposable {
  const seen = new Map<string, TaskState>();
  const startedAt = Date.now();
  const newsOf = createOrderNews();
  const unsubscribe = tasks.onDidChange(({ changed, removed }) => {
    const fresh = changed.filter((task) => {
      const before = seen.get(task.id);
      seen.set(task.id, task.state);
      const news = before !== task.state && (before !== undefined || madeHere.has(task.id));
      return news && (madeHere.has(task.id) || (task.createdAt < startedAt && isOurs(task)));
    });
    const news = newsOf(fresh, fresh.some(({ order }) => order) ? ordersIn(tasks.list()) : new Map<string, OrderNow>());
    news.tasks.forEach((task) => void announce(task, { tasks, keys, names }));
    news.orders.forEach(announceOrder);
    removed.forEach((id) => seen.delete(id));
  });
  const remember = (): void => {
    for (const task of tasks.list()) {
      if (!seen.has(task.id)) {
        seen.set(task.id, task.state);
      }
    }
  };
  // Why the list cannot be read is said below.
  tasks.ready.then(remember, () => undefined);
  tellOfReading(tasks);
  return new vscode.Disposable(unsubscribe);
}
