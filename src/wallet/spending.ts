import type { GatewayId } from '../gateways/gateway.ts';
import { usedIn } from './cap.ts';
import type { Money } from './money.ts';
import { sums } from './money.ts';
import type { Order } from './order.ts';
import { counted, isOpen } from './order.ts';
import { endOf, lastDays, startOf } from './period.ts';

/** What was ordered together: totals of everything that counts, and how many orders. */
export interface Group<Key> {
  readonly key: Key;
  readonly totals: readonly Money[];
  readonly orders: number;
}

/** What the ledger adds up to at a moment. Each order counts on the day when it was placed. */
export interface Spending {
  readonly today: readonly Money[];
  readonly month: readonly Money[];
  /** The last thirty days, oldest first; `key` is where the day begins. */
  readonly days: readonly Group<number>[];
  /** This month, the dearest first. */
  readonly gateways: readonly Group<GatewayId>[];
  readonly films: readonly Group<string>[];
  /** In flight, then unconfirmed, newest first; of all time. */
  readonly inFlight: readonly Order[];
  readonly unconfirmed: readonly Order[];
  /** Charged otherwise than quoted, newest first, of this month. */
  readonly differing: readonly Order[];
  /** Orders of this month that count and whose price nobody knows. */
  readonly unpriced: number;
}

const daysShown = 30;

export function spendingOf(orders: readonly Order[], now: number): Spending {
  const newest = [...orders].sort((a, b) => b.at - a.at);
  const counting = newest.filter(({ state }) => state !== 'released');
  const thisMonth = counting.filter(({ at }) => at >= startOf('month', now) && at < endOf('month', now));
  const byDay = Map.groupBy(counting, ({ at }) => startOf('day', at));
  return {
    today: usedIn('day', orders, now), month: usedIn('month', orders, now),
    days: lastDays(daysShown, now).map((day) => groupOf(day, byDay.get(day) ?? [])),
    gateways: groups(thisMonth, ({ gateway }) => gateway),
    films: groups(thisMonth.filter(({ film }) => film !== undefined), ({ film }) => film ?? ''),
    inFlight: newest.filter(isOpen), unconfirmed: newest.filter(({ state }) => state === 'unconfirmed'),
    differing: thisMonth.filter(({ quoted, charged }) => quoted && charged && (quoted.micros !== charged.micros || quoted.unit !== charged.unit)),
    unpriced: thisMonth.filter((order) => !counted(order)).length,
  };
}

function groupOf<Key>(key: Key, orders: readonly Order[]): Group<Key> {
  return { key, orders: orders.length, totals: sums(orders.map(counted).filter((money) => money !== undefined)) };
}

function groups<Key>(orders: readonly Order[], keyOf: (order: Order) => Key): readonly Group<Key>[] {
  const most = ({ totals }: Group<Key>): number => Math.max(0, ...totals.map(({ micros }) => micros));
  return [...Map.groupBy(orders, keyOf)].map(([key, group]) => groupOf(key, group)).sort((a, b) => most(b) - most(a));
}
