import assert from 'node:assert/strict';
import { test } from 'node:test';
import { oneLine } from '../../../src/shots/oneLine.ts';

test('sentences stand in one line as each language has them', () => {
  assert.equal(oneLine(['The balance is too low.', 'Top up, then try again.']), 'The balance is too low. Top up, then try again.');
  assert.equal(oneLine(['余额不足。', '请充值，然后重试。']), '余额不足。请充值，然后重试。');
  assert.equal(oneLine(['', 'One.', '', '二。']), 'One. 二。');
  assert.equal(oneLine([]), '');
});
