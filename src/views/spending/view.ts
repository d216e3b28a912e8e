import * as vscode from 'vscode';
import { commands, views } from '../../host/ids.ts';
import type { SpendingDependencies } from './page.ts';

/** The view *Spending*: what the ledger adds up to, what is in flight, balances. A webview, for its chart; everything in it can be read as a table. Loaded when it is first shown. */
export function registerSpending(deps: SpendingDependencies): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.window.registerWebviewViewProvider(views.spending, { resolveWebviewView: async (view) => { (await import('./page.ts')).openSpending(view, deps); } }),
    vscode.commands.registerCommand(commands.showSpending, () => vscode.commands.executeCommand(`${views.spending}.focus`)),
  );
}
