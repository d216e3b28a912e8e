import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkedPrompt } from '../../../src/agents/checkedPrompt.ts';
import type { CheckOptions } from '../../../src/shots/checkOptions.ts';
import { defaultSettings } from '../../../src/shots/shot.ts';

const options: CheckOptions = {
  settings: defaultSettings, gateway: 'apimart', gateways: ['apimart', 'toapis', 'animatic'], firstFrame: () => undefined, asWritten: false,
  languageFor: () => 'en', uploadLimit: () => 10e6,
};
const messages = (answer: Readonly<Record<string, unknown>>): readonly string[] => (answer['problems'] as readonly { readonly message: string }[]).map(({ message }) => message);

test('a prompt that can be ordered as it is, is good', () => {
  const answer = checkedPrompt('[Push in] A cat sits.', undefined, options);
  assert.deepEqual([answer['good'], answer['problems'], answer['length']], [true, [], '21 of 2000 characters']);
});

test('a prompt that is too long as it is sent is not good, and says by how much', () => {
  const answer = checkedPrompt(`[推进] ${'a'.repeat(1995)}`, undefined, options);
  assert.equal(answer['good'], false);
  assert.deepEqual(messages(answer), ['The prompt is 2005 characters as sent; the limit is 2000. Shorten it by 5.']);
  assert.match(String(answer['next']), /fix it first/u);
});

test('an empty prompt, and a length that the person’s resolution does not have, are refused here as in an order', () => {
  assert.match(messages(checkedPrompt('  ', undefined, options)).join(), /The prompt is empty/u);
  assert.match(messages(checkedPrompt('[Push in] A cat sits.', 10, { ...options, settings: { ...defaultSettings, resolution: '1080p' } })).join(), /1080p is limited to 6 seconds/u);
});

test('a problem comes with its fix and the prompt as fixed', () => {
  const answer = checkedPrompt('[Pussh in] A cat sits.', undefined, options);
  assert.equal(answer['good'], false);
  assert.equal(answer['fixedPrompt'], '[Push in] A cat sits.');
});
