import * as vscode from 'vscode';
import { commands } from '../host/ids.ts';
import type { Tasks } from '../tasks/tasks.ts';
import type { Wallet } from '../wallet/wallet.ts';
import type { AdoptDependencies } from './adoptTask.ts';
import type { PriceListDependencies } from './readPriceList.ts';

export interface LateDependencies extends AdoptDependencies, PriceListDependencies {
  readonly tasks: Pick<Tasks, 'adopt' | 'get' | 'list' | 'resolveUnconfirmed'>;
  readonly wallet: Pick<Wallet, 'orders' | 'refresh' | 'keepListed'>;
}

/** Commands that are run seldom; each is loaded when it is: *Resolve Unconfirmed…*, *Adopt Task by ID…*, *Export Spending…*, *Read APIMart's Price List*. */
export function registerLateCommands(deps: LateDependencies): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerCommand(commands.taskResolveUnconfirmed, async (argument: unknown) => (await import('./resolveUnconfirmed.ts')).resolveUnconfirmed(argument, deps.tasks)),
    vscode.commands.registerCommand(commands.adoptTask, async (argument: unknown) => (await import('./adoptTask.ts')).adoptTask(argument, deps)),
    vscode.commands.registerCommand(commands.exportSpending, async (argument: unknown) => (await import('./exportSpending.ts')).exportSpending(argument, deps.wallet)),
    vscode.commands.registerCommand(commands.readPriceList, async () => (await import('./readPriceList.ts')).readPriceList(deps)),
  );
}
