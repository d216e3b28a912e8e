import type { BalanceOutcome } from '../gateways/gateway.ts';
import type { Clock } from '../storage/clock.ts';
import { realClock } from '../storage/clock.ts';
import type { Task } from '../tasks/task.ts';
import { costsMoney } from '../tasks/task.ts';
import type { Money } from './money.ts';
import { readMoney } from './money.ts';
import type { Order } from './order.ts';
import { isOpen } from './order.ts';
import { isUntold } from './outcome.ts';
import type { Wallet } from './wallet.ts';

/**
 * Works out what a video cost from the balance before it was ordered and after its end, where nothing else of this user was in
 * flight at its gateway in between. Only where the price is not known better: from the user, or from the gateway's own reports.
 */
export interface Meter {
  /** Right before the paid request leaves. Never rejects, and never waits longer than a few seconds. */
  before(task: Task): Promise<void>;
  /** With every change of a task. */
  changed(task: Task): void;
  dispose(): void;
}

export interface MeterDependencies {
  readonly wallet: Pick<Wallet, 'orders' | 'quote' | 'refresh' | 'measured'>;
  readonly ask: (task: Task, signal: AbortSignal) => Promise<BalanceOutcome>;
}

const patienceMs = 4_000;
/** What a failed video was charged comes back some moments after its end. */
const refundMs = 60_000;
/** After this, milliseconds, an unconfirmed order is over whatever became of it. */
const longestMs = 86_400_000;

interface Reading { readonly at: number; readonly money: Money }

export function createMeter({ wallet, ask }: MeterDependencies, clock: Clock = realClock): Meter {
  const begun = new Map<string, Reading>();
  const waiting = new Set<() => void>();
  const isKnown = ({ gateway, settings: { duration, resolution } }: Task): boolean =>
    ['own', 'reported'].includes(wallet.quote({ gateway, seconds: duration, resolution })?.source ?? '');
  const read = async (task: Task): Promise<Reading | undefined> => {
    const outcome = await ask(task, AbortSignal.timeout(patienceMs)).catch(() => undefined);
    const money = outcome?.kind === 'balance' ? moneyIn(outcome) : undefined;
    return money && { at: clock.now(), money };
  };
  const isAlone = (task: Task, from: number, to: number): boolean => wallet.orders().every((order) => order.gateway !== task.gateway || order.task === task.id || !overlaps(order, from, to));

  const finish = async (task: Task, start: Reading): Promise<void> => {
    const end = await read(task);
    await wallet.refresh();
    if (end?.money.unit !== start.money.unit || !isAlone(task, start.at, end.at)) return;
    const lost = start.money.micros - end.money.micros;
    // A balance that stayed or grew says nothing: it is told late, or money was paid in.
    if (lost > 0) await wallet.measured(task.id, { micros: lost, unit: end.money.unit });
  };

  return {
    before: async (task) => {
      if (!costsMoney(task.gateway) || task.mayBeCharged || isKnown(task) || !isAlone(task, clock.now(), clock.now())) return;
      const reading = await read(task);
      if (reading) begun.set(task.id, reading);
    },
    changed: (task) => {
      const start = begun.get(task.id);
      if (!start || (task.state !== 'completed' && task.state !== 'failed' && task.state !== 'cancelled' && task.state !== 'unconfirmed')) return;
      begun.delete(task.id);
      const end = (): void => { void finish(task, start).catch(() => undefined); };
      if (task.state === 'completed' && isUntold(task)) end();
      if (task.state === 'failed' && isUntold(task) && task.remoteId !== undefined) {
        const stop = clock.after(refundMs, () => {
          waiting.delete(stop);
          end();
        });
        waiting.add(stop);
      }
    },
    dispose: () => {
      waiting.forEach((stop) => { stop(); });
      waiting.clear();
    },
  };
}

function moneyIn(balance: Extract<BalanceOutcome, { kind: 'balance' }>): Money | undefined {
  if (balance.unlimited) return undefined;
  const { usd, remaining } = balance;
  const money = usd ?? remaining;
  const read = money === undefined ? undefined : readMoney(money);
  return read && { ...read, unit: usd === undefined ? '' : 'USD' };
}

function overlaps(order: Order, from: number, to: number): boolean {
  const until = isOpen(order) ? Number.POSITIVE_INFINITY : order.state === 'unconfirmed' ? order.at + longestMs : order.endedAt ?? order.at;
  return order.at <= to && until >= from;
}
