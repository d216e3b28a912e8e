import type * as vscode from 'vscode';
import { costsMoney } from '../tasks/task.ts';
import { amountsNow, totalWords } from './cost.ts';
import { quoteProblem } from './quoteProblem.ts';
import type { KeptQuote, Quotes } from './quotes.ts';
import { openQuotes, quoteMs, shotsOf } from './quotes.ts';
import { report } from './report.ts';
import { refused, result } from './result.ts';
import type { ToolInput } from './schemas.ts';
import type { AgentServices } from './services.ts';
import { restOfTasks, urgentFirst } from './urgentFirst.ts';

/**
 * `hailuo_generate`: orders what was quoted, once. It is on disk before this returns, and waits for the person's word, unless the
 * allowance that they set covers all of it. Returns at once.
 */
export async function generate({ quoteId, maxCost }: ToolInput<'hailuo_generate'>, services: AgentServices, token: vscode.CancellationToken): Promise<vscode.LanguageModelToolResult> {
  const quotes = openQuotes(services.storage);
  return quotes.alone(quoteId, async () => {
    const quote = await quotes.read(quoteId);
    const made = quote?.ids.flatMap((id) => services.tasks.get(id) ?? []) ?? [];
    if (quote?.orderedAt !== undefined && (made.length === quote.ids.length || Date.now() > quote.expiresAt)) {
      return result({ same: 'This quote was ordered before; this is the same order, and nothing more was ordered.', ids: quote.ids, tasks: urgentFirst(made).map(report), ...next(quote, services) }, { rest: restOfTasks });
    }
    const rest = quote && notMade(quote, services);
    const problem = await quoteProblem(rest, maxCost, services);
    if (problem !== undefined || quote === undefined || rest === undefined) return refused([problem ?? '']);
    if (token.isCancellationRequested) return refused(['The call was canceled: nothing was submitted.']);
    return order(quote, rest, quotes, services, token);
  });
}

/** What of a quote has no task yet: all of it, but after a window was killed in the middle, whose videos count already. */
function notMade(quote: KeptQuote, { tasks }: AgentServices): KeptQuote {
  const ids: string[] = [];
  let first = 0;
  const shots = quote.shots.flatMap((shot) => {
    const own = quote.ids.slice(first, first += shot.takes).filter((id) => !tasks.get(id));
    ids.push(...own);
    return own.length === 0 ? [] : [{ ...shot, takes: own.length, written: own.length === shot.takes ? shot.written : { ...shot.written, takes: own.length } }];
  });
  return { ...quote, ids, shots };
}

/** `rest`: what of the quote is still to be ordered. */
async function order(quote: KeptQuote, rest: KeptQuote, quotes: Quotes, services: AgentServices, token: vscode.CancellationToken): Promise<vscode.LanguageModelToolResult> {
  const amounts = amountsNow(quote.shots, services.wallet);
  await services.allowance.heal((id) => cameToNothing(id, quotes, services)).catch(() => undefined);
  const isAllowed = amounts.length > 0 && (await services.allowance.take(quote.id, amounts));
  // Before the first task: killed in between, the next call goes on with the very same ids.
  await quotes.save({ ...quote, orderedAt: Date.now() });
  const ordered = await services.order({ quote: quote.id, ids: rest.ids, shots: shotsOf(rest), needsApproval: !isAllowed, stopped: () => token.isCancellationRequested })
    .finally(() => (isAllowed ? keepWhatWent(quote, services) : undefined));
  if (ordered.kind === 'refused') {
    await quotes.save(quote);
    return refused(ordered.reasons);
  }
  const all = quote.ids.flatMap((id) => services.tasks.get(id) ?? []);
  const waiting = ordered.tasks.filter(({ state }) => state === 'needsApproval').map(({ id }) => id);
  if (waiting.length > 0) services.tellOfOrders(waiting);
  return result({
    ordered: `${String(all.length)} of ${String(quote.ids.length)} videos, ${totalWords(amounts)}`, ...(ordered.trouble !== undefined && { trouble: ordered.trouble }),
    ...(token.isCancellationRequested && { cancelled: 'The call was cancelled meanwhile. What was already allowed goes on; the rest waits for approval.' }),
    ids: all.map(({ id }) => id), tasks: urgentFirst(all).map(report), ...next(quote, services),
  }, { rest: restOfTasks });
}

/** Of the allowance only what went by it stays taken: not what was refused, or waits for the person's word after all. */
async function keepWhatWent({ id, ids }: KeptQuote, { allowance, tasks, wallet }: AgentServices): Promise<void> {
  const went = ids.flatMap((one) => tasks.get(one) ?? []).filter(({ gateway, state }) => costsMoney(gateway) && state !== 'needsApproval');
  // What cannot be given back now is found by `heal`.
  await allowance.keep(id, went.map(({ gateway, settings }) => wallet.quote({ gateway, seconds: settings.duration, resolution: settings.resolution }))).catch(() => undefined);
}

/** Whether a quote that was ordered left no task and is over: its window was killed on the way. */
async function cameToNothing(id: string, quotes: Quotes, { tasks }: AgentServices): Promise<boolean> {
  const quote = await quotes.read(id).catch(() => undefined);
  // A call that began in time may still be at it.
  const isOver = quote === undefined || Date.now() > quote.expiresAt + quoteMs;
  return isOver && !tasks.list().some(({ approval }) => approval?.quote === id);
}

function next({ shots, ids }: KeptQuote, { tasks }: AgentServices): { readonly next: string } {
  const waits = ids.some((id) => tasks.get(id)?.state === 'needsApproval');
  if (waits) return { next: 'Tell the person that the order waits for their approval in the editor (notification, view Tasks). Then call hailuo_wait with these ids; do not order again.' };
  return { next: shots.some(({ gateway }) => costsMoney(gateway)) ? 'Call hailuo_wait with these ids; a video takes some minutes. Do not order again.' : 'Call hailuo_wait with these ids.' };
}
