import * as l10n from '@vscode/l10n';
import type { OverCap } from './cap.ts';
import { moneyText, sumsText } from './money.ts';
import { dateText } from '../shots/dateText.ts';

/** Why an order is not made: which limit, how much is left of it, when it begins anew. One paragraph. `count` videos were to be ordered. */
export function overCapWords({ period, cap, used, left, wanted, beside = [], guessed = 0, resetsAt, fits }: OverCap, count: number, language: string): string {
  const limit = period === 'day'
    ? l10n.t('Your daily limit is {0}; {1} of it is spent, in progress or unconfirmed, so {2} is left.', moneyText(cap), moneyText(used), moneyText(left))
    : l10n.t('Your monthly limit is {0}; {1} of it is spent, in progress or unconfirmed, so {2} is left.', moneyText(cap), moneyText(used), moneyText(left));
  const order = count > 1 ? l10n.t('These {0} videos cost about {1}; {2} of them fit.', count, sumsText([wanted, ...beside]), fits)
    : guessed > 0 ? l10n.t('The price of this video is unknown, so it counts as {0}, the most that a video there is known to cost.', moneyText(wanted)) : l10n.t('This video costs about {0}.', moneyText(wanted));
  const guess = count > 1 && guessed > 0 ? ` ${l10n.t('The price of {0} of them is unknown; each counts as the most that a video there is known to cost.', guessed)}` : '';
  return `${order}${guess} ${limit} ${l10n.t('The limit resets on {0}.', dateText(resetsAt, language))}`;
}
