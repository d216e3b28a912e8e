import { costsMoney } from '../tasks/task.ts';
import type { Money } from '../wallet/money.ts';
import { moneyOf, moneyText, readMoney, sums, sumsText, times } from '../wallet/money.ts';
import type { KeptQuote } from './quotes.ts';
import type { AgentServices } from './services.ts';

type Quoted = Pick<KeptQuote['shots'][number], 'gateway' | 'seconds' | 'resolution' | 'takes'>;

/** What each paid video of a quote costs now, in order, one entry a video; undefined: nobody knows. */
export function amountsNow(shots: readonly Quoted[], wallet: Pick<AgentServices['wallet'], 'quote'>): readonly (Money | undefined)[] {
  return shots.filter(({ gateway }) => costsMoney(gateway)).flatMap((shot) => Array.from({ length: shot.takes }, () => wallet.quote(shot)));
}

/** The kinds of the paid videos, one entry a video, as the limits count them. */
export function kindsOf(shots: readonly Quoted[]): readonly Pick<Quoted, 'gateway' | 'seconds' | 'resolution'>[] {
  return shots.filter(({ gateway }) => costsMoney(gateway)).flatMap(({ takes, ...kind }) => Array.from({ length: takes }, () => kind));
}

/** A sum for a model: known amounts, and how many videos have a price that nobody knows. */
export function totalWords(amounts: readonly (Money | undefined)[]): string {
  const known = amounts.filter((amount) => amount !== undefined);
  const unknown = amounts.length - known.length;
  if (amounts.length === 0) return 'free';
  if (known.length === 0) return 'unknown';
  return unknown === 0 ? sumsText(known) : `${sumsText(known)}, and the price of ${String(unknown)} of ${String(amounts.length)} videos is unknown`;
}

/**
 * Why the videos may not be ordered at what they cost now: dearer than when they were quoted, or than the model was told that it
 * may be. Undefined: they may. An unknown price is compared with nothing, and always asks the person.
 */
export function costProblem(quote: KeptQuote, now: readonly (Money | undefined)[], maxCost: string | number | undefined): string | undefined {
  const then = quote.shots.flatMap(({ price, takes, gateway }) => (price && costsMoney(gateway) ? [times(moneyOf(price), takes)] : []));
  const known = sums(now.filter((amount) => amount !== undefined)).filter(({ micros }) => micros > 0);
  const before = new Map(sums(then).map(({ unit, micros }) => [unit, micros]));
  const risen = known.find(({ unit, micros }) => micros > (before.get(unit) ?? 0) && before.size > 0);
  if (risen) return `It costs ${sumsText(known)} now and was quoted at ${sumsText(then)}. Quote it anew and ask the person again.`;
  if (known.length === 0) return undefined;
  if (maxCost === undefined) return `It costs about ${sumsText(known)}; say so as maxCost.`;
  const most = readMoney(maxCost);
  if (!most) return `maxCost is not an amount: write for example "${moneyText(known[0] ?? { micros: 0, unit: '' })}".`;
  const above = known.length > 1 || known.some(({ unit, micros }) => micros > most.micros || (most.unit !== '' && unit !== '' && unit !== most.unit));
  return above ? `maxCost ${moneyText(most)} is below what it costs: ${sumsText(known)}. Nothing was ordered.` : undefined;
}
