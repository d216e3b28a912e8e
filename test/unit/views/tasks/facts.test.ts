import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { defaultSettings } from '../../../../src/shots/shot.ts';
import type { Task } from '../../../../src/tasks/task.ts';
import { ordersIn } from '../../../../src/tasks/taskOrders.ts';
import { factsOf, factsOfOrder } from '../../../../src/views/tasks/facts.ts';

const task: Task = {
  version: 1, id: 'a', revision: 1, gateway: 'apimart', state: 'waiting', progress: 0, prompt: 'A cat', sentPrompt: 'A cat',
  settings: defaultSettings, folder: '/videos', createdAt: 1, idempotencyKey: 'a',
};

describe('what menus and the palette know of a task', () => {
  it('is what can be done with it in its state', () => {
    assert.deepEqual(factsOf(task), ['task', 'paid', 'worded', 'stoppable', 'checkable', 'waiting']);
    assert.deepEqual(factsOf({ ...task, state: 'unconfirmed' }), ['task', 'paid', 'worded', 'unconfirmed']);
    assert.deepEqual(factsOf({ ...task, state: 'running', remoteId: 'r' }), ['task', 'paid', 'ordered', 'worded', 'stoppable', 'checkable', 'running']);
    assert.deepEqual(factsOf({ ...task, state: 'completed', gateway: 'animatic', file: '/videos/a.mp4' }), ['task', 'final', 'worded', 'hasFile', 'completed']);
    const failure = { class: 'result', message: 'Not encrypted.', command: 'openLink' } as const;
    assert.deepEqual(factsOf({ ...task, state: 'paused', remoteId: 'r', failure }), ['task', 'paid', 'ordered', 'worded', 'linked', 'stoppable', 'checkable', 'paused']);
  });

  it('is that it has no prompt where it was submitted elsewhere', () => {
    assert.deepEqual(factsOf({ ...task, prompt: '', sentPrompt: '', state: 'completed', remoteId: 'r', file: '/videos/a.mp4', orderedElsewhere: true }), ['task', 'paid', 'ordered', 'final', 'hasFile', 'completed']);
  });
});

describe('what menus know of tasks that were ordered together', () => {
  const row = (...states: readonly Task['state'][]): string => {
    const order = ordersIn(states.map((state, index) => ({ ...task, id: String(index), state, order: { id: 'o' } }))).get('o');
    return order ? factsOfOrder(order).join(' ') : '';
  };

  it('is whether there is something to stop: what may have been charged is resolved instead', () => {
    assert.deepEqual([row('running', 'unconfirmed'), row('held', 'failed'), row('paused', 'completed')], ['film open', 'film open withFailed', 'film open']);
    assert.deepEqual([row('unconfirmed', 'completed'), row('unconfirmed', 'failed'), row('completed', 'cancelled')], ['film', 'film withFailed', 'film']);
  });
});
