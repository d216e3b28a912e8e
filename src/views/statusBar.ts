import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { commands } from '../host/ids.ts';
import { plain, plainLines } from '../host/plain.ts';
import { gatewayName } from '../gateways/sites.ts';
import { costsMoney } from '../tasks/task.ts';
import type { Task } from '../tasks/task.ts';
import type { OrderNow } from '../tasks/taskOrders.ts';
import { ordersIn } from '../tasks/taskOrders.ts';
import type { TakeNames } from '../tasks/takeNames.ts';
import type { Tasks } from '../tasks/tasks.ts';
import type { Balances } from '../wallet/balances.ts';
import { balanceWords } from '../wallet/balances.ts';
import { usedIn } from '../wallet/cap.ts';
import { sumsText } from '../wallet/money.ts';
import { spendingWords } from '../wallet/spendingWords.ts';
import type { Wallet } from '../wallet/wallet.ts';
import { approvalWords, descriptionOf, isRunning } from '../tasks/words.ts';

/** One status bar item while something runs or waits for an answer; nothing otherwise. */
export function registerStatusBar(tasks: Pick<Tasks, 'list' | 'onDidChange' | 'ready'>, wallet: Pick<Wallet, 'orders' | 'limits' | 'onDidChange'>, balances: Pick<Balances, 'readings' | 'onDidChange'>, names: Pick<TakeNames, 'ofTask'>): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('hailuo.status', vscode.StatusBarAlignment.Left, 10);
  item.name = l10n.t('Hailuo tasks');
  item.command = commands.showTasks;

  const update = (): void => {
    const all = tasks.list();
    const running = all.filter(isRunning);
    const unconfirmed = all.filter((task) => task.state === 'unconfirmed');
    const waiting = all.filter((task) => task.state === 'waiting' || task.state === 'held');
    const proposed = all.filter((task) => task.state === 'needsApproval');
    const whole = wholeOf(all, [...running, ...waiting]);
    item.backgroundColor = unconfirmed.length + proposed.length > 0 ? new vscode.ThemeColor('statusBarItem.warningBackground') : undefined;
    if (unconfirmed.length > 0) {
      item.text = `$(question) ${plain(l10n.t('{0} unconfirmed', unconfirmed.length))}`;
    } else if (proposed.length > 0) {
      item.text = `$(shield) ${plain(approvalWords(proposed.length))}`;
    } else if (whole.total > 0) {
      item.text = `$(sync~spin) ${plain(l10n.t('{0} of {1}', whole.completed, whole.total))}`;
    } else if (running.length === 1 && running[0]) {
      item.text = `$(sync~spin) ${plain(running[0].progress > 0 ? l10n.t('Video {0}%', Math.round(running[0].progress)) : l10n.t('Video'))}`;
    } else if (running.length === 0) {
      // Nothing moves: the gateway can't be reached, is busy, or another task's video comes first.
      item.text = `$(watch) ${plain(l10n.t('{0} waiting', waiting.length))}`;
    } else {
      item.text = `$(sync~spin) ${plain(l10n.t('{0} running', running.length + waiting.length))}`;
    }
    const shown = [...unconfirmed, ...proposed, ...running, ...waiting];
    // How much is spent is said while something paid runs: the rest of the time the view says it.
    const paid = shown.some(({ gateway }) => costsMoney(gateway));
    const today = paid ? usedIn('day', wallet.orders(), Date.now()).filter(({ micros }) => micros > 0) : [];
    item.text += today.length > 0 ? ` · ${plain(l10n.t('{0} today', sumsText(today)))}` : '';
    item.tooltip = plainLines([...shown.slice(0, 10).map((task) => `${names.ofTask(task)} — ${descriptionOf(task, Date.now(), vscode.env.language)}`), ...(paid ? moneyLines(wallet, balances) : [])]);
    item.accessibilityInformation = { label: plain(proposed.length > 0
      ? l10n.t('Hailuo: {0} running, {1} waiting, {2} unconfirmed, {3}', running.length, waiting.length, unconfirmed.length, approvalWords(proposed.length))
      : l10n.t('Hailuo: {0} running, {1} waiting, {2} unconfirmed', running.length, waiting.length, unconfirmed.length)) };
    if (shown.length > 0) {
      item.show();
    } else {
      item.hide();
    }
  };

  const stops = [tasks.onDidChange(update), wallet.onDidChange(update), balances.onDidChange(update)];
  // Why the list cannot be read is said in a notice.
  tasks.ready.then(update, () => undefined);
  return vscode.Disposable.from(item, { dispose: () => { stops.forEach((stop) => { stop(); }); } });
}

/** How far what was ordered together is: "3 of 6". Tasks that run besides count as one each; zero where nothing of an order is on its way. */
function wholeOf(all: readonly Task[], going: readonly Task[]): { readonly completed: number; readonly total: number } {
  if (!going.some(({ order }) => order)) return { completed: 0, total: 0 };
  const open = [...ordersIn(all).values()].filter(({ isOpen }) => isOpen);
  if (open.length === 0) return { completed: 0, total: 0 };
  const inOrders = new Set(open.flatMap(({ tasks }) => tasks.map(({ id }) => id)));
  const alone = going.filter(({ id }) => !inOrders.has(id)).length;
  const sum = (count: (order: OrderNow) => number): number => open.reduce((total, order) => total + count(order), 0);
  return { completed: sum(({ completed }) => completed), total: sum(({ tasks }) => tasks.length) + alone };
}

/** What is spent today, what the limits leave, and the balances as last read. */
function moneyLines(wallet: Pick<Wallet, 'orders' | 'limits'>, balances: Pick<Balances, 'readings'>): readonly string[] {
  const { spending } = spendingWords(wallet.orders(), { caps: wallet.limits() }, Date.now());
  const read = balances.readings().flatMap(({ gateway, outcome }) => (outcome.kind === 'balance' ? [l10n.t('Balance at {0}: {1}', gatewayName(gateway), balanceWords(outcome))] : []));
  return [...(spending === undefined ? [] : [spending]), ...read];
}
