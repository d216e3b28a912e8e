import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { PromptSource } from '../../shots/promptSource.ts';
import type { Duration, Resolution } from '../../shots/shot.ts';
import type { WrittenSettings } from '../../shots/settings.ts';
import type { GatewayId } from '../../gateways/gateway.ts';
import type { Task } from '../../tasks/task.ts';
import { costsMoney } from '../../tasks/task.ts';
import { overCapWords } from '../../wallet/refusal.ts';
import { withStarts } from '../gate/continued.ts';
import type { OrderDependencies } from '../gate/order.ts';
import { placeOrder } from '../gate/order.ts';
import { planShots } from '../gate/plan.ts';
import type { Statement } from '../gate/statements.ts';

/** A shot that an agent wants. */
export interface WantedByAgent {
  readonly prompt: string;
  readonly written: WrittenSettings;
  readonly source?: PromptSource;
}

interface Planned {
  readonly name: string;
  readonly gateway: GatewayId;
  readonly seconds: Duration;
  readonly resolution: Resolution;
  readonly takes: number;
  readonly warnings: readonly string[];
}

/** The shots as they would be ordered now, checked by what every order passes. Asks nothing, sends nothing. */
export async function planForAgent(shots: readonly WantedByAgent[], deps: OrderDependencies): Promise<{ readonly kind: 'planned'; readonly shots: readonly Planned[] } | { readonly kind: 'refused'; readonly reasons: readonly string[]; readonly each: readonly ({ readonly message: string; readonly onlyFree?: boolean } | undefined)[] }> {
  const plans = await planShots(await withStarts(shots, deps), { ...deps, forModel: true });
  const bad = plans.flatMap((plan) => (plan.kind === 'refused' ? [`${plan.name}: ${plan.message}`] : []));
  if (bad.length > 0) return { kind: 'refused', reasons: bad, each: plans.map((plan) => (plan.kind === 'refused' ? { message: plan.message, ...(plan.onlyFree && { onlyFree: true }) } : undefined)) };
  return {
    kind: 'planned',
    shots: plans.flatMap((plan) => (plan.kind === 'refused' ? [] : [{
      name: plan.name, gateway: plan.task.gateway, seconds: plan.task.shot.settings.duration, resolution: plan.task.shot.settings.resolution, takes: plan.takes,
      warnings: plan.warnings.map(({ message, fix }) => (fix ? l10n.t('{0} Fix: {1}.', message, fix.title) : message)),
    }])),
  };
}

interface OrderOfAgent {
  readonly quote: string;
  readonly ids: readonly string[];
  readonly shots: readonly WantedByAgent[];
  readonly needsApproval: boolean;
  readonly stopped: () => boolean;
}

/** An allowance agrees to a sum. What these say has nothing to do with one: the person hears of it first. */
const asksBeyondMoney: ReadonlySet<Statement['kind']> = new Set(['picture', 'restricted']);

/**
 * Passes an agent's order through the gate. Nobody is asked here: what costs money is written down as waiting for the person's
 * word with what the gate would have asked about, unless they allowed it beforehand and all that it would ask about is money. Nothing that the agent did is taken for an
 * agreement of the person. A call that was given up lets nothing go any more.
 */
export async function placeForAgent({ quote, ids, shots, needsApproval, stopped }: OrderOfAgent, deps: OrderDependencies): Promise<{ readonly kind: 'placed'; readonly tasks: readonly Task[]; readonly trouble?: string } | { readonly kind: 'refused'; readonly reasons: readonly string[] }> {
  const next = ids.values();
  let concerns: readonly string[] = [];
  let isStrange = false;
  const waits = (): boolean => needsApproval || isStrange;
  const outcome = await placeOrder(shots, {
    ...deps, forModel: true,
    newId: () => next.next().value ?? '',
    withKeys: (planned) => Promise.resolve(stopped() ? undefined : planned),
    agreements: {
      covers: (statement) => {
        const isHeard = deps.agreements.covers(statement);
        isStrange ||= !isHeard && asksBeyondMoney.has(statement.kind);
        return isHeard;
      },
      remember: () => Promise.resolve(),
    },
    // A person who orders the same shot at this moment orders for themselves.
    orders: { place: (_tasks, place) => place(), isRepeat: (tasks) => deps.orders.isRepeat(tasks), ordered: (task) => { if (!waits()) deps.orders.ordered(task); } },
    // What nobody approved holds back no money of the person's own orders; it is reserved with the approval.
    // And no order of an agent agrees to a limit that was raised.
    wallet: {
      ...deps.wallet, loosened: () => [],
      reserve: (orders) => waits() ? Promise.resolve({ kind: 'reserved' }) : deps.wallet.reserve(orders),
      release: (tasks) => waits() ? Promise.resolve() : deps.wallet.release(tasks),
    },
    tasks: { list: () => deps.tasks.list(), create: (task) => deps.tasks.create({ ...task, ...(costsMoney(task.gateway) && { approval: { quote, concerns }, needsApproval: waits() || stopped() }) }) },
  }, (question) => {
    ({ concerns } = question);
    return Promise.resolve(stopped() ? undefined : 'go');
  });
  switch (outcome.kind) {
    case 'placed': return outcome;
    case 'declined': return { kind: 'refused', reasons: [l10n.t('The call was canceled: nothing was submitted.')] };
    case 'over': return { kind: 'refused', reasons: [overCapWords(outcome.over, outcome.videos, vscode.env.language)] };
    case 'refused': return { kind: 'refused', reasons: outcome.bad.map(({ name, message }) => `${name}: ${message}`) };
  }
}
