import * as l10n from '@vscode/l10n';
import type { Caps } from './cap.ts';
import { usedIn } from './cap.ts';
import type { Micros } from './money.ts';
import { moneyText, sumsText } from './money.ts';
import type { Order } from './order.ts';

/** What is spent today, in flight and unconfirmed too, and what the limits leave. */
export function spendingWords(orders: readonly Order[], { caps }: { readonly caps: Caps }, now: number): { readonly spending?: string } {
  const [day, month] = [usedIn('day', orders, now), usedIn('month', orders, now)];
  const left = (cap: Micros, used: typeof day): string => {
    const most = [...used].sort((a, b) => b.micros - a.micros)[0] ?? { micros: 0, unit: '' };
    return moneyText({ micros: Math.max(0, cap - most.micros), unit: most.unit });
  };
  const parts = [
    ...(day.some(({ micros }) => micros > 0) ? [l10n.t('Today so far: {0}.', sumsText(day))] : []),
    ...(caps.day === undefined ? [] : [l10n.t('Left of the daily limit: {0}.', left(caps.day, day))]),
    ...(caps.month === undefined ? [] : [l10n.t('Left of the monthly limit: {0}.', left(caps.month, month))]),
  ];
  return parts.length === 0 ? {} : { spending: parts.join(' ') };
}
