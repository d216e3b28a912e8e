import type { Micros, Money } from './money.ts';
import { readMoney, sums } from './money.ts';
import type { Order } from './order.ts';
import { counted } from './order.ts';
import type { Period } from './period.ts';
import { endOf, startOf } from './period.ts';

/** The user's limits; each counts every unit by itself. Undefined: none. */
export interface Caps {
  readonly day?: Micros;
  readonly month?: Micros;
}

/** A limit as it is set: a number of units. Anything else than a number, or an empty text, is no limit; less than nothing is a limit of nothing. */
export function readCap(value: unknown): Micros | undefined {
  if (typeof value === 'number') return value < 0 ? 0 : readMoney(value)?.micros;
  return typeof value === 'string' ? readMoney(value)?.micros : undefined;
}

/** Why orders do not fit, and what would. */
export interface OverCap {
  readonly period: Period;
  readonly cap: Money;
  /** What is spent, in flight and unconfirmed in this period. */
  readonly used: Money;
  readonly left: Money;
  /** What was to be ordered, all of it in this unit. */
  readonly wanted: Money;
  /** When the period ends; milliseconds since the epoch. */
  readonly resetsAt: number;
  /** How many of the orders fit, from the first. */
  readonly fits: number;
}

const periods = ['day', 'month'] as const satisfies readonly Period[];

/** What an order counts as, see `counted`. */
export type AmountOf = (order: Order) => Money | undefined;

/** Everything that counts in the period that holds `now`: spent, in flight and unconfirmed. */
export function usedIn(period: Period, orders: Iterable<Order>, now: number, amountOf: AmountOf = counted): readonly Money[] {
  const [from, to] = [startOf(period, now), endOf(period, now)];
  const within = [...orders].filter(({ at }) => at >= from && at < to);
  return sums(within.map(amountOf).filter((money) => money !== undefined));
}

/** Whether these amounts may be ordered now, in order; the limit that lets the fewest of them go, else undefined. An amount that nobody knows counts for nothing: the order asks. */
export function overCap(wanted: readonly (Money | undefined)[], orders: Iterable<Order>, caps: Caps, now: number, amountOf: AmountOf = counted): OverCap | undefined {
  const all = [...orders];
  const passed = periods.map((period) => overOne(period, caps[period], wanted, usedIn(period, all, now, amountOf), now)).filter((over) => over !== undefined);
  return passed.sort((a, b) => a.fits - b.fits)[0];
}

function overOne(period: Period, cap: Micros | undefined, wanted: readonly (Money | undefined)[], already: readonly Money[], now: number): OverCap | undefined {
  if (cap === undefined) return undefined;
  const used = new Map(already.map(({ unit, micros }) => [unit, micros]));
  const total = new Map(used);
  for (const [fits, one] of wanted.entries()) {
    if (!one) continue;
    const { unit, micros } = one;
    const sum = (total.get(unit) ?? 0) + micros;
    // What costs nothing passes no limit, not even one that is passed already.
    if (micros > 0 && sum > cap) {
      const before = used.get(unit) ?? 0;
      const money = (amount: Micros): Money => ({ micros: amount, unit });
      return {
        period, fits, cap: money(cap), used: money(before), left: money(Math.max(0, cap - before)), resetsAt: endOf(period, now),
        wanted: money(wanted.reduce((all, other) => all + (other?.unit === unit ? other.micros : 0), 0)),
      };
    }
    total.set(unit, sum);
  }
  return undefined;
}
