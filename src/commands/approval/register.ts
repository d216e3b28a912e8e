import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { commands } from '../../host/ids.ts';
import { spendingSettings } from '../../host/settings.ts';
import type { Tasks } from '../../tasks/tasks.ts';
import { stateWords, taskTitle } from '../../tasks/words.ts';
import type { Allowance } from '../../wallet/allowance.ts';
import { readMoney } from '../../wallet/money.ts';
import type { Fitting } from '../pickTask.ts';
import { pickTask, pickTasks } from '../pickTask.ts';
import type { ApprovalDesk } from './review.ts';

function waiting(): Fitting {
  return {
    fits: ({ state }) => state === 'needsApproval', none: l10n.t('No agent’s request is waiting for your approval.'),
    unfit: (task) => l10n.t('“{0}” doesn’t need approval ({1}).', taskTitle(task), stateWords(task)),
  };
}

/** The unit of the person's own prices; the first that says one. */
function ownUnit(prices: unknown): string {
  const written = typeof prices === 'object' && prices !== null ? Object.values(prices) : [];
  const units = written.flatMap((price) => (typeof price === 'string' ? readMoney(price)?.unit ?? [] : []));
  return units.find((unit) => unit !== '') ?? '';
}

/** *Approve…*, *Approve All of This Quote…* and *Refuse* for what agents ordered, and *Let Agents Spend…*. Loaded when the first of them is run. */
export function registerApprovals(desk: ApprovalDesk & { readonly tasks: Pick<Tasks, 'ready'> }, allowance: Allowance): vscode.Disposable {
  const { tasks } = desk;
  const review = (whole: boolean) => async (argument: unknown): Promise<void> => {
    const task = await pickTask(tasks, argument, waiting());
    if (task) await (await import('./review.ts')).reviewOrder(task.id, desk, whole);
  };
  // Why the list cannot be read is said in a notice.
  tasks.ready.then(async () => {
    const count = tasks.list().filter(({ state }) => state === 'needsApproval').length;
    if (count > 0) (await import('./review.ts')).tellOfWaiting(count);
  }, () => undefined);
  return vscode.Disposable.from(
    vscode.commands.registerCommand(commands.taskApprove, review(false)),
    vscode.commands.registerCommand(commands.taskApproveQuote, review(true)),
    vscode.commands.registerCommand(commands.setAgentAllowance, async (): Promise<void> => {
      const unit = desk.wallet.orders().findLast(({ quoted }) => quoted !== undefined)?.quoted?.unit ?? ownUnit(spendingSettings().prices);
      await (await import('./setAllowance.ts')).setAllowance(allowance, unit);
    }),
    vscode.commands.registerCommand(commands.taskRefuse, async (argument: unknown, selection: unknown): Promise<void> => {
      const chosen = await pickTasks(tasks, argument, selection, waiting());
      if (chosen.length > 0) await (await import('./review.ts')).refuseOrders(chosen.map(({ id }) => id), desk);
    }),
  );
}
