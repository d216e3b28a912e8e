import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { commands, settings, settingsSection } from '../../host/ids.ts';
import { showSettings } from '../../host/settingsPage.ts';
import { webviewAssets, webviewHtml } from '../../host/webview.ts';
import type { Balances } from '../../wallet/balances.ts';
import { endOf } from '../../wallet/period.ts';
import { spendingOf } from '../../wallet/spending.ts';
import { knownPrices } from '../../wallet/price.ts';
import type { Wallet } from '../../wallet/wallet.ts';
import type { ToSpending } from './protocol.ts';
import { fromSpending } from './protocol.ts';
import { spendingView } from './words.ts';

export interface SpendingDependencies {
  readonly extensionUri: vscode.Uri;
  readonly wallet: Pick<Wallet, 'orders' | 'quote' | 'limits' | 'onDidChange' | 'refresh'>;
  readonly balances: Balances;
}

/** Fills the view and keeps it true until it is closed. */
export function openSpending(view: vscode.WebviewView, { extensionUri, wallet, balances }: SpendingDependencies): void {
  const { webview } = view;
  let midnight: NodeJS.Timeout | undefined;
  let reading = false;
  const show = (): void => {
    clearTimeout(midnight);
    if (!view.visible) return;
    const now = Date.now();
    const spending = spendingView(spendingOf(wallet.orders(), now), { caps: wallet.limits(), balances: balances.readings(), prices: knownPrices(wallet), now }, vscode.env.language);
    void webview.postMessage({ type: 'spending', spending, reading } satisfies ToSpending);
    // A new day begins while the view is looked at.
    midnight = setTimeout(show, Math.min(endOf('day', now) - now + 500, 2 ** 31 - 1));
  };
  const read = async (now: boolean): Promise<void> => {
    reading = true;
    show();
    await balances.read({ now });
    reading = false;
    show();
  };
  const listening = [
    wallet.onDidChange(show), balances.onDidChange(show),
  ];
  const disposables = vscode.Disposable.from(
    view.onDidChangeVisibility(show),
    vscode.workspace.onDidChangeConfiguration((change) => { if (change.affectsConfiguration(settingsSection)) show(); }),
    webview.onDidReceiveMessage((raw: unknown) => {
      const message = fromSpending.safeParse(raw).data;
      switch (message?.type) {
        case 'ready':
          show();
          void wallet.refresh().catch(() => undefined);
          void read(false);
          break;
        case 'refresh': void read(true); break;
        case 'readPrices': void vscode.commands.executeCommand(commands.readPriceList); break;
        case 'export': void vscode.commands.executeCommand(commands.exportSpending); break;
        case 'settings': void showSettings(settings.prices, settings.askAbove, settings.dailyCap, settings.monthlyCap); break;
        case 'open': void vscode.commands.executeCommand(commands.taskOpenPreview, { id: message.task }); break;
        case undefined: break;
      }
    }),
  );
  view.onDidDispose(() => {
    clearTimeout(midnight);
    listening.forEach((stop) => { stop(); });
    disposables.dispose();
  });
  webview.options = { enableScripts: true, localResourceRoots: [webviewAssets(extensionUri)] };
  webview.html = webviewHtml(webview, extensionUri, { name: 'spending', title: l10n.t('Spending') });
}
