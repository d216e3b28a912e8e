import { overCapWords } from '../wallet/refusal.ts';
import { amountsNow, costProblem, kindsOf } from './cost.ts';
import type { KeptQuote } from './quotes.ts';
import type { AgentServices } from './services.ts';

/** Why a quote cannot be ordered now, in words for a model; undefined: it can. */
export async function quoteProblem(quote: KeptQuote | undefined, maxCost: string | number | undefined, { wallet, hasKey }: Pick<AgentServices, 'wallet' | 'hasKey'>): Promise<string | undefined> {
  if (quote === undefined) return 'There is no such quote. Call hailuo_quote first.';
  if (Date.now() > quote.expiresAt) return `This quote expired at ${new Date(quote.expiresAt).toISOString()}. Nothing was ordered; quote it anew.`;
  await wallet.refresh();
  const problem = costProblem(quote, amountsNow(quote.shots, wallet), maxCost);
  if (problem !== undefined) return problem;
  const kinds = kindsOf(quote.shots);
  const over = wallet.over(kinds);
  if (over) return `${overCapWords(over, kinds.length, 'en')} Nothing was ordered; only the person can change the limit.`;
  for (const gateway of ['apimart', 'toapis'] as const) {
    if (quote.shots.some((shot) => shot.gateway === gateway) && !(await hasKey(gateway))) return `There is no API key for ${gateway}. The person sets it with “Hailuo: Set API Key”; never ask for a key in the chat.`;
  }
  return undefined;
}
