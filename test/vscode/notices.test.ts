import assert from 'node:assert/strict';
import type { TaskChange } from '../../src/tasks/change.ts';
import type { Task } from '../../src/tasks/task.ts';
import type { Tasks } from '../../src/tasks/tasks.ts';
import { defaultSettings } from '../../src/shots/shot.ts';
import { registerNotices } from '../../src/views/notices.ts';
import { messagesDuring } from './support/messages.ts';
import { taskTitle } from '../../src/tasks/words.ts';

/** Nothing is asked of the tasks. */
const untouched: Pick<Tasks, 'get' | 'stopTracking'> = { get: () => undefined, stopTracking: () => Promise.reject(new Error('nobody asked')) };

type Reading = Pick<Tasks, 'ready' | 'damaged'>;

/** What is said once the list of tasks was read like this. */
function saidOf(reading: Reading): Promise<readonly string[]> {
  return messagesDuring(async () => {
    const notices = registerNotices({ ...untouched, list: () => [], onDidChange: () => () => undefined, ...reading }, new Set(), { has: () => Promise.resolve(false) }, { ofTask: taskTitle });
    await reading.ready.catch(() => undefined);
    await Promise.resolve();
    notices.dispose();
  });
}

describe('a list of tasks', () => {
  it('that is whole is not spoken of', async () => {
    assert.deepEqual(await saidOf({ ready: Promise.resolve(), damaged: [] }), []);
  });

  it('that lacks damaged records says so once', async () => {
    const damaged = ['a', 'b'].map((name) => ({ file: `/damaged/${name}.json`, reason: 'no JSON' }));
    const said = await saidOf({ ready: Promise.resolve(), damaged });
    assert.equal(said.length, 1);
    assert.match(said[0] ?? '', /^2 task records can’t be read and were set aside/u);
  });

  it('that cannot be read says why', async () => {
    const said = await saidOf({ ready: Promise.reject(new Error('No permission to write to /tasks.')), damaged: [] });
    assert.deepEqual(said, ['The task list can’t be read: No permission to write to /tasks. Then reload the window.']);
  });
});

describe('a task whose balance is used up', () => {
  const task: Task = {
    version: 1, id: 'one', revision: 2, gateway: 'apimart', baseUrl: 'https://api.apimart.ai', state: 'paused', progress: 0, prompt: 'A cat', sentPrompt: 'A cat',
    settings: defaultSettings, folder: '/videos', createdAt: 1, idempotencyKey: 'k', failure: { class: 'balance', message: 'No credit.', command: 'checkNow' },
  };

  async function buttonsOf(one: Task, hasKey: boolean): Promise<readonly string[]> {
    let tell = (_: TaskChange): void => undefined;
    const buttons: string[] = [];
    const asked = Promise.withResolvers<undefined>();
    await messagesDuring(async () => {
      const notices = registerNotices({
        ...untouched, list: () => [], ready: Promise.resolve(), damaged: [],
        onDidChange: (listener) => {
          tell = listener;
          return () => undefined;
        },
      }, new Set([one.id]), { has: () => Promise.resolve(hasKey) }, { ofTask: taskTitle });
      tell({ changed: [one], removed: [] });
      await asked.promise;
      notices.dispose();
    }, (_, shown) => {
      buttons.push(...shown);
      asked.resolve(undefined);
      return undefined;
    });
    return buttons;
  }

  it('offers the other gateway where that has a key, and changes nothing by itself', async () => {
    assert.deepEqual(await buttonsOf(task, true), ['Generate with ToAPIs', 'Try Again', 'Open APIMart']);
    assert.deepEqual(await buttonsOf({ ...task, gateway: 'toapis', baseUrl: 'https://toapis.com' }, true), ['Generate with APIMart', 'Try Again', 'Open ToAPIs']);
  });

  it('offers none without a key there, for another trouble, or while a first try may have been charged', async () => {
    assert.deepEqual(await buttonsOf(task, false), ['Try Again', 'Open APIMart']);
    assert.deepEqual(await buttonsOf({ ...task, failure: { class: 'denied', message: 'No.', command: 'checkNow' } }, true), ['Try Again']);
    assert.deepEqual(await buttonsOf({ ...task, remoteId: 'r', failure: { class: 'network', message: 'No.', command: 'checkNow' } }, true), ['Check Now']);
    assert.deepEqual(await buttonsOf({ ...task, failure: { class: 'denied', code: 'over-daily-limit', message: 'No.', command: 'checkNow' } }, true), ['Change Limit', 'Try Again', 'Show Spending']);
    assert.deepEqual(await buttonsOf({ ...task, mayBeCharged: true }, true), ['Try Again', 'Open APIMart']);
  });

  it('offers to edit a refused prompt, and another folder where the video cannot be saved', async () => {
    assert.deepEqual(await buttonsOf({ ...task, failure: { class: 'content', message: 'Refused.' }, state: 'failed' }, true), ['Edit Prompt']);
    assert.deepEqual(await buttonsOf({ ...task, failure: { class: 'content', message: 'Refused.', command: 'generateAgain' }, state: 'failed' }, true), ['Edit Prompt']);
    assert.deepEqual(await buttonsOf({ ...task, failure: { class: 'storage', code: 'EEXIST', message: 'A file.', command: 'checkNow' } }, true), ['Try Again', 'Save Elsewhere…']);
    assert.deepEqual(await buttonsOf({ ...task, failure: { class: 'storage', code: 'ENOSPC', message: 'Full.', command: 'checkNow' } }, true), ['Try Again', 'Save Elsewhere…']);
  });
});
