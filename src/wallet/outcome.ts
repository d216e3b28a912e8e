import type { Task } from '../tasks/task.ts';
import type { Entry, PriceSource } from './entry.ts';
import type { Money } from './money.ts';
import { readMoney } from './money.ts';
import type { Order } from './order.ts';

/** What became of an order's money, by its task as it is now; undefined while it is still to come. */
export type Outcome =
  | { readonly kind: 'charged'; readonly price?: Money & { readonly source: PriceSource } }
  | { readonly kind: 'released' }
  | { readonly kind: 'unconfirmed' };

/**
 * Charged: the video came, or the gateway named a cost. Released: certainly nothing was bought, the person says so, or the gateway
 * gave the task up and named no cost: public clients of APIMart, and the relays' own code, give back what a failed task was charged
 * (a balance that says otherwise is written by `measure`). Unconfirmed: the reply was lost, or the person stopped following what the
 * gateway may go on with. It goes by the task alone, so that whoever settles it again, in another window or after a start, says the same.
 */
export function outcomeOf(task: Task, order: Order): Outcome | undefined {
  switch (task.state) {
    case 'completed': return charged(task, order);
    case 'failed': return isUntold(task) ? { kind: 'released' } : charged(task, order);
    case 'unconfirmed': return { kind: 'unconfirmed' };
    case 'cancelled': return ofCancelled(task, order);
    default: return undefined;
  }
}

/** A quote that nobody confirmed is no charge: the order then counts as quoted, and no later quote is worked out from it. */
function charged(task: Task, { quoted }: Order): Outcome {
  const reported = task.cost === undefined || isUntold(task) ? undefined : reportedCost(task.cost, quoted);
  return { kind: 'charged', ...(reported && { price: { ...reported, source: 'reported' } }) };
}

/**
 * No cost, or a cost of nothing: relays that count no costs write 0, for a video too, and so do others while it renders. A limit
 * that believed it would never be reached; of a task that failed or was given up it says what its end says already.
 */
export function isUntold({ cost }: Pick<Task, 'cost'>): boolean {
  return cost === undefined || readMoney(cost)?.micros === 0;
}

/**
 * A bare number has no unit that a gateway documents; clients read it as dollars, so it is taken to be those of a quote in
 * dollars. Beside a quote in any other unit it stays bare: 0.28 of nobody knows what must not pass for 0.28 yuan.
 */
export function reportedCost(cost: string, quoted: Pick<Money, 'unit'> | undefined): Money | undefined {
  const money = readMoney(cost);
  return money && (money.unit === '' && quoted?.unit === 'USD' ? { ...money, unit: quoted.unit } : money);
}

function ofCancelled(task: Task, order: Order): Outcome {
  if (!isUntold(task)) return charged(task, order);
  const { failure } = task;
  // The gateway itself gave it up.
  if (failure?.class === 'cancelled') return { kind: 'released' };
  return isInDoubt(task) || failure?.class === 'unknown-outcome' ? { kind: 'unconfirmed' } : { kind: 'released' };
}

/** Stopped while the gateway had it, or may have had it. */
function isInDoubt({ remoteId, mayBeCharged = false }: Task): boolean {
  return remoteId !== undefined || mayBeCharged;
}

/** Whether the person says that it was not charged, which goes for every try of it. One that was stopped before anything left is told by nothing else, and had one try at most. */
export function isNotCharged(task: Task): boolean {
  return task.state === 'cancelled' && task.failure === undefined && isUntold(task) && !isInDoubt(task);
}

/** The line that says so. */
export function outcomeLine(outcome: Outcome, { id }: Order, { remoteId }: Pick<Task, 'remoteId'>, at: number, keep: (price: Money & { readonly source: PriceSource }) => Extract<Entry, { kind: 'charged' }>['price']): Entry {
  const known = remoteId === undefined ? {} : { remoteId };
  switch (outcome.kind) {
    case 'charged': {
      const price = outcome.price && keep(outcome.price);
      return { v: 1, at, id, kind: 'charged', ...(price && { price }), ...known };
    }
    case 'released': return { v: 1, at, id, kind: 'released' };
    case 'unconfirmed': return { v: 1, at, id, kind: 'unconfirmed', ...known };
  }
}
