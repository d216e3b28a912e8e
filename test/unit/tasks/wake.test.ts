import assert from 'node:assert/strict';
import { it } from 'node:test';
import { overLimitCodes } from '../../../src/tasks/verbs.ts';
import { emulator, newTask, openWindow, reaches, temporaryFolder } from './support/world.ts';

it('a key that is set mends what wants a key: what a limit of the user’s own had paused is not paid for', async (t) => {
  const folder = await temporaryFolder(t);
  const served = await emulator(t);
  let asked = 0;
  const overLimit = { class: 'denied', code: overLimitCodes.day, message: 'over the daily limit', command: 'checkNow' } as const;
  const { tasks, keys } = openWindow(t, {
    folder, emulator: served,
    // The limit has room again: whatever asks a second time gets leave.
    permit: ({ gateway }) => Promise.resolve(gateway === 'apimart' && asked++ === 0 ? overLimit : undefined),
  });
  delete keys.toapis;
  const over = await tasks.create(newTask(folder, { baseUrl: served.apimart }));
  const keyless = await tasks.create(newTask(folder, { gateway: 'toapis', baseUrl: served.toapis }));
  await reaches(tasks, over.id, 'paused');
  await reaches(tasks, keyless.id, 'paused');
  keys.toapis = served.keys.toapis;
  tasks.wake(() => true);
  await reaches(tasks, keyless.id, 'completed');
  assert.deepEqual([tasks.get(over.id)?.state, asked, served.submits('apimart'), served.submits('toapis')], ['paused', 1, 0, 1]);
  await tasks.checkNow(over.id);
  await reaches(tasks, over.id, 'completed');
});
