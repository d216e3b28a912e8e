import * as l10n from '@vscode/l10n';
import type { Task } from '../../tasks/task.ts';
import type { Tasks } from '../../tasks/tasks.ts';
import { StorageError } from '../../storage/storageError.ts';
import type { OverCap } from '../../wallet/cap.ts';
import { wantedBy } from '../../wallet/decide.ts';
import type { Wallet } from '../../wallet/wallet.ts';
import type { Proposed } from './words.ts';

/** What lets orders go. */
export interface ApprovalGate {
  readonly tasks: Pick<Tasks, 'get' | 'list' | 'approve'>;
  readonly wallet: Pick<Wallet, 'refresh' | 'quote' | 'reserve' | 'release'>;
}

/** What became of a yes. `over`: the person's own limit; nothing was let go. */
export type Approved =
  | { readonly kind: 'approved'; readonly tasks: readonly Task[]; /** Why not all of them, one localized sentence. */ readonly trouble?: string }
  | { readonly kind: 'over'; readonly over: OverCap; readonly videos: number };

export function needsApproval({ state }: Task): boolean {
  return state === 'needsApproval';
}

/** The orders of these that still wait for a word, oldest first, with what each costs now. */
export function proposedNow(ids: readonly string[], { tasks, wallet }: Pick<ApprovalGate, 'tasks'> & { readonly wallet: Pick<Wallet, 'quote'> }): readonly Proposed[] {
  return ids.flatMap((id) => tasks.get(id) ?? []).filter(needsApproval).sort((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1)).map((task) => ({
    task, price: wallet.quote({ gateway: task.gateway, seconds: task.settings.duration, resolution: task.settings.resolution }),
  }));
}

/** All orders of the same quote that still wait for a word. */
export function sameQuote(task: Pick<Task, 'approval'>, { tasks }: Pick<ApprovalGate, 'tasks'>): readonly string[] {
  return tasks.list().filter((one) => needsApproval(one) && one.approval?.quote === task.approval?.quote).map(({ id }) => id);
}

/**
 * Lets orders go after a person said yes. The money is reserved first, for all of them or for none; a task is let go once, whichever
 * window is first. Killed in between, the order still waits for a word, and what was reserved is reserved for it.
 */
export async function approveOrders(ids: readonly string[], gate: ApprovalGate): Promise<Approved> {
  const { tasks, wallet } = gate;
  const waiting = proposedNow(ids, gate).map(({ task }) => task);
  if (waiting.length === 0) return { kind: 'approved', tasks: [], trouble: l10n.t('These requests are already approved or refused.') };
  try {
    const reserved = await wallet.reserve(waiting.map(wantedBy));
    if (reserved.kind === 'over') return { kind: 'over', over: reserved.over, videos: waiting.length };
  } catch (error) {
    if (error instanceof StorageError) return { kind: 'approved', tasks: [], trouble: error.message };
    throw error;
  }
  const outcomes = await Promise.all(waiting.map(async (task) => ({ task, outcome: await tasks.approve(task.id) })));
  // Refused elsewhere at the same moment: its money is given back. What another window let go keeps it.
  const lost = outcomes.filter(({ task, outcome }) => outcome.kind === 'notDone' && (tasks.get(task.id)?.state ?? 'cancelled') === 'cancelled').map(({ task }) => task.id);
  if (lost.length > 0) await wallet.release(lost).catch(() => undefined);
  const trouble = outcomes.flatMap(({ outcome }) => (outcome.kind === 'notDone' ? [outcome.message] : []))[0];
  return { kind: 'approved', tasks: outcomes.flatMap(({ outcome }) => (outcome.kind === 'done' ? [outcome.task] : [])), ...(trouble !== undefined && { trouble }) };
}
