import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import * as z from 'zod/mini';
import { unchangedBy } from '../../../src/storage/unchanged.ts';
import { assertProperty } from '../../support/property.ts';

const schema = z.looseObject({
  id: z.string().check(z.regex(/^\w+$/u)),
  version: z.literal(1),
  count: z.number(),
  kind: z.enum(['a', 'b']),
  told: z.catch(z.optional(z.enum(['now', 'later'])), undefined),
  place: z.catch(z.optional(z.int().check(z.positive())), undefined),
  cost: z.optional(z.union([z.object({ amount: z.string() }), z.string()])),
  shots: z.optional(z.array(z.looseObject({ file: z.string() }))),
  more: z.optional(z.looseObject({ yes: z.boolean(), body: z.custom<object>((value) => value instanceof Object) })),
});
const isUnchanged = unchangedBy(schema);

/** A record, and beside each right field wrong ones. */
const anyRecord = fc.record({
  id: fc.oneof(fc.constant('x1'), fc.constantFrom('', 'a b', 3)),
  version: fc.constantFrom(1, 1, 2, '1'),
  count: fc.oneof(fc.integer(), fc.constantFrom(null, 'seven', Infinity)),
  kind: fc.constantFrom('a', 'b', 'c'),
  told: fc.constantFrom('now', 'later', 'never', undefined),
  more: fc.constantFrom(undefined, { yes: true, body: {} }, { yes: true, body: null }, { yes: 1, body: {} }, [], { yes: false, body: { a: 1 }, beyond: true }),
  place: fc.constantFrom(1, 7, 0, -2, 1.5, 2 ** 60, '1', undefined),
  cost: fc.constantFrom('0.3 USD', { amount: '0.3' }, { amount: '0.3', unit: 'USD' }, { amount: 3 }, 5, undefined),
  shots: fc.constantFrom([], [{ file: 'a.mp4' }], [{ file: 'a.mp4', in: 3 }], [{ file: 1 }], ['a.mp4'], {}, undefined),
  beyond: fc.constantFrom('kept', 5),
}, { requiredKeys: [], noNullPrototype: true });

void test('what it lets pass is what a parse takes and leaves as it is', () => {
  let passed = 0;
  assertProperty(fc.property(anyRecord, (value) => {
    if (!isUnchanged(value)) return;
    passed += 1;
    assert.deepEqual(schema.parse(value), value);
  }), { runs: 10_000 });
  assert.ok(passed > 20, `${passed}`);
});

void test('a record as it should be passes, with fields of later releases too', () => {
  assert.equal(isUnchanged({ id: 'x1', version: 1, count: 2, kind: 'b', more: { yes: true, body: {} }, beyond: 1 }), true);
});

void test('what a parse would change, and kinds that it does not know, are left to the parse', () => {
  assert.equal(isUnchanged({ id: 'x1', version: 1, count: 2, kind: 'b', told: 'never' }), false);
  assert.equal(unchangedBy(z.object({ a: z.string() }))({ a: 'b', more: 1 }), false, 'it would lose what it does not know');
  assert.equal(unchangedBy(z.object({ a: z.string() }))({ a: 'b' }), true);
  assert.equal(unchangedBy(z.union([z.object({ a: z.string() }), z.looseObject({ a: z.string() })]))({ a: 'b', more: 1 }), false, 'the first of them would take it and lose a field');
  assert.equal(unchangedBy(z.tuple([z.string()]))(['a']), false);
  assert.equal(unchangedBy(z.int())(1.5), false);
  assert.equal(unchangedBy(z.number().check(z.multipleOf(2)))(2), false);
  assert.equal(unchangedBy(z.string().check(z.maxLength(2)))('a'), false);
  assert.equal(isUnchanged(null), false);
});
