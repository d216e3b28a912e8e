import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { quotable, redact } from '../../../../src/gateways/http/redact.ts';
import { assertProperty } from '../../../support/property.ts';

test('keys, tokens, credentials, signed queries and inline images are taken out', () => {
  assert.equal(redact('key abcd-1234 refused', ['abcd-1234']), 'key *** refused');
  assert.equal(redact('Authorization: Bearer abc.def'), 'Authorization: Bearer ***');
  assert.equal(redact('authorization: bearer "x"'), 'authorization: bearer "x"');
  assert.equal(redact('key sk-proj-abc_123'), 'key sk-***');
  assert.equal(redact('via http://user:pass@proxy:8080/x'), 'via http://***@proxy:8080/x');
  assert.equal(redact('GET https://cdn.example/a.mp4?sig=1&e=2 failed'), 'GET https://cdn.example/a.mp4?*** failed');
  assert.equal(redact('image data:image/png;base64,iVBORw0KGgo= refused'), 'image data:… refused');
});

test('what is no secret stays readable', () => {
  const text = 'HTTP 502 from https://api.apimart.ai/v1/tasks/task_1, try [Push in] again';
  assert.equal(redact(text, ['', 'in']), text);
});

test('a quoted text is one short line without markup', () => {
  assert.equal(quotable('<html>\n<b>Bad</b>\t gateway</html>'), 'Bad gateway');
  assert.equal(quotable('x'.repeat(1000)).length, 300);
});

test('megabytes of hostile text take no time, and a secret at the cut is not halved', () => {
  assert.ok(quotable('http://'.repeat(500_000)).length <= 300);
  assert.equal(quotable(`${'<i>'.repeat(1331)}sk_live_secret`, ['sk_live_secret']), '***');
});

const key = 'ab.Cd/12+34=5~xyz';

test('a key is taken out in the notations that clients, logs and relays write it in', () => {
  const hex = (text: string): string => Buffer.from(text).toString('hex');
  const notations = [
    encodeURIComponent(key), [...Buffer.from(key)].map((byte) => `%${byte.toString(16)}`).join(''), JSON.stringify(key).slice(1, -1),
    Array.from(key).map((each) => `\\u${(each.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`).join(''), Array.from(key).map((each) => `&#${String(each.codePointAt(0))};`).join(''),
    hex(key), hex(key).toUpperCase(), Buffer.from(key).toString('base64'), Buffer.from(key).toString('base64url'), Buffer.from(`Bearer ${key}`).toString('base64'),
    Buffer.from(`{"authorization":"${key}","a":1}`).toString('base64'), Buffer.from(`user:${key}`).toString('base64').replaceAll('/', '\\/'),
  ];
  for (const notation of notations) {
    const clean = redact(`before ${notation} after`, [key]);
    assert.match(clean, /^before \S*\*\*\* after$/, notation);
    assert.doesNotMatch(clean, /[\w%&#]{12}/, notation);
  }
});

test('base64 around a key leaves nothing that decodes to it', () => {
  const text = fc.string({ maxLength: 30 });
  assertProperty(fc.property(fc.stringMatching(/^[\w-]{12,60}$/), text, text, (secret, before, after) => {
    const clean = redact(Buffer.from(before + secret + after).toString('base64'), [secret]);
    assert.ok(!Buffer.from(clean, 'base64').toString('latin1').includes(secret.slice(3, -3)), clean);
  }));
});

test('a key is never found in the result, wherever it stood', () => {
  const key = fc.stringMatching(/^[\w-]{8,60}$/);
  assertProperty(fc.property(key, fc.string(), fc.string(), (secret, before, after) => {
    fc.pre(!'***Bearer ***'.includes(secret));
    assert.ok(!quotable(`${before}${secret}${after}`, [secret]).includes(secret));
  }));
});
