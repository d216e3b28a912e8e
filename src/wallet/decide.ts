import * as l10n from '@vscode/l10n';
import type { Failure } from '../gateways/failure.ts';
import type { Holder } from '../storage/holder.ts';
import { isDead } from '../storage/holder.ts';
import type { Unsent } from '../tasks/dependencies.ts';
import type { Task } from '../tasks/task.ts';
import { costsMoney } from '../tasks/task.ts';
import { overLimitCodes } from '../tasks/verbs.ts';
import type { Caps, OverCap } from './cap.ts';
import { overCap } from './cap.ts';
import type { Entry, PriceSource, Reserved } from './entry.ts';
import type { Money } from './money.ts';
import { keptMoney } from './money.ts';
import type { Order } from './order.ts';
import { after, counted, isOpen } from './order.ts';
import { isNotCharged, outcomeLine, outcomeOf } from './outcome.ts';
import type { Kind } from './kind.ts';
import type { PriceBook, Quote } from './price.ts';
import { dearest, quoteFor } from './price.ts';
import { overCapWords } from './refusal.ts';

/** A paid video that is about to be ordered. */
export interface WantedOrder extends Kind {
  /** The id that its task will have. */
  readonly task: string;
  /** The shot's name. */
  readonly shot: string;
  /** The name of the file that it was written in. */
  readonly film?: string;
}

export type Reservation = { readonly kind: 'reserved' } | { readonly kind: 'over'; readonly over: OverCap };

/** Lines to be added to the ledger, and what they mean to who asked. */
export interface Decision<T> {
  readonly lines: readonly Entry[];
  readonly result: T;
}

/** What is to be written, by what is written already; pure but for the clock. Whoever asks holds the ledger's lock until it is written. */
export interface Decisions {
  quote(orders: readonly Order[], kind: Kind): Quote | undefined;
  /** What an order of this kind counts as for the limits: its quote, else the dearest known price of its gateway. */
  countsAs(orders: readonly Order[], kind: Kind): Money | undefined;
  over(orders: readonly Order[], wanted: readonly Kind[]): OverCap | undefined;
  reserve(orders: readonly Order[], wanted: readonly WantedOrder[]): Decision<Reservation>;
  release(orders: readonly Order[], tasks: readonly string[]): Decision<undefined>;
  permit(orders: readonly Order[], task: Task): Decision<Failure | undefined>;
  /** Gives back the last order of a task. Of one that is removed what is in doubt stays so, for another window may have sent it; but where it was refused, and is the only one that counts. */
  unsent(orders: readonly Order[], task: Pick<Task, 'id'>, why: Unsent): readonly Entry[];
  settle(orders: ReadonlyMap<string, Order>, tasks: readonly Task[]): readonly Entry[];
  /** What the balance lost by this task's video, and nothing else in between. */
  measure(orders: ReadonlyMap<string, Order>, task: string, money: Money): readonly Entry[];
  reconcile(orders: ReadonlyMap<string, Order>, get: (id: string) => Task | undefined, all: readonly Task[]): readonly Entry[];
}

export interface DecisionContext {
  /** Read at every use. */
  readonly settings: () => PriceBook & { readonly caps: Caps };
  readonly now: () => number;
  readonly holder: Holder;
  /** Of the dates in messages: the editor's. */
  readonly language: string;
}

/** A reservation without a task whose window lives may still get one, and one that was let go may still be given back; not after this, milliseconds. */
const orphanMs = 60_000;

