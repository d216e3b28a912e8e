import * as vscode from 'vscode';
import { commands } from '../host/ids.ts';
import type { Tasks } from '../tasks/tasks.ts';
import type { Wallet } from '../wallet/wallet.ts';
import type { AdoptDependencies } from './adoptTask.ts';
import type { OrderCommandDependencies } from './orderCommands.ts';
import type { PriceListDependencies } from './readPriceList.ts';

export interface LateDependencies extends AdoptDependencies, PriceListDependencies, OrderCommandDependencies {
  readonly tasks: Pick<Tasks, 'adopt' | 'get' | 'list' | 'saveIn' | 'resolveUnconfirmed' | 'startWithout' | 'stopTracking' | 'waitOn'>;
  readonly wallet: Pick<Wallet, 'orders' | 'quote' | 'refresh' | 'keepListed'>;
}

/**
 * Commands that are run seldom; each is loaded when it is: *Resolve Unconfirmed…*, *Adopt Task by ID…*, *Export Spending…*, *Read APIMart's Price List*, *Start Without*, what helps a task that stands still, and
 * *Stop All* and *Retry Failed* of what was ordered together, which take a row of the tree or `{order}`.
 */
export function registerLateCommands(deps: LateDependencies): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerCommand(commands.taskResolveUnconfirmed, async (argument: unknown) => (await import('./resolveUnconfirmed.ts')).resolveUnconfirmed(argument, deps.tasks)),
    vscode.commands.registerCommand(commands.adoptTask, async (argument: unknown) => (await import('./adoptTask.ts')).adoptTask(argument, deps)),
    vscode.commands.registerCommand(commands.exportSpending, async (argument: unknown) => (await import('./exportSpending.ts')).exportSpending(argument, deps.wallet)),
    vscode.commands.registerCommand(commands.taskStartWithout, async (argument: unknown) => (await import('./startWithout.ts')).startWithout(argument, deps)),
    vscode.commands.registerCommand(commands.taskEditPrompt, async (argument: unknown) => (await import('./mendTask.ts')).editPrompt(argument, deps.tasks)),
    vscode.commands.registerCommand(commands.taskOpenGateway, async (argument: unknown) => (await import('./mendTask.ts')).openGateway(argument, deps.tasks)),
    vscode.commands.registerCommand(commands.taskChangeLimit, async (argument: unknown) => (await import('./mendTask.ts')).changeLimit(argument, deps.tasks)),
    vscode.commands.registerCommand(commands.taskSaveElsewhere, async (argument: unknown) => (await import('./mendTask.ts')).saveElsewhere(argument, deps.tasks)),
    vscode.commands.registerCommand(commands.orderStopAll, async (argument: unknown) => (await import('./orderCommands.ts')).stopAll(argument, deps)),
    vscode.commands.registerCommand(commands.orderRetryFailed, async (argument: unknown) => (await import('./orderCommands.ts')).retryFailed(argument, deps)),
    vscode.commands.registerCommand(commands.readPriceList, async () => (await import('./readPriceList.ts')).readPriceList(deps)),
  );
}
