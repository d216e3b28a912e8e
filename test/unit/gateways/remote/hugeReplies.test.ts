import assert from 'node:assert/strict';
import { test } from 'node:test';
import { balanceOutcomeOf, uploadOutcomeOf } from '../../../../src/gateways/remote/accountOutcome.ts';
import { longestLink } from '../../../../src/gateways/remote/links.ts';
import { statusOutcomeOf } from '../../../../src/gateways/remote/statusOutcome.ts';
import { submitOutcomeOf } from '../../../../src/gateways/remote/submitOutcome.ts';
import type { HttpOutcome } from '../../../../src/gateways/http/http.ts';

const key = 'sk-0123456789abcdefghijABCDEFGHIJ';
const characters = 1_000_000;
const filled = (piece: string): string => piece.repeat(Math.floor(characters / piece.length));
const answer = (text: string, status = 200): HttpOutcome => ({ kind: 'reply', reply: { status, headers: {}, text } });

/** Levels within levels, each held by every name that wraps. */
function wrapped(depth: number): string {
  let inner: unknown = { note: 'nothing' };
  for (let level = 0; level < depth; level++) { inner = { data: inner, output: inner, task: inner, result: inner, response: inner, body: inner }; }
  return JSON.stringify(inner);
}

/** What made a reader's work grow with the square of the reply's length, or with the number of ways through it: each would run for hours. */
const endless: Readonly<Record<string, string>> = {
  'escaped quotes that end nowhere, beside a long number': `{"id":1234567890123456789,"note":"${filled('\\"')}`,
  'text that is no JSON, of escaped quotes': `1234567890123456 "${filled('\\"')}`,
  'a state of dots': `{"id":"task_1","status":"x${filled('.')}x"}`,
  'a state of blanks and dashes': `{"id":"task_1","status":"x${filled(' -')}x"}`,
  'backslashes': `{"id":"task_1","note":"${filled('\\\\')}"}`,
  'backslashes before half an escape': `{"id":"task_1","note":"${filled('\\\\')}u00"}`,
  'a hundred thousand texts': `{"id":"task_1","notes":[${filled('"note",')}"end"]}`,
  'a hundred thousand fields': `{"id":"task_1",${Array.from({ length: 90_000 }, (_, at) => `"f${at}":"v"`).join(',')}}`,
  'wrappers in wrappers': wrapped(6),
  'lists in lists': '['.repeat(characters / 2) + ']'.repeat(characters / 2),
  'objects in objects': `${'{"data":'.repeat(characters / 9)}1${'}'.repeat(characters / 9)}`,
};

for (const [what, text] of Object.entries(endless)) {
  test(`a reply of megabytes is read in one go: ${what}`, () => {
    for (const status of [200, 500]) {
      const outcome = answer(text, status);
      const [submitted, read] = [submitOutcomeOf('APIMart', outcome, [key], undefined), statusOutcomeOf('APIMart', outcome, [key], undefined)];
      assert.notEqual(submitted.kind === 'refused' && submitted.retry, true, 'such a reply proves nothing that may be paid again');
      assert.ok(read.kind !== 'reading' || read.reading.phase === 'running');
      assert.equal(balanceOutcomeOf('APIMart', outcome, [key]).kind, 'unreadable');
      assert.equal(uploadOutcomeOf('APIMart', outcome, [key], undefined).kind, 'refused');
    }
  });
}

test('the id of a task is found in a reply whose other fields are long', () => {
  const picture = `data:image/png;base64,${filled('iVBORw0KGgo')}`;
  for (const text of [
    `{"image":"${picture}","task_id":9007199254740993001,"status":"queued"}`,
    `{"prompt":"${'\\"quoted\\" '.repeat(50_000)}","task_id":9007199254740993001,"status":"queued"}`,
    `{"notes":[${'"note",'.repeat(5000)}"end"],"task_id":9007199254740993001,"status":"queued"}`,
  ]) {
    const outcome = submitOutcomeOf('APIMart', answer(text), [key], undefined);
    assert.equal(outcome.kind === 'accepted' && outcome.handle.remoteId, '9007199254740993001');
  }
});

test('long numbers within texts stay as they are, and those outside lose no digit', () => {
  const text = '{"task_id":"a","status":"failed","error":{"code":12345678901234567890,"message":"\\\\\\"no 1234567890123456789: \\"x\\""}}';
  const outcome = statusOutcomeOf('APIMart', answer(text), [], undefined);
  assert.ok(outcome.kind === 'reading');
  assert.match(outcome.reading.failure?.message ?? '', /no 1234567890123456789/);
  assert.equal(outcome.reading.failure?.code, '12345678901234567890');
});

test('an address longer than any is none', () => {
  const long = `https://files.example/${'a'.repeat(longestLink)}.mp4`;
  const read = statusOutcomeOf('APIMart', answer(JSON.stringify({ id: 'task_1', status: 'completed', url: long })), [], undefined);
  assert.deepEqual(read, { kind: 'reading', reading: { phase: 'completed' } });
  assert.equal(uploadOutcomeOf('APIMart', answer(JSON.stringify({ url: long })), [], undefined).kind, 'refused');
});
