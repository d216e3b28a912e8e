import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod/mini';
import type { Caps } from './cap.ts';
import type { Micros } from './money.ts';
import { readMoney } from './money.ts';
import type { Period } from './period.ts';

/** What the limits rest on, as the settings have it: the limits themselves, and the prices that orders count by, as typed. */
export interface Rules {
  readonly caps: Caps;
  readonly prices: unknown;
}

export const agreedSchema = z.object({ v: z.literal(1), day: z.optional(z.number()), month: z.optional(z.number()), prices: z.record(z.string(), z.string()) });
/** The same as the person last agreed to it. */
export type Agreed = z.infer<typeof agreedSchema>;

/** One way in which the settings let more go than the person agreed to. `to` is absent where a limit was taken away. */
export type Loosened =
  | { readonly kind: 'limit'; readonly period: Period; readonly from: Micros; readonly to?: Micros }
  | { readonly kind: 'price'; readonly name: string; readonly from?: string; readonly to: string };

/**
 * Settings are files that any extension can write, so a limit counts as the person agreed to it until they agree to more. A stricter
 * one counts at once, and nothing is asked before there was a limit. A price is guarded beside a limit: at a price of next to nothing no limit is
 * ever reached.
 */
export function loosened(set: Rules, agreed: Agreed | undefined): readonly Loosened[] {
  if (!agreed) return [];
  const limits = (['day', 'month'] as const).flatMap((period): Loosened[] => {
    const [from, to] = [agreed[period], set.caps[period]];
    return from === undefined || (to !== undefined && to <= from) ? [] : [{ kind: 'limit', period, from, ...(to !== undefined && { to }) }];
  });
  if (!isLimited(agreed)) return limits;
  const prices = Object.entries(written(set.prices)).flatMap(([name, to]): Loosened[] => {
    const from = agreed.prices[name];
    return isCheaper(from, to) ? [{ kind: 'price', name, ...(from !== undefined && { from }), to }] : [];
  });
  return [...limits, ...prices];
}

/** Whether nothing is open but what was `shown`. */
export function isAmong(open: readonly Loosened[], shown: readonly Loosened[]): boolean {
  return open.every((one) => shown.some((other) => isDeepStrictEqual(one, other)));
}

/** What counts: the settings, but where they let more go than was agreed to. */
export function inForce<R extends Rules>(set: R, agreed: Agreed | undefined): R {
  const open = loosened(set, agreed);
  if (open.length === 0) return set;
  const caps = Object.fromEntries(open.flatMap((one) => (one.kind === 'limit' ? [[one.period, one.from]] : [])));
  const before = new Map(open.flatMap((one) => (one.kind === 'price' ? [[one.name, one.from] as const] : [])));
  const prices = Object.fromEntries(Object.entries(written(set.prices)).flatMap(([name, price]) => {
    const counts = before.has(name) ? before.get(name) : price;
    return counts === undefined ? [] : [[name, counts]];
  }));
  return { ...set, caps: { ...set.caps, ...caps }, prices };
}

/** What is kept from now on without a question: all that lets no more go. Undefined: there was no limit yet and there is none, so there is nothing to keep. */
export function remembered(set: Rules, agreed: Agreed | undefined): Agreed | undefined {
  if (!agreed && !isLimited(set.caps)) return undefined;
  return agreedTo(inForce(set, agreed));
}

/** The settings as the person agrees to them now. */
export function agreedTo({ caps: { day, month }, prices }: Rules): Agreed {
  return { v: 1, ...(day !== undefined && { day }), ...(month !== undefined && { month }), prices: written(prices) };
}

function isLimited({ day, month }: { readonly day?: unknown; readonly month?: unknown }): boolean {
  return day !== undefined || month !== undefined;
}

function written(prices: unknown): Record<string, string> {
  if (typeof prices !== 'object' || prices === null) return {};
  return Object.fromEntries(Object.entries(prices).flatMap(([name, price]) => (readMoney(String(price)) ? [[name, String(price)]] : [])));
}

/** Less, in another unit, or where there was none: then an order may count for less than before. */
function isCheaper(from: string | undefined, to: string): boolean {
  const [before, now] = [from === undefined ? undefined : readMoney(from), readMoney(to)];
  return now !== undefined && (before?.unit !== now.unit || now.micros < before.micros);
}
