import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Failure } from '../../../src/gateways/failure.ts';
import { defaultSettings } from '../../../src/shots/shot.ts';
import type { Task, TaskState } from '../../../src/tasks/task.ts';
import { taskStates } from '../../../src/tasks/task.ts';
import { verbLabel, verbsFor } from '../../../src/tasks/verbs.ts';

function task(state: TaskState, failure?: Partial<Failure>, more: Partial<Task> = {}): Task {
  return {
    version: 1, id: 'a', revision: 1, gateway: 'apimart', state, progress: 0, prompt: 'A cat', sentPrompt: 'A cat', settings: defaultSettings, folder: '/videos', createdAt: 1, idempotencyKey: 'a',
    ...(failure && { failure: { class: 'server', message: 'Why.', ...failure } }), ...more,
  };
}

describe('what helps a task', () => {
  it('is named wherever it stands still, and nowhere while it goes on', () => {
    for (const state of taskStates) {
      const helps = verbsFor(task(state, { message: 'Trouble.' }));
      assert.equal(helps.length > 0, ['paused', 'failed', 'cancelled', 'unconfirmed'].includes(state), state);
    }
    // Whoever stopped it knows.
    assert.deepEqual(verbsFor(task('cancelled')), []);
  });

  it('is to put right what the person can, and then to try again', () => {
    assert.deepEqual(verbsFor(task('paused', { class: 'balance', command: 'checkNow' })), ['tryAgain', 'openGateway']);
    assert.deepEqual(verbsFor(task('paused', { class: 'storage', code: 'ENOSPC' }, { remoteId: 'r' })), ['tryAgain', 'saveElsewhere']);
    assert.deepEqual(verbsFor(task('paused', { class: 'auth', command: 'setApiKey' })), ['setApiKey', 'tryAgain']);
    assert.deepEqual(verbsFor(task('failed', { class: 'content' })), ['editPrompt']);
    assert.deepEqual(verbsFor(task('failed', { class: 'content', command: 'generateAgain' })), ['editPrompt']);
  });

  it('is the limit where the person’s own keeps it, never a check of what was not sent', () => {
    for (const code of ['over-limit', 'over-daily-limit', 'over-monthly-limit']) assert.deepEqual(verbsFor(task('paused', { class: 'denied', code, command: 'checkNow' })), ['raiseLimit', 'tryAgain']);
    assert.deepEqual(verbsFor(task('paused', { class: 'network' })), ['tryAgain']);
    assert.deepEqual(verbsFor(task('paused', { class: 'network' }, { remoteId: 'r' })), ['checkNow']);
  });

  it('is what the trouble itself names', () => {
    assert.deepEqual(verbsFor(task('paused', { class: 'result', command: 'openLink' }, { remoteId: 'r' })), ['openLink', 'checkNow']);
    assert.deepEqual(verbsFor(task('paused', { class: 'result', command: 'startWithout' })), ['startWithout']);
    assert.deepEqual(verbsFor(task('unconfirmed', { class: 'unknown-outcome' })), ['resolve']);
  });

  it('names the site that it opens', () => {
    assert.equal(verbLabel('openGateway', task('paused')), 'Open APIMart');
    assert.equal(verbLabel('openGateway', task('paused', undefined, { baseUrl: 'https://relay.example/v1' })), 'Open relay.example');
  });
});
