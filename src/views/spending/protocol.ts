import * as z from 'zod/mini';

const text = z.string();

/** A name and what was spent under it, in words; `orders` counts them. */
const group = z.object({ name: text, total: text, orders: z.int() });
const day = z.object({
  /** In words, with the weekday. */
  name: text,
  total: text,
  orders: z.int(),
  /** Of the highest day, 0 to 1. */
  share: z.number().check(z.gte(0), z.lte(1)),
});
const order = z.object({
  /** The task, to be opened. */
  task: text,
  shot: text,
  /** Gateway, price, time. */
  words: text,
  state: z.enum(['inFlight', 'unconfirmed', 'differs']),
});
/** What a video of a kind costs, and where that is known from. */
const price = z.object({ name: text, words: text });
const balance = z.object({ name: text, words: text, failed: z.boolean() });

/** Everything that the page shows, in words: it adds nothing up. */
const spending = z.object({
  today: text, month: text,
  /** What the limits leave; absent where there is none. */
  limits: z.array(text),
  /** Of prices that nobody knows; empty when all are known. */
  note: text,
  days: z.array(day),
  gateways: z.array(group), films: z.array(group),
  orders: z.array(order),
  balances: z.array(balance),
  prices: z.array(price),
  isEmpty: z.boolean(),
});
export type SpendingView = z.infer<typeof spending>;

export const toSpending = z.object({ type: z.literal('spending'), spending, reading: z.boolean() });
export type ToSpending = z.infer<typeof toSpending>;

export const fromSpending = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('refresh') }),
  z.object({ type: z.literal('readPrices') }),
  z.object({ type: z.literal('export') }),
  z.object({ type: z.literal('settings') }),
  z.object({ type: z.literal('open'), task: z.string().check(z.maxLength(200)) }),
]);
export type FromSpending = z.infer<typeof fromSpending>;

export const spendingState = z.object({});
export type SpendingState = z.infer<typeof spendingState>;
