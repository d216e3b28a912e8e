import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { it } from 'node:test';
import { descriptionOf, taskTitle } from '../../../src/tasks/words.ts';
import { emulator, newTask, openWindow, reaches, temporaryFolder } from './support/world.ts';

it('a task that was ordered elsewhere is followed and fetched by its id, marked, and orders nothing', async (t) => {
  const [here, there] = [await temporaryFolder(t), await temporaryFolder(t)];
  const served = await emulator(t, { ripening: { by: 'hand' } });
  const other = openWindow(t, { folder: there, emulator: served });
  const { id } = await other.tasks.create(newTask(there, { baseUrl: served.apimart }));
  const { remoteId = '' } = await reaches(other.tasks, id, 'queued', 'running');

  const { tasks } = openWindow(t, { folder: here, emulator: served });
  const outcome = await tasks.adopt({ gateway: 'apimart', baseUrl: served.apimart, remoteId, folder: join(here, 'videos') });
  assert.ok(outcome.kind === 'done');
  assert.match(descriptionOf(outcome.task, Date.now(), 'en'), /submitted elsewhere/u);
  assert.equal(taskTitle(outcome.task), `Task ${remoteId.slice(0, 23)}…`);
  assert.equal((await tasks.adopt({ gateway: 'apimart', baseUrl: served.apimart, remoteId, folder: here })).kind, 'notDone');
  served.finish();
  const done = await reaches(tasks, outcome.task.id, 'completed');
  assert.deepEqual(new Uint8Array(await readFile(done.file ?? '')), new Uint8Array(served.clip));
  assert.match(await readFile(`${done.file ?? ''}.json`, 'utf8'), new RegExp(`"remoteId": "${remoteId}"`, 'u'));
  assert.equal(done.orderedElsewhere, true);
  assert.equal(served.submits(), 1);
});

it('an id that the gateway does not know ends the adoption at once, with nothing to resolve or to submit', async (t) => {
  const folder = await temporaryFolder(t);
  const served = await emulator(t);
  const { tasks } = openWindow(t, { folder, emulator: served });
  const outcome = await tasks.adopt({ gateway: 'toapis', baseUrl: served.toapis, remoteId: 'video_typo', folder });
  assert.ok(outcome.kind === 'done');
  const task = await reaches(tasks, outcome.task.id, 'failed', 'unconfirmed', 'paused');
  assert.deepEqual([task.state, task.failure?.class, task.failure?.command], ['failed', 'invalid', undefined]);
  assert.equal((await tasks.checkNow(task.id)).kind, 'notDone');
  assert.equal(served.submits(), 0);
});
