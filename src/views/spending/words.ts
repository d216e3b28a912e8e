import * as l10n from '@vscode/l10n';
import { gatewayName } from '../../gateways/sites.ts';
import type { BalanceReading } from '../../wallet/balances.ts';
import { balanceWords } from '../../wallet/balances.ts';
import type { Caps } from '../../wallet/cap.ts';
import { limitWords } from '../../wallet/cap.ts';
import type { Micros, Money } from '../../wallet/money.ts';
import { moneyText, sumsText } from '../../wallet/money.ts';
import type { Order } from '../../wallet/order.ts';
import { counted } from '../../wallet/order.ts';
import type { knownPrices } from '../../wallet/price.ts';
import { shortSource } from '../../wallet/quoteWords.ts';
import type { Spending } from '../../wallet/spending.ts';
import type { SpendingView } from './protocol.ts';
import { hourText, weekdayText, whenText } from '../../shots/dateText.ts';

/** What the view says beside the ledger. */
export interface Known {
  readonly caps: Caps;
  readonly balances: readonly BalanceReading[];
  readonly prices: ReturnType<typeof knownPrices>;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** The sums of a ledger in words and bars. `language`: of VS Code's display. */
export function spendingView(spending: Spending, { caps, balances, prices, now }: Known, language: string): SpendingView {
  const highest = highestUnit(spending);
  const most = Math.max(0, ...spending.days.map(({ totals }) => inUnit(totals, highest)));
  return {
    today: sumsText(spending.today), month: sumsText(spending.month),
    limits: [
      ...(caps.day === undefined ? [] : [l10n.t('Daily limit {0}, {1} left', ...wordsOf(caps.day, spending.today))]),
      ...(caps.month === undefined ? [] : [l10n.t('Monthly limit {0}, {1} left', ...wordsOf(caps.month, spending.month))]),
    ],
    note: spending.unpriced === 0 ? '' : l10n.t('{0} more this month, price unknown', spending.unpriced),
    days: spending.days.map(({ key, totals, orders }) => ({ name: weekdayText(key, language), total: sumsText(totals), orders, share: most === 0 ? 0 : inUnit(totals, highest) / most })),
    gateways: spending.gateways.map(({ key, totals, orders }) => ({ name: gatewayName(key), total: sumsText(totals), orders })),
    films: spending.films.map(({ key, totals, orders }) => ({ name: key, total: sumsText(totals), orders })),
    orders: [
      ...spending.inFlight.map((order) => orderView(order, 'inFlight', now, language)), ...spending.unconfirmed.map((order) => orderView(order, 'unconfirmed', now, language)),
      ...spending.differing.map((order) => orderView(order, 'differs', now, language)),
    ].slice(0, 100),
    balances: balances.map((reading) => balanceView(reading, language)),
    prices: prices.map(({ kind: { gateway, seconds, resolution }, quote }) => ({ name: `${gatewayName(gateway)} · ${l10n.t('{0} s', seconds)} · ${resolution}`, words: `${moneyText(quote)} · ${shortSource(quote, language)}` })),
    isEmpty: spending.days.every(({ orders }) => orders === 0) && spending.inFlight.length === 0 && spending.unconfirmed.length === 0,
  };
}

function inUnit(totals: readonly Money[], unit: string): Micros {
  return totals.find((money) => money.unit === unit)?.micros ?? 0;
}

/** The unit that the bars are drawn in: the one of most days; the others stand in the words. */
function highestUnit({ days }: Spending): string {
  const counts = new Map<string, number>();
  for (const { unit } of days.flatMap(({ totals }) => totals)) counts.set(unit, (counts.get(unit) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? '';
}

function wordsOf(cap: Micros, used: readonly Money[]): readonly [string, string] {
  const words = limitWords(cap, used);
  return [words.cap, words.left];
}

function orderView(order: Order, state: SpendingView['orders'][number]['state'], now: number, language: string): SpendingView['orders'][number] {
  const { task, shot, gateway, quoted, charged, at } = order;
  const price = counted(order);
  const money = state === 'differs' && quoted && charged
    ? l10n.t('{0} charged, {1} quoted', moneyText(charged), moneyText(quoted))
    : price ? l10n.t('about {0}', moneyText(price)) : l10n.t('price unknown');
  return { task, shot, state, words: [gatewayName(gateway), money, whenText(at, now, language)].join(' · ') };
}

function balanceView({ gateway, at, outcome }: BalanceReading, language: string): SpendingView['balances'][number] {
  const time = hourText(at, language);
  return outcome.kind === 'balance'
    ? { name: gatewayName(gateway), failed: false, words: `${balanceWords(outcome)} · ${time}` }
    : { name: gatewayName(gateway), failed: true, words: outcome.failure.message };
}
