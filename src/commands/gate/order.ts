import * as vscode from 'vscode';
import { costsMoney } from '../../tasks/task.ts';
import type { Task, TaskOrder } from '../../tasks/task.ts';
import { newTaskId } from '../../tasks/taskId.ts';
import { StorageError } from '../../storage/storageError.ts';
import type { NewTask, Tasks } from '../../tasks/tasks.ts';
import type { Loosened } from '../../wallet/agreed.ts';
import type { OverCap } from '../../wallet/cap.ts';
import { filmOf } from '../../wallet/decide.ts';
import { amountText } from '../../wallet/money.ts';
import type { Kind } from '../../wallet/kind.ts';
import type { Quote } from '../../wallet/price.ts';
import { spendingWords } from '../../wallet/spendingWords.ts';
import type { Wallet } from '../../wallet/wallet.ts';
import { createAll } from '../createAll.ts';
import type { Orders } from '../orders.ts';
import type { Agreements } from './agreements.ts';
import { applyFixes } from './applyFixes.ts';
import type { ContinuedDependencies } from './continued.ts';
import { waitsForOf, withStarts } from './continued.ts';
import type { PlanDependencies, PlannedShot, RefusedShot } from './plan.ts';
import { planShots } from './plan.ts';
import type { SameClip, SameClipDependencies } from './sameClips.ts';
import { withoutSameClips } from './sameClips.ts';
import type { Ask, AskedShot, OrderInQuestion } from './question.ts';
import { questionFor } from './question.ts';
import { priceQuestion } from './spending.ts';
import type { SpendingSettings } from './spending.ts';
import type { Statement } from './statements.ts';
import type { WantedShot } from './wantedShot.ts';

export interface OrderDependencies extends PlanDependencies, ContinuedDependencies {
  readonly tasks: Pick<Tasks, 'create' | 'list'>;
  readonly takes: ContinuedDependencies['takes'] & SameClipDependencies['takes'];
  /** Paid gateways without a key: the tasks as they can be made, another gateway for some perhaps; undefined when the person lets it be. */
  readonly withKeys: (tasks: readonly PlannedShot[]) => Promise<readonly PlannedShot[] | undefined>;
  /** Tasks made in this window: it is the one that announces their end. */
  readonly madeHere: Set<string>;
  readonly orders: Orders;
  readonly agreements: Agreements;
  readonly wallet: Pick<Wallet, 'orders' | 'quote' | 'countsAs' | 'over' | 'limits' | 'loosened' | 'agree' | 'refresh' | 'reserve' | 'release'>;
  readonly spending: () => SpendingSettings;
  /** The ids of the videos, in order, where they were given beforehand. */
  readonly newId?: () => string;
}

/** What became of an order. Refused: nothing was sent, `good` are the shots that have nothing wrong. */
export type OrderOutcome =
  | {
    readonly kind: 'placed';
    /** Those that were made, and those that make or made a clip of `same`. */
    readonly tasks: readonly Task[];
    /** Why not all of it, one localized sentence. */
    readonly trouble?: string;
    /** Animatics of unchanged shots, which were not made again. */
    readonly same?: readonly SameClip[];
  }
  | { readonly kind: 'declined' }
  /** The user's own limit; nothing was sent, `fitting` are the first shots that it lets go. */
  | { readonly kind: 'over'; readonly over: OverCap; readonly videos: number; readonly fitting: readonly WantedShot[] }
  | { readonly kind: 'refused'; readonly bad: readonly RefusedShot[]; readonly good: readonly WantedShot[] };

/**
 * The gate that every way to generate passes. Refuses what *Problems* calls an error, asks at most one question, which says all
 * there is to say (`ask`), and writes the tasks down. Nothing is sent unless every shot passes; nothing free is asked about. A paid
 * order that comes again while it is still being placed is the same order.
 */
export async function placeOrder(wanted: readonly WantedShot[], deps: OrderDependencies, ask: Ask): Promise<OrderOutcome> {
  const plans = await planShots(await withStarts(wanted, deps), deps);
  const refusal = refusalIn(plans);
  if (refusal) return refusal;
  const planned = plans.filter((plan) => plan.kind === 'planned');
  return unlessSame(planned, deps, (make) => deps.orders.place(tasksOf(make), () => order(make, deps, ask)));
}

