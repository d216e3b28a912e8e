import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { clipOf, evenWipes, movedWipe } from '../../../../src/webview/compare/wipeEdges.ts';
import { assertProperty } from '../../../support/property.ts';

void test('edges begin evenly spread', () => {
  assert.deepEqual(evenWipes(2), [0.5]);
  assert.deepEqual(evenWipes(4), [0.25, 0.5, 0.75]);
});

void test('an edge never passes its neighbours or the picture', () => {
  assertProperty(fc.property(fc.integer({ min: 2, max: 4 }), fc.array(fc.tuple(fc.nat(2), fc.double({ min: -1, max: 2, noNaN: true })), { maxLength: 20 }), (count, moves) => {
    const wipes = moves.reduce((edges, [edge, to]) => (edge < edges.length ? movedWipe(edges, edge, to) : edges), evenWipes(count));
    assert.ok(wipes.every((at, index) => at >= (wipes[index - 1] ?? 0) && at <= 1));
  }));
});

void test('the parts of the takes cover the picture without overlap', () => {
  assert.deepEqual([0, 1, 2].map((take) => clipOf([0.25, 0.5], take)), ['clip-path:inset(0 75% 0 0%)', 'clip-path:inset(0 50% 0 25%)', 'clip-path:inset(0 0% 0 50%)']);
});
