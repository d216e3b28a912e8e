import type { Micros, Money } from './money.ts';
import { amountText, isMoney, moneyText, readMoney, sums } from './money.ts';
import type { Order } from './order.ts';
import { counted } from './order.ts';
import type { Period } from './period.ts';
import { endOf, startOf } from './period.ts';

/**
 * The user's limits, undefined: none. Each counts every unit by itself: nobody knows what a dollar is in credits. An amount that
 * nobody gave a unit may be in any money, so it counts in each, but not in credits.
 */
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
  /** The rest of it, in other units, where there is any. */
  readonly beside?: readonly Money[];
  /** How many of the orders have a price that nobody knows, and count as the dearest of their gateway; absent: none. */
  readonly guessed?: number;
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
  const total = [...already];
  for (const [fits, one] of wanted.entries()) {
    // What costs nothing passes no limit, not even one that is passed already.
    if (!one || one.micros === 0) continue;
    total.push(one);
    const unit = unitsTogether(one.unit, total).find((each) => countedIn(each, total) > cap);
    if (unit !== undefined) {
      const before = countedIn(unit, already);
      const money = (micros: Micros): Money => ({ micros, unit });
      const asked = wanted.filter((each) => each !== undefined);
      const beside = sums(asked.filter((each) => countedIn(unit, [each]) === 0 && each.micros > 0));
      return {
        period, fits, cap: money(cap), used: money(before), left: money(Math.max(0, cap - before)), resetsAt: endOf(period, now),
        wanted: money(countedIn(unit, asked)), ...(beside.length > 0 && { beside }),
      };
    }
  }
  return undefined;
}

/** The units in which an amount of this unit counts, its own first. */
function unitsTogether(unit: string, amounts: readonly Money[]): readonly string[] {
  const moneys = new Set(amounts.map((amount) => amount.unit).filter((each) => isMoney(each) && each !== unit));
  return unit === '' ? [unit, ...moneys] : [unit];
}

/** All that counts in a unit: what is in it, and for money what is in no unit at all. */
export function countedIn(unit: string, amounts: readonly Money[]): Micros {
  return amounts.reduce((sum, amount) => sum + (amount.unit === unit || (amount.unit === '' && isMoney(unit)) ? amount.micros : 0), 0);
}

/** What a limit leaves in each unit that something was spent in; where nothing was, the limit itself. */
export function leftOf(cap: Micros, used: readonly Money[]): readonly Money[] {
  const spent = used.map(({ unit }) => unit);
  const units = spent.some((unit) => unit !== '' && isMoney(unit)) ? spent.filter((unit) => unit !== '') : spent;
  return (units.length === 0 ? [''] : units).map((unit) => ({ micros: Math.max(0, cap - countedIn(unit, used)), unit }));
}

/** The limit in the units that it is counted in, for people. */
export function limitWords(cap: Micros, used: readonly Money[]): { readonly cap: string; readonly left: string } {
  const left = leftOf(cap, used);
  return { cap: left.length === 1 ? moneyText({ micros: cap, unit: left[0]?.unit ?? '' }) : amountText(cap), left: left.map(moneyText).join(', ') };
}
