import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { defaultSettings } from '../../../../src/shots/shot.ts';
import type { Task } from '../../../../src/tasks/task.ts';
import { factsOf } from '../../../../src/views/tasks/facts.ts';

const task: Task = {
  version: 1, id: 'a', revision: 1, gateway: 'apimart', state: 'waiting', progress: 0, prompt: 'A cat', sentPrompt: 'A cat',
  settings: defaultSettings, folder: '/videos', createdAt: 1, idempotencyKey: 'a',
};

describe('what menus and the palette know of a task', () => {
  it('is what can be done with it in its state', () => {
    assert.deepEqual(factsOf(task), ['task', 'paid', 'stoppable', 'checkable', 'waiting']);
    assert.deepEqual(factsOf({ ...task, state: 'unconfirmed' }), ['task', 'paid', 'unconfirmed']);
    assert.deepEqual(factsOf({ ...task, state: 'running', remoteId: 'r' }), ['task', 'paid', 'ordered', 'stoppable', 'checkable', 'running']);
    assert.deepEqual(factsOf({ ...task, state: 'completed', gateway: 'animatic', file: '/videos/a.mp4' }), ['task', 'final', 'hasFile', 'completed']);
    const failure = { class: 'result', message: 'Not encrypted.', command: 'openLink' } as const;
    assert.deepEqual(factsOf({ ...task, state: 'paused', remoteId: 'r', failure }), ['task', 'paid', 'ordered', 'linked', 'stoppable', 'checkable', 'paused']);
  });
});