/** Places what has no clip yet that would be the same; ids that were given beforehand have to become tasks. */
async function unlessSame(planned: readonly PlannedShot[], deps: OrderDependencies, place: (make: readonly PlannedShot[]) => Promise<OrderOutcome>): Promise<OrderOutcome> {
  const { make, same } = deps.newId ? { make: planned, same: [] } : await withoutSameClips(planned, deps);
  const placed: OrderOutcome = make.length === 0 ? { kind: 'placed', tasks: [] } : await place(make);
  if (placed.kind !== 'placed' || same.length === 0) return placed;
  return { ...placed, tasks: [...placed.tasks, ...same.flatMap(({ task }) => task ?? [])], same: [...(placed.same ?? []), ...same] };
}

function refusalIn(plans: readonly (PlannedShot | RefusedShot)[]): OrderOutcome | undefined {
  const bad = plans.filter((plan) => plan.kind === 'refused');
  return bad.length === 0 ? undefined : { kind: 'refused', bad, good: plans.filter((plan) => plan.kind === 'planned').map(({ wanted }) => wanted) };
}

function tasksOf(planned: readonly PlannedShot[]): readonly NewTask[] {
  return planned.flatMap(({ task, takes }) => Array.from({ length: takes }, () => task));
}

async function order(planned: readonly PlannedShot[], deps: OrderDependencies, ask: Ask): Promise<OrderOutcome> {
  const ready = await deps.withKeys(planned);
  if (!ready) return { kind: 'declined' };
  // For want of a key some are animatics by now.
  return ready === planned ? orderReady(ready, deps, ask) : unlessSame(ready, deps, (make) => orderReady(make, deps, ask));
}

async function orderReady(ready: readonly PlannedShot[], deps: OrderDependencies, ask: Ask): Promise<OrderOutcome> {
  await deps.wallet.refresh();
  const open = paidTasks(ready).length > 0 ? deps.wallet.loosened() : [];
  const over = deps.wallet.over(paidTasks(ready).map(kindOf), open.length > 0);
  if (over) return overLimit(over, ready);
  const question = questionFor(inQuestion(ready, open, deps));
  const answer = question ? await ask(question) : 'go';
  if (answer === undefined) return { kind: 'declined' };
  const final = answer === 'fix' ? await fixed(ready, deps) : ready;
  const refusal = refusalIn(final);
  if (refusal) return refusal;
  const going = final.filter((plan) => plan.kind === 'planned');
  // The question named them all; after a fix the file reads otherwise, and that is what is agreed to.
  try {
    // Settings that were changed while the question stood are asked about anew.
    if (open.length > 0 && !(await deps.wallet.agree(open))) return await order(going, deps, ask);
  } catch (error) {
    if (error instanceof StorageError) return { kind: 'placed', tasks: [], trouble: error.message };
    throw error;
  }
  if (question) await deps.agreements.remember([...going.flatMap(paidStatements), ...(answer === 'quiet' ? unknownPrices(going) : [])]);
  return create(going, deps);
}

function paidTasks(planned: readonly PlannedShot[]): readonly NewTask[] {
  return tasksOf(planned).filter(({ gateway }) => costsMoney(gateway));
}

function kindOf({ gateway, shot: { settings } }: NewTask): Kind {
  return { gateway, seconds: settings.duration, resolution: settings.resolution };
}

function unknownPrices(planned: readonly PlannedShot[]): readonly Statement[] {
  return [...new Set(paidTasks(planned).map(({ gateway }) => gateway))].map((gateway) => ({ kind: 'unknownPrice', gateway }));
}

/** Shots whose every take fits, from the first; the free ones go anyway. */
function overLimit(over: OverCap, planned: readonly PlannedShot[]): OrderOutcome {
  let left = over.fits;
  let isFull = false;
  const fitting = planned.filter(({ task, takes }) => {
    if (!costsMoney(task.gateway)) return true;
    isFull ||= takes > left;
    left -= takes;
    return !isFull;
  });
  return { kind: 'over', over, videos: paidTasks(planned).length, fitting: fitting.map(({ wanted }) => wanted) };
}

function paidStatements({ task, statements }: PlannedShot): readonly Statement[] {
  return costsMoney(task.gateway) ? statements : [];
}

