import * as l10n from '@vscode/l10n';
import { moneyText, times } from './money.ts';
import type { Quote } from './price.ts';
import { dayText } from '../shots/dateText.ts';

/** "about 0.28": short, for a button; undefined where nobody knows. */
export function shortQuote(quote: Quote | undefined, takes = 1): string | undefined {
  return quote && l10n.t('about {0}', moneyText(times(quote, takes)));
}

/** What a video costs and where that is known from, in one sentence. `name`: of the gateway. */
export function quoteWords(quote: Quote | undefined, name: string, language: string, takes = 1): string {
  if (!quote) return l10n.t('Its price is unknown.');
  const [money, when] = [moneyText(times(quote, takes)), dayOf(quote, language)];
  const { of: count = 1 } = quote;
  switch (quote.source) {
    case 'own': return l10n.t('Costs about {0} at {1}, by your own price.', money, name);
    case 'reported': return count === 1
      ? l10n.t('Costs about {0} at {1}, like the last similar take, as of {2}.', money, name, when) : l10n.t('Costs about {0} at {1}, like the last {2} similar takes, as of {3}.', money, name, count, when);
    case 'balance': return count === 1
      ? l10n.t('Costs about {0} at {1}: the balance dropped by that for the last similar take, as of {2}.', money, name, when)
      : l10n.t('Costs about {0} at {1}: the balance dropped by that for the last {2} similar takes, as of {3}.', money, name, count, when);
    case 'listed': return l10n.t('Costs about {0} at {1}, by its price list as read on {2}.', money, name, when);
  }
}

/** Where the prices of several videos are known from, in one sentence; empty where none is known. */
export function sourceWords(quotes: readonly Quote[], language: string): string {
  const newest = new Map<Quote['source'], Quote>();
  for (const quote of quotes) {
    if ((newest.get(quote.source)?.at ?? -1) < (quote.at ?? 0)) newest.set(quote.source, quote);
  }
  const parts = [...newest.values()].map((quote) => {
    switch (quote.source) {
      case 'own': return l10n.t('your own prices');
      case 'reported': return l10n.t('what the gateway charged for similar takes, as of {0}', dayOf(quote, language));
      case 'balance': return l10n.t('what the balance dropped by for similar takes, as of {0}', dayOf(quote, language));
      case 'listed': return l10n.t('the gateway’s price list, read on {0}', dayOf(quote, language));
    }
  });
  return parts.length === 0 ? '' : l10n.t('Prices: {0}.', parts.join('; '));
}

/** Where a price is known from, in two or three words. */
export function shortSource(quote: Quote, language: string): string {
  switch (quote.source) {
    case 'own': return l10n.t('your own price');
    case 'reported': return l10n.t('as charged, {0}', dayOf(quote, language));
    case 'balance': return l10n.t('by the balance, {0}', dayOf(quote, language));
    case 'listed': return l10n.t('price list of {0}', dayOf(quote, language));
  }
}

function dayOf({ at }: Quote, language: string): string {
  return at === undefined ? '' : dayText(at, language);
}
