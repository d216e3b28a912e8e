import assert from 'node:assert/strict';
import { test } from 'node:test';
import { costProblem, totalWords } from '../../../src/agents/cost.ts';
import type { KeptQuote } from '../../../src/agents/quotes.ts';
import type { Money } from '../../../src/wallet/money.ts';
import { keptMoney, readMoney } from '../../../src/wallet/money.ts';

function money(written: string): Money {
  const read = readMoney(written);
  assert.ok(read, written);
  return read;
}

/** A quote of one video for each price; undefined: nobody knows it. */
function quoteOf(prices: readonly (string | undefined)[]): { readonly quote: KeptQuote; readonly now: readonly (Money | undefined)[] } {
  const now = prices.map((price) => (price === undefined ? undefined : money(price)));
  const shots = now.map((price) => ({ prompt: 'A cat', written: {}, name: 'A cat', gateway: 'apimart' as const, seconds: 6 as const, resolution: '768p' as const, takes: 1, ...(price && { price: keptMoney(price) }) }));
  return { quote: { v: 1, id: 'q-1', at: 0, expiresAt: 1, ids: [], shots }, now };
}

function problemOf(prices: readonly (string | undefined)[], maxCost?: string | number): string | undefined {
  const { quote, now } = quoteOf(prices);
  return costProblem(quote, now, maxCost);
}

const bought: readonly (readonly (string | undefined)[])[] = [
  ['0.28 USD'], ['28'], ['0.28 USD', '28 credits'], ['28 credits', '0.28 USD', '28 credits', '2 元'], ['0.28 USD', '28'], ['0.28 USD', undefined], ['0.28 USD', '28 credits', undefined],
  ['1234.567891 tokensofgold', '1234.567891 tokensofjade', '1234.567891 tokensofiron'], [undefined], ['0 USD'],
];
for (const prices of bought) {
  test(`the total of ${prices.map((price) => price ?? 'an unknown price').join(' and ')} is accepted as maxCost as it was told`, () => {
    assert.equal(problemOf(prices, totalWords(quoteOf(prices).now)), undefined);
  });
}

const both = ['0.28 USD', '28 credits'];
for (const enough of ['28 credits + 0.28 USD', '$1+30 credits', '0.2 USD + 0.08 USD + 28 credits', '1 USD ＋ 28 积分', '5 EUR + 1 USD + 28 credits']) {
  test(`${enough} is enough for 0.28 USD and 28 credits`, () => {
    assert.equal(problemOf(both, enough), undefined);
  });
}

test('a unit that maxCost does not name is named in the refusal, with what is to be said', () => {
  assert.equal(problemOf(both, '1000 USD'), 'maxCost 1000 USD has no amount in credits: it costs 0.28 USD + 28 credits. Nothing was ordered.');
  assert.match(problemOf(both, 1000) ?? '', /^maxCost 1000 has no amount in USD and credits: it costs 0\.28 USD \+ 28 credits/u);
  assert.match(problemOf(['0.28 USD'], '5 EUR') ?? '', /no amount in USD/u);
});

test('a unit of which maxCost allows too little is named in the refusal', () => {
  assert.equal(problemOf(both, '0.28 USD + 20 credits'), 'maxCost 0.28 USD + 20 credits is below what it costs: 0.28 USD + 28 credits; its amount in credits is too low. Nothing was ordered.');
  assert.match(problemOf(both, '0.1 USD + 20 credits') ?? '', /its amount in USD and credits is too low/u);
  assert.equal(problemOf(['0.28 USD', '0.28 USD'], 0.5), 'maxCost 0.50 is below what it costs: 0.56 USD. Nothing was ordered.');
});

test('an amount without a unit goes with a single price, whatever its unit', () => {
  assert.equal(problemOf(['0.28 USD'], 0.28), undefined);
  assert.equal(problemOf(['0.28'], '0.28 USD'), undefined);
  assert.equal(problemOf(['280 credits'], '1e+3'), undefined);
});

for (const nonsense of ['whatever', '', '+ 1 USD', 'much + 1 USD', '-1 USD', '1 USD - 28 credits']) {
  test(`“${nonsense}” is no amount, and the refusal says what would be`, () => {
    assert.equal(problemOf(both, nonsense), 'maxCost is not an amount: write for example "0.28 USD + 28 credits".');
  });
}
