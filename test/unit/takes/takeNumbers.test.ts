import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { assertProperty } from '../../support/property.ts';
import type { Making } from '../../../src/takes/takeNumbers.ts';
import { nextNumber, shotOf, takeNumbers } from '../../../src/takes/takeNumbers.ts';

const made = (key: string, at: number, given?: number, shot = 'Pack shot'): Making => ({ key, shot, at, ...(given !== undefined && { given }) });

function numbersOf(makings: readonly Making[]): Readonly<Record<string, number>> {
  return Object.fromEntries([...takeNumbers(makings)].map(([key, { number }]) => [key, number]));
}

describe('the number of a take', () => {
  it('counts the takes of one shot in the order in which they were ordered, whatever became known first', () => {
    assert.deepEqual(numbersOf([made('c', 30), made('a', 10), made('x', 20, undefined, 'Gulls'), made('b', 20)]), { a: 1, b: 2, c: 3, x: 1 });
    // Of one order all have the same time.
    assert.deepEqual(numbersOf([made('b', 10), made('a', 10)]), { a: 1, b: 2 });
  });

  it('stays when an earlier take is discarded, and is not given again', () => {
    const [first, second, third] = [made('a', 10, 1), made('b', 20, 2), made('c', 30, 3)];
    assert.deepEqual(numbersOf([first, third]), { a: 1, c: 3 });
    assert.equal(nextNumber([first, third], 'Pack shot'), 4);
    assert.equal(nextNumber([first, second], 'Gulls'), 1);
  });

  it('moves up where two counted apart, as in two clones of a folder', () => {
    assert.deepEqual(numbersOf([made('a', 10, 1), made('b', 20, 2), made('c', 30, 2), made('d', 40, 3)]), { a: 1, b: 2, c: 3, d: 4 });
  });

  it('is told only where the shot has more than one, or had', () => {
    const only = (...makings: Making[]): readonly boolean[] => [...takeNumbers(makings).values()].map((one) => one.only);
    assert.deepEqual(only(made('a', 10)), [true]);
    assert.deepEqual(only(made('a', 10), made('b', 20)), [false, false]);
    assert.deepEqual(only(made('b', 20, 2)), [false]);
  });

  it('never names two takes of a shot alike, and never falls below the number that was given', () => {
    const makings = fc.uniqueArray(fc.record({ key: fc.string(), shot: fc.constantFrom('a', 'b'), at: fc.nat(5), given: fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined }) }), { selector: ({ key }) => key });
    assertProperty(fc.property(makings, (drawn) => {
      const all = drawn.map(({ key, shot, at, given }) => made(key, at, given, shot));
      const numbers = takeNumbers(all);
      const names = all.map(({ key, shot }) => `${shot} ${String(numbers.get(key)?.number)}`);
      return new Set(names).size === all.length && all.every(({ key, given = 1 }) => (numbers.get(key)?.number ?? 0) >= given);
    }));
  });
});

describe('the shot that a take was made from', () => {
  const at = (uri: string, title?: string) => ({ uri, line: 3, ...(title !== undefined && { title }) });

  it('is its title in its document, however the words changed', () => {
    assert.equal(shotOf({ prompt: 'A cat', source: at('file:///film.hailuo', 'Pack shot') }), shotOf({ prompt: 'Two cats', source: at('file:///film.hailuo', ' Pack  shot') }));
    assert.notEqual(shotOf({ prompt: 'A cat', source: at('file:///film.hailuo', 'Pack shot') }), shotOf({ prompt: 'A cat', source: at('file:///other.hailuo', 'Pack shot') }));
  });

  it('is the words that it is called by where it has no title, wherever they stood', () => {
    const long = 'A fishing harbour at dawn, an old man mends his net';
    assert.equal(shotOf({ prompt: `[Push in] ${long}`, source: at('file:///notes.md') }), shotOf({ prompt: `${long}, [Pan left] then looks up` }));
    assert.equal(shotOf({ prompt: ' ' }), undefined);
  });

  it('knows a document by its address, escaped as it may be', () => {
    const prompt = 'A cat';
    assert.equal(shotOf({ prompt, source: at('file:///C:/my%20film%20(1).hailuo', 'Nets') }), shotOf({ prompt, source: at('file:///c%3A/my%20film%20%281%29.hailuo', 'Nets') }));
    assert.ok(shotOf({ prompt, source: at('file:///100%.hailuo', 'Nets') }));
  });
});
