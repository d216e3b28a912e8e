import * as vscode from 'vscode';
import { commands, settings, settingsSection } from '../host/ids.ts';
import type { Wallet } from '../wallet/wallet.ts';

/** Settings are written while a number is typed; after this the number stands, milliseconds. */
const settleMs = 3_000;

/** *Review Limits…*. Keeps limits that were made stricter, and tells once of those that were raised: they count when the person agrees. In the window that the person is in. */
export function registerLimitChanges(wallet: Pick<Wallet, 'refresh' | 'loosened' | 'agree'>): vscode.Disposable {
  let settling: NodeJS.Timeout | undefined;
  let isDue = false;
  const look = async (): Promise<void> => {
    await wallet.refresh().catch(() => undefined);
    isDue = wallet.loosened().length > 0;
    if (!isDue || !vscode.window.state.focused) return;
    isDue = false;
    (await import('./reviewLimits.ts')).tellOfLimits(wallet);
  };
  return vscode.Disposable.from(
    vscode.commands.registerCommand(commands.reviewLimits, async () => (await import('./reviewLimits.ts')).reviewLimits(wallet, true)),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (![settings.dailyCap, settings.monthlyCap, settings.prices].some((name) => change.affectsConfiguration(`${settingsSection}.${name}`))) return;
      clearTimeout(settling);
      settling = setTimeout(() => void look(), settleMs);
    }),
    vscode.window.onDidChangeWindowState(({ focused }) => { if (focused && isDue) void look(); }),
    new vscode.Disposable(() => { clearTimeout(settling); }),
  );
}
