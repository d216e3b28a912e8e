import type { Entry, PriceSource, Reserved } from './entry.ts';
import type { Money } from './money.ts';
import { moneyOf } from './money.ts';

export type OrderState = 'reserved' | 'sent' | 'charged' | 'released' | 'unconfirmed';

/** One order, as its lines tell it. A second try of a task whose first reply was lost is an order of its own. */
export interface Order extends Pick<Reserved, 'id' | 'task' | 'shot' | 'gateway' | 'seconds' | 'resolution' | 'holder'> {
  readonly state: OrderState;
  /** When it was ordered: the day and month that it counts in, whenever it ends. */
  readonly at: number;
  readonly endedAt?: number;
  readonly quoted?: Money & { readonly source: PriceSource };
  readonly charged?: Money & { readonly source: PriceSource };
  readonly remoteId?: string;
  readonly film?: string;
  /** A later try that was clearly refused while one before it is in doubt: what comes of the task is of those before. */
  readonly refused?: true;
}

/** Which lines may follow which: an order that was released or charged stays so, but for a doubt that is resolved. */
const follows: Readonly<Record<OrderState, readonly Entry['kind'][]>> = {
  reserved: ['sent', 'charged', 'released', 'unconfirmed'],
  sent: ['charged', 'released', 'unconfirmed'],
  unconfirmed: ['charged', 'released'],
  charged: [],
  released: [],
};

/** The order after one more line; the same where the line does not count (told twice, or out of turn). */
export function after(order: Order | undefined, entry: Entry): Order | undefined {
  if (entry.kind === 'reserved') {
    const { id, task, shot, film, gateway, seconds, resolution, holder, at, price } = entry;
    return order ?? { id, task, shot, gateway, seconds, resolution, holder, at, state: 'reserved', ...(film !== undefined && { film }), ...(price && { quoted: { ...moneyOf(price), source: price.source } }) };
  }
  if (!order || !(follows[order.state].includes(entry.kind) || isMeasured(order, entry))) return order;
  switch (entry.kind) {
    case 'sent': return { ...order, state: 'sent' };
    case 'released': return { ...order, state: 'released', endedAt: entry.at, ...(entry.refused && { refused: true }) };
    case 'unconfirmed': return { ...order, state: 'unconfirmed', ...(entry.remoteId !== undefined && { remoteId: entry.remoteId }) };
    case 'charged': return {
      ...order, state: 'charged', endedAt: entry.at, ...(entry.remoteId !== undefined && { remoteId: entry.remoteId }),
      ...(entry.price && { charged: { ...moneyOf(entry.price), source: entry.price.source } }),
    };
  }
}

/** What the balance lost is known only after the end. It stands where the gateway itself named nothing, for a video that failed too. */
function isMeasured({ state, charged }: Order, entry: Entry): boolean {
  return entry.kind === 'charged' && entry.price?.source === 'balance' && (state === 'released' || state === 'charged') && charged?.source !== 'reported' && charged?.source !== 'balance';
}

/**
 * What an order takes from the limits: charged, else quoted; nothing once it is released, or where nobody knows a price. What a
 * gateway charged in another unit than the user's own price counts as that price: the limits are thought in its unit, and a sum
 * that changes its unit when the video is there would make room for the next one.
 */
export function counted({ state, quoted, charged }: Order): Money | undefined {
  if (state === 'released') return undefined;
  return quoted?.source === 'own' && charged && charged.unit !== quoted.unit ? quoted : charged ?? quoted;
}

/** Nobody knows yet what becomes of its money. */
export function isOpen({ state }: Order): boolean {
  return state === 'reserved' || state === 'sent';
}
