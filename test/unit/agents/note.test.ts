import assert from 'node:assert/strict';
import { test } from 'node:test';
import { noteOn } from '../../../src/agents/note.ts';
import { waitingTask } from '../tasks/support/records.ts';

test('a model is told not to order again what is unconfirmed, waits for approval, or is paused', () => {
  assert.match(noteOn(waitingTask({ state: 'unconfirmed' })) ?? '', /^DO NOT ORDER THIS AGAIN: .*may have been charged.*Resolve Unconfirmed…/u);
  assert.match(noteOn(waitingTask({ state: 'needsApproval' })) ?? '', /Nothing was sent.*do not order it again/u);
  assert.match(noteOn(waitingTask({ state: 'paused' })) ?? '', /Do not order it again/u);
});

test('a refusal of the person is told apart from what may still be charged', () => {
  assert.match(noteOn(waitingTask({ state: 'cancelled', approval: { quote: 'q', concerns: [] } })) ?? '', /The person refused it; nothing was sent/u);
  assert.match(noteOn(waitingTask({ state: 'cancelled', submittedAt: 1, approval: { quote: 'q', concerns: [], approvedAt: 1 } })) ?? '', /may still have been charged/u);
  assert.match(noteOn(waitingTask({ state: 'cancelled', remoteId: 'task_a' })) ?? '', /may still have been charged/u);
  assert.equal(noteOn(waitingTask({ state: 'cancelled' })), 'The person stopped it; nothing was sent.');
  assert.equal(noteOn(waitingTask({ state: 'cancelled', gateway: 'animatic', submittedAt: 1 })), 'The person stopped it; nothing was sent.');
});
