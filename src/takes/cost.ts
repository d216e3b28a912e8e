import * as l10n from '@vscode/l10n';
import * as z from 'zod/mini';

/** Where a cost comes from: what the gateway reported, the user's own price, what the balance lost, the gateway's public price list. */
export const costSources = ['reported', 'own', 'balance', 'listed'] as const;

/** What a take cost. `amount` is an exact decimal; `unit` as the person or the gateway writes it, empty where nobody says which. */
export const costSchema = z.object({ amount: z.string(), unit: z.string(), source: z.enum(costSources) });
export type Cost = z.infer<typeof costSchema>;

/** As a gateway reported it: a number, with a unit perhaps. Other words are kept as the amount. */
export function reportedCost(words: string): Cost {
  const [, amount = words, unit = ''] = /^\s*(\d+(?:\.\d+)?)\s*(\D.*)?$/u.exec(words) ?? [];
  return { amount, unit: unit.trim(), source: 'reported' };
}

/** `0.28 USD`. Earlier releases wrote what was reported as a text. */
export function costWords(cost: Cost | string): string {
  return typeof cost === 'string' ? cost : [cost.amount, cost.unit].filter((part) => part !== '').join(' ');
}

/** A reported cost as a person reads it: credits in their language. */
export function shownCost(words: string): string {
  const [, amount] = /^(\S+) credits$/u.exec(words) ?? [];
  return amount === undefined ? words : l10n.t('{0} credits', amount);
}
