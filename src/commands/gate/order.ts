import { costsMoney } from '../../tasks/task.ts';
import type { Task } from '../../tasks/task.ts';
import type { NewTask, Tasks } from '../../tasks/tasks.ts';
import { createAll } from '../createAll.ts';
import type { Orders } from '../orders.ts';
import type { Agreements } from './agreements.ts';
import { applyFixes } from './applyFixes.ts';
import type { PlanDependencies, PlannedShot, RefusedShot } from './plan.ts';
import { planShot } from './plan.ts';
import type { Ask, OrderInQuestion } from './question.ts';
import { questionFor } from './question.ts';
import type { Statement } from './statements.ts';
import type { WantedShot } from './wantedShot.ts';

export interface OrderDependencies extends PlanDependencies {
  readonly tasks: Pick<Tasks, 'create'>;
  /** Paid gateways without a key: the tasks as they can be made, another gateway for some perhaps; undefined when the person lets it be. */
  readonly withKeys: (tasks: readonly PlannedShot[]) => Promise<readonly PlannedShot[] | undefined>;
  /** Tasks made in this window: it is the one that announces their end. */
  readonly madeHere: Set<string>;
  readonly orders: Orders;
  readonly agreements: Agreements;
}

/** What became of an order. Refused: nothing was sent, `good` are the shots that have nothing wrong. */
export type OrderOutcome =
  | { readonly kind: 'placed'; readonly tasks: readonly Task[]; /** Why not all of it, one localized sentence. */ readonly trouble?: string }
  | { readonly kind: 'declined' }
  | { readonly kind: 'refused'; readonly bad: readonly RefusedShot[]; readonly good: readonly WantedShot[] };

/**
 * The gate that every way to generate passes. Refuses what *Problems* calls an error, asks at most one question, which says all
 * there is to say (`ask`), and writes the tasks down. Nothing is sent unless every shot passes; nothing free is asked about. A paid
 * order that comes again while it is still being placed is the same order.
 */
export async function placeOrder(wanted: readonly WantedShot[], deps: OrderDependencies, ask: Ask): Promise<OrderOutcome> {
  const plans = await Promise.all(wanted.map((shot) => planShot(shot, deps)));
  const refusal = refusalIn(plans);
  if (refusal) return refusal;
  const planned = plans.filter((plan) => plan.kind === 'planned');
  return deps.orders.place(tasksOf(planned), () => order(planned, deps, ask));
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
  const question = questionFor(inQuestion(ready, deps));
  const answer = question ? await ask(question) : 'go';
  if (answer === undefined) return { kind: 'declined' };
  const final = answer === 'fix' ? await fixed(ready, deps) : ready;
  const refusal = refusalIn(final);
  if (refusal) return refusal;
  const going = final.filter((plan) => plan.kind === 'planned');
  // The question named them all; after a fix the file reads otherwise, and that is what is agreed to.
  if (question) await deps.agreements.remember(going.flatMap(paidStatements));
  return create(tasksOf(going), deps);
}

function paidStatements({ task, statements }: PlannedShot): readonly Statement[] {
  return costsMoney(task.gateway) ? statements : [];
}

function inQuestion(planned: readonly PlannedShot[], { agreements, orders }: OrderDependencies): OrderInQuestion {
  const open = planned.flatMap(paidStatements).filter((statement) => !agreements.covers(statement));
  return {
    statements: [...new Map(open.map((statement) => [JSON.stringify(statement), statement])).values()],
    isRepeat: orders.isRepeat(tasksOf(planned)),
    shots: planned.map(({ name, task, takes, warnings }) => ({
      name, takes, gateway: task.gateway, seconds: task.shot.settings.duration, resolution: task.shot.settings.resolution,
      warnings: warnings.map(({ message, line, fix }) => ({ words: message, ...(line !== undefined && { line }), ...(fix && { fix: fix.title }) })),
    })),
  };
}

/** The shots as they read after their fixes; the gateway that was settled on for want of a key stays. */
async function fixed(planned: readonly PlannedShot[], deps: OrderDependencies): Promise<readonly (PlannedShot | RefusedShot)[]> {
  const wanted = await applyFixes(planned);
  return Promise.all(wanted.map((shot) => planShot(shot, deps)));
}

async function create(tasks: readonly NewTask[], deps: OrderDependencies): Promise<OrderOutcome> {
  const { made, trouble } = await createAll(tasks, deps.tasks, ({ id }, wanted) => {
    deps.madeHere.add(id);
    deps.orders.ordered(wanted);
  });
  return { kind: 'placed', tasks: made, ...(trouble !== undefined && { trouble }) };
}
