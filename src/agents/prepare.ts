import * as l10n from '@vscode/l10n';
import type * as vscode from 'vscode';
import { markdown, markdownString } from '../host/markdown.ts';
import { plain } from '../host/plain.ts';
import { costsMoney } from '../tasks/task.ts';
import { sumsText } from '../wallet/money.ts';
import { amountsNow } from './cost.ts';
import { quoteProblem } from './quoteProblem.ts';
import { readInput } from './invoke.ts';
import type { ToolName } from './names.ts';
import { openQuotes } from './quotes.ts';
import type { ToolInput } from './schemas.ts';
import type { AgentServices } from './services.ts';

function progressWords(name: ToolName): string {
  switch (name) {
    case 'hailuo_check': return l10n.t('Check a video prompt');
    case 'hailuo_quote': return l10n.t('Ask for the price of videos');
    case 'hailuo_generate': return l10n.t('Generate videos');
    case 'hailuo_wait': return l10n.t('Wait for videos');
    case 'hailuo_animatic': return l10n.t('Render a camera preview');
    case 'hailuo_takes': return l10n.t('Look at videos');
    case 'hailuo_export': return l10n.t('Export a film');
    case 'hailuo_doctor': return l10n.t('Check the gateways');
  }
}

/**
 * What stands in the chat while a tool works, and for an order that the person's allowance covers the one question that is asked
 * about it. What is refused anyway is refused here, before any question. Has no side effects.
 */
export async function prepare(name: ToolName, input: unknown, services: AgentServices): Promise<vscode.PreparedToolInvocation> {
  const invocationMessage = plain(progressWords(name));
  const read = readInput(name, input);
  if (name !== 'hailuo_generate') return { invocationMessage };
  const { quoteId, maxCost } = read as ToolInput<'hailuo_generate'>;
  const quote = await openQuotes(services.storage).read(quoteId);
  if (quote?.orderedAt !== undefined) return { invocationMessage };
  const problem = await quoteProblem(quote, maxCost, services);
  if (problem !== undefined || quote === undefined) throw new Error(problem);
  const amounts = amountsNow(quote.shots, services.wallet);
  if (amounts.length === 0 || !(await services.allowance.covers(amounts))) return { invocationMessage };
  const paid = quote.shots.filter(({ gateway }) => costsMoney(gateway));
  const total = sumsText(amounts.flatMap((amount) => amount ?? []));
  return {
    invocationMessage,
    confirmationMessages: {
      title: plain(amounts.length === 1 ? l10n.t('Generate this video for about {0}?', total) : l10n.t('Generate {0} videos for about {1}?', amounts.length, total)),
      message: markdownString([...paid.slice(0, 10).map(({ name: shot, prompt }) => markdown`**${shot}** ${prompt.slice(0, 300)}`), markdown`${l10n.t('It is within what you let agents spend in this workspace.')}`]),
    },
  };
}
