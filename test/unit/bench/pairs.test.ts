import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compare } from '../../bench/pairs.ts';
import type { Figure } from '../../bench/report.ts';

const run = (value: number, what = 'load'): readonly Figure[] => [{ what, value, unit: 'ms' }];

void test('a comparison is of medians, and its noise is the old revision beside itself', () => {
  const [only] = compare([run(100), run(104), run(96), run(100), run(130)], [run(50), run(51), run(20), run(50), run(49)]);
  assert.deepEqual(only, { what: 'load', unit: 'ms', old: 100, new: 50, ratio: 0.5, noise: 0.3 });
});

void test('a figure that one of the two does not report is not compared', () => {
  assert.deepEqual(compare([run(1, 'old alone')], [run(1, 'new alone')]), []);
});

void test('of an even number of runs the two in the middle count', () => {
  assert.equal(compare([run(1), run(2), run(4), run(9)], [run(3), run(6)])[0]?.ratio, 1.5);
});
