import * as l10n from '@vscode/l10n';
import type { PriceListOutcome } from '../gateways/remote/priceList.ts';
import { sites } from '../gateways/sites.ts';
import { failureWords, showError, showInformation } from '../host/messages.ts';
import { StorageError } from '../storage/storageError.ts';
import { listedFrom } from '../wallet/listedPrices.ts';
import type { Wallet } from '../wallet/wallet.ts';

export interface PriceListDependencies {
  /** Asks the public page, without a key. */
  readonly readPriceList: (signal: AbortSignal) => Promise<PriceListOutcome>;
  readonly wallet: Pick<Wallet, 'keepListed'>;
}

let running: Promise<boolean> | undefined;

/**
 * *Read APIMart's Price List*: asks APIMart's public page once, without a key, and keeps what it says with its date; nothing reads
 * it by itself. Resolves to whether there are prices. Called again while it is read, it is the same reading.
 */
export function readPriceList(deps: PriceListDependencies): Promise<boolean> {
  return (running ??= read(deps).finally(() => { running = undefined; }));
}

async function read({ readPriceList: ask, wallet }: PriceListDependencies): Promise<boolean> {
  const outcome = await ask(AbortSignal.timeout(60_000));
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
  showInformation(l10n.t('{0} lists {1}. Your account’s discounts aren’t included; your own prices take precedence.', sites.apimart.name, prices));
  return true;
}
