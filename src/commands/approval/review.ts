import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { commands } from '../../host/ids.ts';
import { askWhich, openSettings, showError, showInformation, showWarning } from '../../host/messages.ts';
import { limitSetting } from '../../host/settings.ts';
import { StorageError } from '../../storage/storageError.ts';
import type { Tasks } from '../../tasks/tasks.ts';
import type { Loosened } from '../../wallet/agreed.ts';
import { loosenedWords } from '../../wallet/loosenedWords.ts';
import { overCapWords } from '../../wallet/refusal.ts';
import { spendingWords } from '../../wallet/spendingWords.ts';
import type { Wallet } from '../../wallet/wallet.ts';
import type { ApprovalGate } from './approve.ts';
import { approveOrders, needsApproval, proposedNow, sameQuote } from './approve.ts';
import type { Proposed } from './words.ts';
import { isDearer, proposalLines, proposalWords } from './words.ts';
import { oneLine } from '../../shots/oneLine.ts';

/** What the questions about agents' orders draw on. */
export interface ApprovalDesk extends ApprovalGate {
  readonly tasks: ApprovalGate['tasks'] & Pick<Tasks, 'stopTracking'>;
  readonly wallet: ApprovalGate['wallet'] & Pick<Wallet, 'orders' | 'limits' | 'loosened' | 'agree'>;
}

async function refuse(ids: readonly string[], { tasks }: ApprovalDesk): Promise<void> {
  const waiting = ids.flatMap((id) => tasks.get(id) ?? []).filter(needsApproval);
  await Promise.all(waiting.map(({ id }) => tasks.stopTracking(id)));
}

/** The yes was said; what keeps the orders from going all the same is told. */
async function approve(ids: readonly string[], desk: ApprovalDesk): Promise<void> {
  const outcome = await approveOrders(ids, desk);
  if (outcome.kind === 'over') {
    showError(overCapWords(outcome.over, outcome.videos, vscode.env.language), [openSettings(limitSetting(outcome.over.period))]);
  } else if (outcome.trouble !== undefined) {
    showWarning(outcome.trouble);
  }
}

/** Whether it is kept that the person agrees to the limits as they were shown; `changed`: the settings let more go by now. */
async function agree(shown: readonly Loosened[], { wallet }: ApprovalDesk): Promise<'agreed' | 'changed' | 'failed'> {
  try {
    return shown.length === 0 || (await wallet.agree(shown)) ? 'agreed' : 'changed';
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
    showWarning(error.message);
    return 'failed';
  }
}

function spendingNow({ wallet }: ApprovalDesk): string | undefined {
  return spendingWords(wallet.orders(), { caps: wallet.limits() }, Date.now()).spending;
}

/**
 * The one question about an agent's order, wherever it is asked from: a command can be run by anybody, an agent too, so what lets
 * an order go is the answer to it and nothing else; Enter, which may have been meant for the text that somebody was typing, only looks. `whole`: all
 * orders of its quote.
 */
export async function reviewOrder(id: string, desk: ApprovalDesk, whole: boolean): Promise<void> {
  const task = desk.tasks.get(id);
  const all = task ? sameQuote(task, desk) : [];
  await desk.wallet.refresh();
  const proposed = proposedNow(whole ? all : [id], desk);
  if (proposed.length === 0) {
    showInformation(l10n.t('This request is already approved or refused.'));
    return;
  }
  const rest = whole || all.length < 2 ? [] : [{ id: 'all', label: l10n.t('Approve All {0} of This Quote', all.length) } as const];
  const open = desk.wallet.loosened();
  const answer = await askWhich({
    title: proposalWords(proposed), detail: [...open.map(loosenedWords), ...dearerWords(proposed), ...proposalLines(proposed, spendingNow(desk))], tone: 'warning',
    first: proposed.length > 1
      ? { label: l10n.t('Look at Them First'), run: () => vscode.commands.executeCommand(commands.showTasks) }
      : { label: l10n.t('Look at It First'), run: () => vscode.commands.executeCommand(commands.taskOpenPreview, { id: proposed[0]?.task.id }) },
    choices: [{ id: 'yes', label: proposed.length > 1 ? l10n.t('Approve {0} Videos', proposed.length) : l10n.t('Approve') } as const, ...rest, { id: 'no', label: l10n.t('Refuse') } as const],
  });
  if (answer === 'yes') {
    const agreed = await agree(open, desk);
    if (agreed === 'agreed') await approve(proposed.map(({ task: { id: one } }) => one), desk);
    if (agreed === 'changed') await reviewOrder(id, desk, whole);
  }
  // More than was shown is told before it is let go.
  if (answer === 'all') await reviewOrder(id, desk, true);
  if (answer === 'no') await refuse(proposed.map(({ task: { id: one } }) => one), desk);
}

function dearerWords(proposed: readonly Proposed[]): readonly string[] {
  return isDearer(proposed) ? [l10n.t('It costs more now than when the agent asked for it.')] : [];
}

/** Refuses an order, or all of its quote: nothing was sent, nothing is. */
export async function refuseOrders(ids: readonly string[], desk: ApprovalDesk): Promise<void> {
  await refuse(ids, desk);
}

/** Tells of orders that an agent has just made, with the ways to let them go; never waits for the answer. */
export async function tellOfOrders(ids: readonly string[], desk: ApprovalDesk): Promise<void> {
  await desk.wallet.refresh().catch(() => undefined);
  const proposed = proposedNow(ids, desk);
  const [first] = proposed;
  if (first === undefined) return;
  const concerns = [...new Set(proposed.flatMap(({ task }) => task.approval?.concerns ?? []))];
  const spending = spendingNow(desk);
  const review = { label: l10n.t('Review…'), run: () => reviewOrder(first.task.id, desk, true) };
  const no = { label: l10n.t('Refuse'), run: () => refuse(ids, desk) };
  // A command can press the first button of a notification, so that one only asks. And what has to be read first is not let go
  // from a line that may be cut.
  const yes = { label: proposed.length > 1 ? l10n.t('Approve All {0}', proposed.length) : l10n.t('Approve'), run: () => (isDearer(proposedNow(ids, desk)) || desk.wallet.loosened().length > 0 ? reviewOrder(first.task.id, desk, true) : approve(ids, desk)) };
  showWarning(oneLine([proposalWords(proposed), ...concerns.slice(0, 2), ...(spending === undefined ? [] : [spending])]), concerns.length > 0 ? [review, no] : [review, yes, no]);
}

/** What waits for a word since before this window opened. */
export function tellOfWaiting(count: number): void {
  showInformation(count === 1 ? l10n.t('An agent’s request is waiting for your approval; nothing has been sent.') : l10n.t('{0} requests from agents are waiting for your approval; nothing has been sent.', count), [
    { label: l10n.t('Show Tasks'), run: () => vscode.commands.executeCommand(commands.showTasks) },
  ]);
}
