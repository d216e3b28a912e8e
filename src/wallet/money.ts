import * as z from 'zod/mini';
import { simplified } from '../directives/simplified.ts';

/** An amount in millionths of its unit, whole numbers only: sums never drift. Below 9 thousand million units. */
export type Micros = number;

/** What something costs. `unit` is as the person or the gateway writes it (`USD`, `credits`); empty: nobody says which. */
export interface Money {
  readonly micros: Micros;
  readonly unit: string;
}

const scale = 1_000_000;
const digits = 6;
const written = /^(?:([^\d\s.,+-]{1,12})\s*)?(\d{1,9})(?:[.,](\d{1,18}))?\s*([^\d\s.,+-][^\d,]{0,11})?$/u;
/** Thousands with separators, `1,234` or `1.234,50`; a single dot with three digits is a decimal point. */
const grouped = /(?<![\d.,])[1-9]\d{0,2}(?:(?:,\d{3})+(?=\.\d|(?![\d.,]))|(?:\.\d{3})+(?=,\d)|(?:\.\d{3}){2,}(?![\d.,]))/u;

/**
 * Reads `0.28`, `0.28 USD`, `$0.28`, `28 credits`, `2 元`, `1,234.50`. Digits past the sixth round up, and `1,234` is read as the
 * greater of its two meanings: a cost is never made less. Undefined for what is no amount, or less than nothing.
 */
export function readMoney(text: string | number): Money | undefined {
  // `1e-7`, as programs write a small number.
  if (typeof text === 'string' && /^\s*\d+(\.\d+)?e[+-]?\d{1,3}\s*$/iu.test(text)) return readMoney(Number(text));
  const match = written.exec((typeof text === 'number' ? plainNumber(text) : text.replace(grouped, (whole) => whole.replaceAll(/[.,]/gu, ''))).trim());
  if (!match) return undefined;
  const [, before, whole = '0', fraction = '', after] = match;
  const rest = /[1-9]/u.test(fraction.slice(digits)) ? 1 : 0;
  return { micros: Number(whole) * scale + Number(fraction.slice(0, digits).padEnd(digits, '0')) + rest, unit: unitOf(before ?? after ?? '') };
}

/** `1e-7` as digits. */
function plainNumber(value: number): string {
  return Number.isFinite(value) && value >= 0 ? value.toFixed(9).replace(/\.?0+$/u, '') : '';
}

const names: readonly (readonly [string, readonly string[]])[] = [
  ['USD', ['$', '＄', 'us$', 'dollar', 'dollars', '美元', '美金', '刀']],
  ['CNY', ['¥', '￥', '元', '块', 'rmb', 'yuan', '人民币']],
  ['EUR', ['€', 'euro', 'euros', '欧元']],
  ['credits', ['credit', 'credits', 'cr', 'point', 'points', '积分', '点', '点数']],
];
const codes = ['USD', 'CNY', 'EUR', 'GBP', 'JPY', 'HKD', 'TWD', 'SGD', 'KRW', 'INR', 'AUD', 'CAD', 'CHF', 'BRL', 'RUB'];
const units = new Map([...names.flatMap(([unit, words]) => words.map((word) => [word, unit] as const)), ...codes.map((code) => [code.toLowerCase(), code] as const)]);

/** One name for each unit however it is written, so that a limit counts it as one: `usd` and `$` are `USD`, `積分` are `credits`. */
function unitOf(word: string): string {
  const unit = word.trim();
  return units.get(simplified(unit.toLowerCase())) ?? unit;
}

/** What credits are worth differs from gateway to gateway; every other unit is money. */
export function isMoney(unit: string): boolean {
  return unit !== 'credits';
}

/** The exact decimal: `0.28`, at least two places where there are any. */
export function amountText(micros: Micros): string {
  const whole = Math.floor(micros / scale);
  const fraction = String(micros % scale).padStart(digits, '0').replace(/0+$/u, '');
  return fraction === '' ? String(whole) : `${String(whole)}.${fraction.padEnd(2, '0')}`;
}

/** For people: `0.28 USD`, `28 credits`, `0.28`. */
export function moneyText({ micros, unit }: Money): string {
  return unit === '' ? amountText(micros) : `${amountText(micros)} ${unit}`;
}

export function times({ micros, unit }: Money, count: number): Money {
  return { micros: micros * count, unit };
}

/** One sum for each unit, in the order of their first appearance: units are never added to each other. */
export function sums(amounts: Iterable<Money>): readonly Money[] {
  const totals = new Map<string, Micros>();
  for (const { micros, unit } of amounts) {
    totals.set(unit, (totals.get(unit) ?? 0) + micros);
  }
  return [...totals].map(([unit, micros]) => ({ micros, unit }));
}

/** Several units side by side: `0.56 USD + 28 credits`; `0` where there is nothing. */
export function sumsText(amounts: Iterable<Money>): string {
  const totals = sums(amounts).filter(({ micros }) => micros > 0);
  return totals.length === 0 ? '0' : totals.map(moneyText).join(' + ');
}

/** The middle of several amounts in one unit; of an even number the dearer of the two in the middle. */
export function median(amounts: readonly Micros[]): Micros | undefined {
  return [...amounts].sort((a, b) => a - b)[Math.floor(amounts.length / 2)];
}

/** As it is kept: the exact decimal, so that any reader can add it up. */
export const moneySchema = z.object({ amount: z.string().check(z.regex(/^\d{1,10}(\.\d{1,6})?$/u)), unit: z.string().check(z.maxLength(12)) });

export function keptMoney({ micros, unit }: Money): z.infer<typeof moneySchema> {
  return { amount: amountText(micros), unit };
}

/** A unit that an earlier release did not know, `積分`, is read as what it is. */
export function moneyOf({ amount, unit }: z.infer<typeof moneySchema>): Money {
  return { micros: readMoney(amount)?.micros ?? 0, unit: unitOf(unit) };
}
