import assert from 'node:assert/strict';
import { test } from 'node:test';
import { optimizerOn, tooLong } from '../../../src/shots/promptProblems.ts';

test('a prompt is too long by what is sent, marked from where it is too much', () => {
  const prompt = `[Push in]${'a'.repeat(1995)}`;
  assert.equal(tooLong(prompt, 'zh'), undefined);
  assert.deepEqual([tooLong(prompt, undefined)?.start, tooLong(prompt, undefined)?.end], [2000, prompt.length]);
});

test('the optimizer is told of at the first move, with the place where it is switched off', () => {
  assert.equal(optimizerOn('A cat [1]', 'box'), undefined);
  const [line, box] = [optimizerOn('A cat [Push in] [Pan left]', 'line'), optimizerOn('A cat [Push in]', 'box')];
  assert.deepEqual([line?.start, line?.end], [6, 15]);
  assert.match(line?.message ?? '', /@promptOptimizer = off/u);
  assert.match(box?.message ?? '', /turn it off/u);
});