export function createDecisions({ settings, now, holder, language }: DecisionContext): Decisions {
  const quote = (orders: readonly Order[], kind: Kind): Quote | undefined => quoteFor(kind, settings(), orders);
  const countsAs = (orders: readonly Order[], kind: Kind): Money | undefined => quote(orders, kind) ?? dearest(kind.gateway, settings(), orders);
  const over = (orders: readonly Order[], wanted: readonly Kind[]): OverCap | undefined => {
    const passed = overCap(
      wanted.map((kind) => countsAs(orders, kind)), orders, settings().caps, now(),
      (order) => counted(order) ?? (order.state === 'released' ? undefined : dearest(order.gateway, settings(), orders)),
    );
    const guessed = passed === undefined ? 0 : wanted.filter((kind) => quote(orders, kind) === undefined).length;
    return passed && guessed > 0 ? { ...passed, guessed } : passed;
  };
  const line = (kind: 'sent' | 'released' | 'unconfirmed', { id }: Pick<Order, 'id'>): Entry => ({ v: 1, at: now(), id, kind });
  const keep = ({ source, ...money }: Money & { readonly source: PriceSource }): NonNullable<Reserved['price']> => ({ ...keptMoney(money), source });

  function reservation(orders: readonly Order[], { task, shot, film, gateway, seconds, resolution }: WantedOrder, id = task, at = now()): Reserved {
    const known = quote(orders, { gateway, seconds, resolution });
    return {
      v: 1, at, id, kind: 'reserved', task, shot: shot.slice(0, 80), gateway, seconds, resolution, holder: { ...holder, at }, ...(film !== undefined && { film: film.slice(0, 200) }),
      ...(known && { price: keep({ micros: known.micros, unit: known.unit, source: known.source }) }),
    };
  }

  function settle(orders: ReadonlyMap<string, Order>, tasks: readonly Task[]): readonly Entry[] {
    const paid = tasks.filter(({ gateway }) => costsMoney(gateway));
    if (paid.length === 0) return [];
    const byTask = Map.groupBy(orders.values(), ({ task }) => task);
    return paid.flatMap((task) => {
      const tries = byTask.get(task.id) ?? [];
      // The second try bought nothing for certain, so whatever is told of the task is of one before it.
      const refused = task.secondTry === 'refused' && tries.slice(0, -1).some((order) => !order.refused) ? tries.at(-1) : undefined;
      const last = tries.filter((order) => order !== refused && !order.refused).at(-1);
      const outcome = last && outcomeOf(task, last);
      if (!outcome) return [];
      const told = (order: Order, entry: Entry): readonly Entry[] => (after(order, entry) === order ? [] : [entry]);
      // What the gateway tells is of the last try; what the person says is of all.
      if (isNotCharged(task)) return tries.flatMap((order) => told(order, line('released', order)));
      return [
        ...(refused ? told(refused, { v: 1, at: now(), id: refused.id, kind: 'released', refused: true }) : []),
        ...told(last, outcomeLine(outcome, last, task, now(), keep)),
      ];
    });
  }

  const orphan = (order: Order): readonly Entry[] => {
    if (!isDead(order.holder) && now() - order.at <= orphanMs) return [];
    return [line(order.state === 'sent' ? 'unconfirmed' : 'released', order)];
  };

  return {
    quote, countsAs, over, settle,
    reserve: (orders, wanted) => {
      // Two windows may approve the same order: it is reserved, and counts, once.
      const missing = wanted.filter(({ task }) => !orders.some((order) => order.task === task && isOpen(order)));
      const passed = over(orders, missing);
      return passed ? { lines: [], result: { kind: 'over', over: passed } } : { lines: missing.map((one) => reservation(orders, one)), result: { kind: 'reserved' } };
    },
    release: (orders, tasks) => ({
      lines: orders.filter(({ task, state }) => state === 'reserved' && tasks.includes(task)).map((order) => line('released', order)), result: undefined,
    }),
    permit: (orders, task) => {
      // Refused after a takeover had put it in doubt: nothing of the task is in doubt any more.
      const refused = task.mayBeCharged || task.secondTry ? [] : orders.filter((order) => order.task === task.id && order.state === 'unconfirmed');
      const freed = refused.map((order) => line('released', order));
      const known = refused.length === 0 ? orders : orders.map((order): Order => (refused.includes(order) ? { ...order, state: 'released' } : order));
      const tries = known.filter((order) => order.task === task.id);
      const last = tries.at(-1);
      // The first try's reply was lost and nobody wrote it down yet: that one stays in doubt, this one is another.
      const isSecond = task.mayBeCharged === true && !tries.some(({ state }) => state === 'unconfirmed');
      if (last && isOpen(last) && !isSecond) return { lines: [...freed, ...(last.state === 'reserved' ? [line('sent', last)] : [])], result: undefined };
      const wanted = wantedBy(task);
      const passed = over(known, [wanted]);
      if (passed) return { lines: freed, result: overFailure(passed, language) };
      const id = tries.length === 0 ? task.id : `${task.id}#${String(tries.length + 1)}`;
      return { lines: [...freed, ...(last && isOpen(last) ? [line('unconfirmed', last)] : []), reservation(known, wanted, id), line('sent', { id })], result: undefined };
    },
    unsent: (orders, { id }, why) => {
      const tries = orders.filter(({ task }) => task === id);
      const counting = tries.filter(({ state }) => state !== 'released');
      const last = why === 'refused' && counting.length === 1 ? counting[0] : tries.at(-1);
      const isOurs = last && (isOpen(last) || (last.state === 'unconfirmed' && why !== 'removed')) && (why !== 'refused' || counting.length === 1);
      return isOurs ? [line('released', last)] : [];
    },
    measure: (orders, task, money) => {
      const last = [...orders.values()].filter((order) => order.task === task && !order.refused).at(-1);
      const entry: Entry | undefined = last && { v: 1, at: now(), id: last.id, kind: 'charged', price: keep({ ...money, source: 'balance' }), ...(last.remoteId !== undefined && { remoteId: last.remoteId }) };
      return !last || !entry || after(last, entry) === last ? [] : [entry];
    },
    reconcile: (orders, get, all) => {
      const known = new Set([...orders.values()].map(({ task }) => task));
      const unsettled = [...orders.values()].filter((order) => isOpen(order) || order.state === 'unconfirmed');
      // Sent by a release that kept no ledger: it counts from now on.
      const older = all.filter((task) => costsMoney(task.gateway) && !task.orderedElsewhere && task.submittedAt !== undefined && !known.has(task.id) && !hasEnded(task));
      return [
        ...older.flatMap((task) => [reservation([...orders.values()], wantedBy(task), task.id, task.createdAt), line('sent', task), ...(task.state === 'unconfirmed' ? [line('unconfirmed', task)] : [])]),
        ...settle(orders, [...new Set(unsettled.map(({ task }) => task))].flatMap((id) => get(id) ?? [])),
        ...unsettled.filter((order) => isOpen(order) && !get(order.task)).flatMap(orphan),
      ];
    },
  };
}

function hasEnded({ state }: Task): boolean {
  return state === 'completed' || state === 'failed' || state === 'cancelled';
}

/** A task's order, as its record has it. */
export function wantedBy({ id, source, prompt, gateway, settings }: Task): WantedOrder {
  const film = source && filmOf(source);
  return { task: id, shot: (source?.title ?? prompt).replace(/\s+/gu, ' ').trim(), ...(film !== undefined && { film }), gateway, seconds: settings.duration, resolution: settings.resolution };
}

/** The file's name in the address of a shot's document. */
export function filmOf({ uri }: { readonly uri: string }): string | undefined {
  const name = /([^/\\]+)$/u.exec(uri.replace(/[?#].*$/u, ''))?.[1];
  try {
    return name === undefined ? undefined : decodeURIComponent(name);
  } catch {
    return name;
  }
}

function overFailure(over: OverCap, language: string): Failure {
  return { class: 'denied', code: overLimitCodes[over.period], message: overCapWords(over, 1, language), remedy: l10n.t('Raise the limit or wait until it resets, then try again.'), command: 'checkNow' };
}
