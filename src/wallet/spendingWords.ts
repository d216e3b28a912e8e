import * as l10n from '@vscode/l10n';
import type { Caps } from './cap.ts';
import { limitWords, usedIn } from './cap.ts';
import type { Money } from './money.ts';
import { sumsText } from './money.ts';
import type { Order } from './order.ts';
import { oneLine } from '../shots/oneLine.ts';

/** What is spent today, in flight and unconfirmed too, and what the limits leave, also in the units of what is to be ordered where something was spent in others. */
export function spendingWords(orders: readonly Order[], { caps }: { readonly caps: Caps }, now: number, asked: readonly string[] = []): { readonly spending?: string } {
  const [day, month] = [usedIn('day', orders, now), usedIn('month', orders, now)];
  const withAsked = (used: readonly Money[]): readonly Money[] => (used.length === 0 ? used : [...used, ...asked.filter((unit) => unit !== '' && !used.some((one) => one.unit === unit)).map((unit) => ({ micros: 0, unit }))]);
  const parts = [
    ...(day.some(({ micros }) => micros > 0) ? [l10n.t('Today so far: {0}.', sumsText(day))] : []),
    ...(caps.day === undefined ? [] : [l10n.t('Left of the daily limit: {0}.', limitWords(caps.day, withAsked(day)).left)]),
    ...(caps.month === undefined ? [] : [l10n.t('Left of the monthly limit: {0}.', limitWords(caps.month, withAsked(month)).left)]),
  ];
  return parts.length === 0 ? {} : { spending: oneLine(parts) };
}
