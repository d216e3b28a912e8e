import * as l10n from '@vscode/l10n';
import type { Caps } from './cap.ts';
import { limitWords, usedIn } from './cap.ts';
import { sumsText } from './money.ts';
import type { Order } from './order.ts';
import { oneLine } from '../shots/oneLine.ts';

/** What is spent today, in flight and unconfirmed too, and what the limits leave. */
export function spendingWords(orders: readonly Order[], { caps }: { readonly caps: Caps }, now: number): { readonly spending?: string } {
  const [day, month] = [usedIn('day', orders, now), usedIn('month', orders, now)];
  const parts = [
    ...(day.some(({ micros }) => micros > 0) ? [l10n.t('Today so far: {0}.', sumsText(day))] : []),
    ...(caps.day === undefined ? [] : [l10n.t('Left of the daily limit: {0}.', limitWords(caps.day, day).left)]),
    ...(caps.month === undefined ? [] : [l10n.t('Left of the monthly limit: {0}.', limitWords(caps.month, month).left)]),
  ];
  return parts.length === 0 ? {} : { spending: oneLine(parts) };
}
