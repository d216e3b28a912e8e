import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { balanceOutcomeOf, keyOutcomeOf, uploadOutcomeOf } from '../../../../src/gateways/remote/accountOutcome.ts';
import type { BalanceOutcome, UploadOutcome } from '../../../../src/gateways/gateway.ts';
import type { HttpOutcome } from '../../../../src/gateways/http/http.ts';
import * as replies from '../../../support/replies.ts';
import { assertProperty } from '../../../support/property.ts';

function replied(status: number, body: unknown): HttpOutcome {
  return { kind: 'reply', reply: { status, headers: {}, text: typeof body === 'string' ? body : JSON.stringify(body) } };
}

const balance = (status: number, body: unknown): BalanceOutcome => balanceOutcomeOf('APIMart', replied(status, body), []);
const upload = (status: number, body: unknown): UploadOutcome => uploadOutcomeOf('APIMart', replied(status, body), [], undefined);

test('a balance is read flat or wrapped, as number or text', () => {
  const remaining = (body: unknown): unknown => { const outcome = balance(200, body); return outcome.kind === 'balance' ? outcome.remaining : outcome.failure.class; };
  assert.equal(remaining(replies.apimartBalance(12.5)), 12.5);
  assert.equal(remaining({ success: true, remain_balance: '3.25' }), 3.25);
  assert.equal(remaining({ code: 200, data: { remain_balance: 0 } }), 0);
  assert.equal(remaining({ success: true, remain_balance: 'plenty' }), 'server');
  assert.equal(remaining('<html></html>'), 'server');
});

test('-1 and the unlimited flag both mean no limit', () => {
  for (const body of [{ remain_balance: -1 }, { remain_balance: 0, unlimited_quota: true }]) {
    assert.deepEqual(balance(200, body), { kind: 'balance', unlimited: true, words: 'Balance: unlimited.' });
  }
});

test('only 401, or 403 with a word about the key, disproves a key', () => {
  const verdict = (status: number, body: unknown = ''): string => keyOutcomeOf(balance(status, body)).kind;
  assert.deepEqual([verdict(200, replies.apimartBalance(0)), verdict(401), verdict(403), verdict(402), verdict(404), verdict(429), verdict(500)], ['valid', 'invalid', 'unchecked', 'unchecked', 'unchecked', 'unchecked', 'unchecked']);
  assert.equal(verdict(403, { error: { message: 'the API key was revoked' } }), 'invalid');
  assert.equal(verdict(200, { code: 401, message: 'bad key' }), 'invalid');
});

test('an upload gives its address flat or in data, and nothing but a web address', () => {
  const url = 'https://cdn.example/up/1.png';
  assert.deepEqual(upload(200, replies.apimartUploaded(url, 10, 'image/png')), { kind: 'uploaded', url });
  assert.deepEqual(upload(200, replies.toapisUploaded(url, 10, 'image/png')), { kind: 'uploaded', url });
  for (const body of [{ url: 'file:///x' }, { url: 7 }, {}, '', { success: false, message: 'too large' }]) { assert.equal(upload(200, body).kind, 'refused'); }
});

test('no reply makes either of them throw', () => {
  assertProperty(fc.property(fc.integer({ min: 200, max: 599 }), fc.oneof(fc.json(), fc.string()), (status, text) => {
    assert.ok(['uploaded', 'refused'].includes(upload(status, text).kind));
    assert.ok(['balance', 'unreadable'].includes(balance(status, text).kind));
  }), { runs: 500 });
});
