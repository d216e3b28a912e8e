import * as l10n from '@vscode/l10n';
import type { Loosened } from './agreed.ts';
import { amountText } from './money.ts';

/** What the settings let go beyond what the person agreed to: one sentence. */
export function loosenedWords(one: Loosened): string {
  if (one.kind === 'price') {
    return one.from === undefined
      ? l10n.t('A price was added for {0}, so your limits would count {1} for it.', one.name, one.to)
      : l10n.t('Your price for {0} was changed from {1} to {2}, so your limits would let more through.', one.name, one.from, one.to);
  }
  const from = amountText(one.from);
  if (one.to === undefined) return one.period === 'day' ? l10n.t('Your daily limit of {0} was removed. Go on without it?', from) : l10n.t('Your monthly limit of {0} was removed. Go on without it?', from);
  const to = amountText(one.to);
  return one.period === 'day' ? l10n.t('Your daily limit was raised from {0} to {1}. Use the new limit?', from, to) : l10n.t('Your monthly limit was raised from {0} to {1}. Use the new limit?', from, to);
}
