import { costsMoney } from '../tasks/task.ts';
import type { Money } from '../wallet/money.ts';
import { moneyOf, readMoney, sums, sumsText, times } from '../wallet/money.ts';
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

/** Between what is known of a sum and what is not. */
const besides = ', and the price of ';

/** A sum for a model: known amounts, and how many videos have a price that nobody knows. */
export function totalWords(amounts: readonly (Money | undefined)[]): string {
  const known = amounts.filter((amount) => amount !== undefined);
  const unknown = amounts.length - known.length;
  if (amounts.length === 0) return 'free';
  if (known.length === 0) return 'unknown';
  return unknown === 0 ? sumsText(known) : `${sumsText(known)}${besides}${String(unknown)} of ${String(amounts.length)} videos is unknown`;
}

/**
 * Why the videos may not be ordered at what they cost now: dearer than when they were quoted, or than the model was told that it
 * may be, unit by unit. Undefined: they may. An unknown price is compared with nothing, and always asks the person.
 */
export function costProblem(quote: KeptQuote, now: readonly (Money | undefined)[], maxCost: string | number | undefined): string | undefined {
  const then = quote.shots.flatMap(({ price, takes, gateway }) => (price && costsMoney(gateway) ? [times(moneyOf(price), takes)] : []));
  const known = sums(now.filter((amount) => amount !== undefined)).filter(({ micros }) => micros > 0);
  const before = new Map(sums(then).map(({ unit, micros }) => [unit, micros]));
  const risen = known.find(({ unit, micros }) => micros > (before.get(unit) ?? 0) && before.size > 0);
  if (risen) return `It costs ${sumsText(known)} now and was quoted at ${sumsText(then)}. Quote it anew and ask the person again.`;
  if (known.length === 0) return undefined;
  if (maxCost === undefined) return `It costs about ${sumsText(known)}; say so as maxCost.`;
  const most = readSums(maxCost);
  if (!most) return `maxCost is not an amount: write for example "${sumsText(known)}".`;
  const missing = known.filter((amount) => limitOf(amount, known, most) === undefined);
  if (missing.length > 0) return `maxCost ${sumsText(most)} has no amount in ${unitsOf(missing)}: it costs ${sumsText(known)}. Nothing was ordered.`;
  const above = known.filter((amount) => amount.micros > (limitOf(amount, known, most) ?? 0));
  if (above.length === 0) return undefined;
  return `maxCost ${sumsText(most)} is below what it costs: ${sumsText(known)}${known.length > 1 ? `; its amount in ${unitsOf(above)} is too low` : ''}. Nothing was ordered.`;
}

/** What a model wrote as the most: one amount, or the total of a quote in its own words, `0.28 USD + 28 credits`, be a part of it unknown or not. */
function readSums(written: string | number): readonly Money[] | undefined {
  // `1e+3` is one number.
  const whole = readMoney(written);
  if (whole || typeof written === 'number') return whole && [whole];
  const [told = ''] = written.split(besides);
  const parts = told.split(/[+＋]/u).map((part) => readMoney(part));
  return parts.every((part) => part !== undefined) ? sums(parts) : undefined;
}

/** The most that may be spent in the unit of an amount. Where there is one amount on each side, one without a unit is in that of the other. */
function limitOf({ unit }: Money, known: readonly Money[], most: readonly Money[]): Money['micros'] | undefined {
  const [only] = most;
  const isPair = known.length === 1 && most.length === 1;
  return isPair && (unit === '' || only?.unit === '') ? only?.micros : most.find((limit) => limit.unit === unit)?.micros;
}

function unitsOf(amounts: readonly Money[]): string {
  return amounts.map(({ unit }) => (unit === '' ? 'no unit' : unit)).join(' and ');
}
