import assert from 'node:assert/strict';
import type { Tasks } from '../../src/tasks/tasks.ts';
import { registerNotices } from '../../src/views/notices.ts';
import { messagesDuring } from './support/messages.ts';

type Reading = Pick<Tasks, 'ready' | 'damaged'>;

/** What is said once the list of tasks was read like this. */
function saidOf(reading: Reading): Promise<readonly string[]> {
  return messagesDuring(async () => {
    const notices = registerNotices({ list: () => [], onDidChange: () => () => undefined, ...reading }, new Set());
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
    assert.match(said[0] ?? '', /^2 task records cannot be read and were set aside/u);
  });

  it('that cannot be read says why', async () => {
    const said = await saidOf({ ready: Promise.reject(new Error('Writing to /tasks is not allowed.')), damaged: [] });
    assert.deepEqual(said, ['The list of tasks cannot be read: Writing to /tasks is not allowed. Then reload the window.']);
  });
});
