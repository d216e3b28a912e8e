import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createPace, rateLimitMs, retryAfterMs } from '../../../../src/gateways/http/retryAfter.ts';

const now = 1_800_000_000_000;

test('Retry-After is read in seconds and as a date, and capped at an hour', () => {
  const wait = (value: string): number | undefined => retryAfterMs({ 'retry-after': value }, now);
  assert.deepEqual(['5', '0', ' 2.5 ', new Date(now + 9000).toUTCString(), new Date(now - 9000).toUTCString(), '999999', 'soon', ''].map(wait), [5000, 0, 2500, 9000, 0, 3600_000, undefined, undefined]);
  assert.equal(retryAfterMs({}, now), undefined);
});

test('an empty budget waits for its reset, however that is counted', () => {
  const wait = (remaining: string, reset: string): number | undefined => rateLimitMs({ 'x-ratelimit-remaining': remaining, 'x-ratelimit-reset': reset }, now);
  assert.equal(wait('0', '10'), 10_000);
  assert.equal(wait('0', String(now / 1000 + 10)), 10_000);
  assert.equal(wait('0', String(now + 10_000)), 10_000);
  assert.equal(wait('1', '10'), undefined);
  assert.equal(wait('0', 'soon'), undefined);
});

test('a pace closes until the asked time and never opens early', () => {
  let clock = now;
  const pace = createPace(() => clock);
  assert.equal(pace.wait(), 0);
  assert.equal(pace.note(429, { 'retry-after': '10' }), 10_000);
  pace.note(429, { 'retry-after': '1' });
  clock += 4000;
  assert.equal(pace.wait(), 6000);
  clock += 6000;
  assert.equal(pace.wait(), 0);
  assert.equal(pace.note(200, { 'retry-after': '10' }), undefined, 'a good reply asks for nothing');
});
