import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fitsOneLine } from '../../../src/host/fitsOneLine.ts';

test('a notification of 55 Latin letters, or of half as many Chinese ones, fits into one line', () => {
  assert.ok(fitsOneLine('Copied as cURL, with the key masked.'));
  assert.ok(fitsOneLine('x'.repeat(55)));
  assert.ok(!fitsOneLine('x'.repeat(56)));
  assert.ok(fitsOneLine('请求已复制为 cURL，密钥已隐去。'));
  assert.ok(fitsOneLine('镜'.repeat(27)));
  assert.ok(!fitsOneLine('镜'.repeat(28)));
});
