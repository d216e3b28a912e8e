import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { gatewayName } from '../gateways/sites.ts';
import { commands } from '../host/ids.ts';
import { ask, showWarning } from '../host/messages.ts';
import type { Task } from '../tasks/task.ts';
import { costsMoney } from '../tasks/task.ts';
import { isHeld } from '../tasks/transition.ts';
import type { Tasks } from '../tasks/tasks.ts';
import { stateWords, taskTitle } from '../tasks/words.ts';
import { isOpen } from '../wallet/order.ts';
import { quoteWords } from '../wallet/quoteWords.ts';
import type { Wallet } from '../wallet/wallet.ts';
import type { Fitting } from './pickTask.ts';
import { pickTask } from './pickTask.ts';

/** Tasks that wait for the shot before, or stand still because it does not come. */
function waitingForShot(): Fitting {
  return {
    fits: isHeld, none: l10n.t('No task is waiting for another shot.'),
    unfit: (task) => l10n.t('“{0}” isn’t waiting for another shot ({1}).', taskTitle(task), stateWords(task)),
  };
}

/** *Start Without*: the shot from its words alone. Its order covered the money; where nothing is reserved for it any more, it is asked about. */
export async function startWithout(argument: unknown, { tasks, wallet }: { readonly tasks: Pick<Tasks, 'get' | 'list' | 'startWithout'>; readonly wallet: Pick<Wallet, 'orders' | 'quote' | 'refresh'> }): Promise<void> {
  const task = await pickTask(tasks, argument, waitingForShot());
  if (!task) return;
  if (costsMoney(task.gateway)) {
    await wallet.refresh();
    const isCovered = wallet.orders().some((order) => order.task === task.id && isOpen(order));
    if (!isCovered && !(await agrees(task, wallet))) return;
  }
  const outcome = await tasks.startWithout(task.id);
  if (outcome.kind === 'notDone') showWarning(outcome.message);
}

function agrees({ id, gateway, settings, ...task }: Task, wallet: Pick<Wallet, 'quote'>): Promise<boolean> {
  const quote = wallet.quote({ gateway, seconds: settings.duration, resolution: settings.resolution });
  return ask({
    question: l10n.t('Generate “{0}” with {1}?', taskTitle(task), gatewayName(gateway)),
    detail: `${l10n.t('It won’t start with the last frame of the shot before.')} ${quoteWords(quote, gatewayName(gateway), vscode.env.language)}`,
    yes: l10n.t('Generate'), first: { label: l10n.t('Look at It First'), run: () => vscode.commands.executeCommand(commands.taskOpenPreview, { id }) }, tone: 'information',
  });
}
