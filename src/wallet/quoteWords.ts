import * as l10n from '@vscode/l10n';
import { moneyText, times } from './money.ts';
import type { Quote } from './price.ts';

/** "about 0.28": short, for a button; undefined where nobody knows. */
export function shortQuote(quote: Quote | undefined, takes = 1): string | undefined {
  return quote && l10n.t('about {0}', moneyText(times(quote, takes)));
}

/** What a video costs and where that is known from, in one sentence. `name`: of the gateway. */
export function quoteWords(quote: Quote | undefined, name: string, language: string | undefined, takes = 1): string {
  if (!quote) return l10n.t('Its price is not known.');
  const money = moneyText(times(quote, takes));
  if (quote.source === 'own') return l10n.t('Costs about {0} at {1}, by your own price.', money, name);
  const when = quote.at === undefined ? '' : new Date(quote.at).toLocaleDateString(language, { dateStyle: 'medium' });
  return l10n.t('Costs about {0} at {1}, as the last {2} takes like it did, until {3}.', money, name, quote.of ?? 1, when);
}
