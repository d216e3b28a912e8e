import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reasonOf } from '../../../../src/animatic/clip/reasonOf.ts';

void test('whatever was thrown is told in words on one line', () => {
  assert.equal(reasonOf(new TypeError('no picture')), 'TypeError: no picture');
  assert.equal(reasonOf({ message: 'cut off' }), 'cut off');
  assert.equal(reasonOf({ code: 7 }), '{ code: 7 }');
  assert.deepEqual([reasonOf(5246024), reasonOf(undefined), reasonOf('why')], ['5246024', 'undefined', '\'why\'']);
});
