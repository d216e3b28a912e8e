import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { assertProperty } from '../../support/property.ts';
import { readKey } from '../../../src/gateways/keyText.ts';

test('what comes along when a key is copied is taken off', () => {
  const copied = [
    'sk-abc_123.X', ' sk-abc_123.X\n', 'Bearer sk-abc_123.X', 'bearer  sk-abc_123.X', 'Authorization: Bearer sk-abc_123.X', '"sk-abc_123.X"', "'sk-abc_123.X',", '`sk-abc_123.X`', '“sk-abc_123.X”', '「sk-abc_123.X」',
    '"Authorization": "Bearer sk-abc_123.X"'.slice(17), '\uFEFFsk-abc_123.X', 'sk-\u200Babc\u2060_123\u00AD.X', '\u202Ask-abc_123.X\u202C', 'ｓｋ－abc_123.X', 'APIMART_API_KEY=sk-abc_123.X', 'export TOAPIS_API_KEY="sk-abc_123.X"', '\r\nsk-abc_123.X\u3000',
  ];
  for (const text of copied) { assert.equal(readKey(text), 'sk-abc_123.X', JSON.stringify(text)); }
});

test('a key that is none stays what it is, for the check to say so', () => {
  assert.deepEqual(['sk-one sk-two', '', '  ', 'Bearer ', 'bearerless'].map(readKey), ['sk-one sk-two', '', '', 'Bearer', 'bearerless']);
});

test('a clean key is left alone, and reading twice changes nothing', () => {
  assertProperty(fc.property(fc.stringMatching(/^sk-[\w.-]{8,60}$/), (key) => { assert.equal(readKey(key), key); }));
  assertProperty(fc.property(fc.string(), (text) => { assert.equal(readKey(readKey(text)), readKey(text)); }));
});
