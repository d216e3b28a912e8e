import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { PriceListOutcome } from '../gateways/remote/priceList.ts';
import { sites } from '../gateways/sites.ts';
import { commands } from '../host/ids.ts';
import { failureWords, showError, showInformation } from '../host/messages.ts';
import { StorageError } from '../storage/storageError.ts';
import { listedFrom } from '../wallet/listedPrices.ts';
import type { Wallet } from '../wallet/wallet.ts';

/**
 * *Read APIMart's Price List*: asks APIMart's public page once, without a key, and keeps what it says with its date; nothing reads
 * it by itself. Resolves to whether there are prices.
 */
export function registerReadPriceList(read: (signal: AbortSignal) => Promise<PriceListOutcome>, wallet: Pick<Wallet, 'keepListed'>): vscode.Disposable {
  const closing = new AbortController();
  const run = async (): Promise<boolean> => {
    const outcome = await read(closing.signal);
    if (outcome.kind === 'unreadable') {
      showError(failureWords(outcome.failure));
      return false;
    }
    try {
      await wallet.keepListed(listedFrom('apimart', outcome.prices, Date.now()));
    } catch (error) {
      if (!(error instanceof StorageError)) throw error;
      showError(error.message);
      return false;
    }
    const prices = outcome.prices.map(({ seconds, resolution, usd }) => `${l10n.t('{0} s', seconds)} · ${resolution}: ${String(usd)} USD`).join(', ');
    showInformation(l10n.t('{0} lists {1}. Discounts of your account aren’t in it; a price of your own goes before it.', sites.apimart.name, prices));
    return true;
  };
  let running: Promise<boolean> | undefined;
  return vscode.Disposable.from(
    vscode.commands.registerCommand(commands.readPriceList, () => (running ??= run().finally(() => { running = undefined; }))),
    { dispose: () => { closing.abort(); } },
  );
}