function inQuestion(planned: readonly PlannedShot[], open: readonly Loosened[], { agreements, orders, wallet, spending }: OrderDependencies): OrderInQuestion {
  // A yes is one to the limits as they are set now, too.
  const settings = open.length > 0 ? spending() : { ...spending(), caps: wallet.limits() };
  const unheard = planned.flatMap(paidStatements).filter((statement) => !agreements.covers(statement));
  return {
    statements: [...new Map(unheard.map((statement) => [JSON.stringify(statement), statement])).values()],
    isRepeat: orders.isRepeat(tasksOf(planned)), confirm: planned.some(({ wanted }) => wanted.confirm === true), loosened: open,
    ...priceQuestion(paidTasks(planned).map(kindOf), { wallet, settings, isQuiet: (gateway) => agreements.covers({ kind: 'unknownPrice', gateway }) }),
    ...spendingWords(wallet.orders(), settings, Date.now(), [...new Set(paidTasks(planned).flatMap((task) => wallet.quote(kindOf(task))?.unit ?? []))]), language: vscode.env.language,
    shots: planned.map(({ name, task, takes, warnings }) => ({
      name, takes, gateway: task.gateway, seconds: task.shot.settings.duration, resolution: task.shot.settings.resolution,
      ...priceOf(wallet.quote(kindOf(task))),
      warnings: warnings.map(({ message, line, fix }) => ({ words: message, ...(line !== undefined && { line }), ...(fix && { fix: fix.title }) })),
    })),
  };
}

/** The shots as they read after their fixes; the gateway that was settled on for want of a key stays. */
async function fixed(planned: readonly PlannedShot[], deps: OrderDependencies): Promise<readonly (PlannedShot | RefusedShot)[]> {
  return planShots(await applyFixes(planned), deps);
}

function priceOf(price: AskedShot['price']): Pick<AskedShot, 'price'> {
  return price ? { price } : {};
}

function quoteOf(quote: Quote | undefined): Pick<NewTask, 'quote'> {
  return quote ? { quote: { amount: amountText(quote.micros), unit: quote.unit, source: quote.source } } : {};
}

function filmName({ source }: NewTask): { readonly film?: string } {
  const film = source && filmOf(source);
  return film === undefined ? {} : { film };
}

/** Every take that is to be made, with its id: those of one order know each other by it. */
function ordersOf(planned: readonly PlannedShot[], quoted: (task: NewTask) => Pick<NewTask, 'quote'>, newId: () => string): readonly { readonly name: string; readonly task: NewTask & { readonly id: string } }[] {
  const all = planned.flatMap(({ name, task, takes, wanted }) => Array.from({ length: takes }, () => ({ name, wanted, task: { ...task, ...quoted(task), id: newId() } })));
  // Of several takes of a shot the newest is the one that its film uses.
  const lastOf = new Map(all.flatMap(({ wanted, task }) => (wanted.key === undefined ? [] : [[wanted.key, task.id] as const])));
  const together = all.length > 1 ? orderOf(all.map(({ task }) => task)) : undefined;
  return all.map(({ name, wanted, task }) => {
    const waitsFor = waitsForOf(wanted, (key) => lastOf.get(key));
    const order = wanted.order ?? together;
    return { name, task: { ...task, ...(order && { order }), ...(wanted.again !== undefined && { again: wanted.again }), ...(waitsFor && { waitsFor }) } };
  });
}

function orderOf(tasks: readonly (NewTask & { readonly id: string })[]): TaskOrder {
  const [title, ...others] = new Set(tasks.map((task) => filmName(task).film?.replace(/\.hailuo$/iu, '')));
  return { id: tasks[0]?.id ?? '', ...(title !== undefined && others.length === 0 && { title }) };
}

/** The money is reserved before the first task is written down, for all of them or for none; what was not written is given back. */
async function create(planned: readonly PlannedShot[], deps: OrderDependencies): Promise<OrderOutcome> {
  const orders = ordersOf(planned, (task) => quoteOf(deps.wallet.quote(kindOf(task))), deps.newId ?? (() => newTaskId(Date.now())));
  const paid = orders.filter(({ task }) => costsMoney(task.gateway));
  try {
    const reserved = paid.length === 0 ? undefined : await deps.wallet.reserve(paid.map(({ name, task }) => ({ ...kindOf(task), task: task.id, shot: name, ...filmName(task) })));
    if (reserved?.kind === 'over') return overLimit(reserved.over, planned);
  } catch (error) {
    if (error instanceof StorageError) return { kind: 'placed', tasks: [], trouble: error.message };
    throw error;
  }
  const { made, trouble } = await createAll(orders.map(({ task }) => task), deps.tasks, ({ id }, wanted) => {
    deps.madeHere.add(id);
    deps.orders.ordered(wanted);
  });
  const missing = paid.map(({ task }) => task.id).filter((id) => !made.some((task) => task.id === id));
  // Given back later where it cannot be written now: a reservation without a task is found at the next start.
  if (missing.length > 0) await deps.wallet.release(missing).catch(() => undefined);
  return { kind: 'placed', tasks: made, ...(trouble !== undefined && { trouble }) };
}
