import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { it } from 'node:test';
import { framePath } from '../../../src/takes/frameFile.ts';
import { descriptionOf, taskTitle } from '../../../src/tasks/words.ts';
import { png } from '../../support/images.ts';
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

it('a task that was stopped by mistake is tracked again by its id: the same row, with its prompt, in whichever window', async (t) => {
  const folder = await temporaryFolder(t);
  const served = await emulator(t, { ripening: { by: 'hand' } });
  const first = openWindow(t, { folder, emulator: served }).tasks;
  const { id } = await first.create(newTask(folder, { baseUrl: served.apimart }));
  const { remoteId = '' } = await reaches(first, id, 'running');
  await first.stopTracking(id);
  await first.dispose();

  const second = openWindow(t, { folder, emulator: served }).tasks;
  const stopped = { gateway: 'apimart', baseUrl: served.apimart, remoteId, folder } as const;
  const outcome = await second.adopt(stopped);
  assert.ok(outcome.kind === 'done', JSON.stringify(outcome));
  assert.deepEqual([outcome.task.id, outcome.task.state], [id, 'queued']);
  assert.deepEqual(await second.adopt(stopped), { kind: 'notDone', message: `Task ${remoteId} is already in the list.` });
  await second.dispose();

  served.finish();
  const third = openWindow(t, { folder, emulator: served }).tasks;
  const done = await reaches(third, id, 'completed');
  assert.match(await readFile(`${done.file ?? ''}.json`, 'utf8'), /A cat runs in the garden/u);
  await third.dispose();
  const last = openWindow(t, { folder, emulator: served }).tasks;
  await last.ready;
  assert.deepEqual(last.list().map((task) => [task.id, task.state]), [[id, 'completed']]);
  assert.equal(served.submits(), 1);
});

it('a shot that stood still because the one before was stopped by mistake goes on with its take once that is tracked again', async (t) => {
  const folder = await temporaryFolder(t);
  const served = await emulator(t, { ripening: { by: 'hand' } });
  const frame = png(1366, 768);
  const { tasks } = openWindow(t, { folder, emulator: served, lastFrame: () => Promise.resolve({ kind: 'frame', png: frame }) });
  const first = await tasks.create(newTask(folder, { baseUrl: served.apimart }));
  const [second, other] = [
    await tasks.create(newTask(folder, { baseUrl: served.apimart, waitsFor: { shot: 'Kitchen', task: first.id } })),
    await tasks.create(newTask(folder, { baseUrl: served.apimart, waitsFor: { shot: 'Kitchen', file: join(folder, 'gone.mp4') } })),
  ];
  const { remoteId = '' } = await reaches(tasks, first.id, 'running');
  await tasks.stopTracking(first.id);
  for (const { id } of [second, other]) await reaches(tasks, id, 'paused');

  assert.equal((await tasks.adopt({ gateway: 'apimart', baseUrl: served.apimart, remoteId, folder })).kind, 'done');
  assert.deepEqual([second, other].map(({ id }) => tasks.get(id)?.state), ['held', 'paused']);
  served.finish();
  const take = await reaches(tasks, first.id, 'completed');
  const sent = await reaches(tasks, second.id, 'running');
  assert.equal(sent.settings.firstFrame, framePath(take.file ?? '', 'last'));
  assert.equal(served.submits(), 2);
});

it('an unconfirmed task is not resolved by the id of another one, whose video would then be there twice and its own never', async (t) => {
  const folder = await temporaryFolder(t);
  const served = await emulator(t);
  const { tasks } = openWindow(t, { folder, emulator: served });
  const first = await reaches(tasks, (await tasks.create(newTask(folder, { baseUrl: served.apimart }))).id, 'completed');
  served.setFault({ step: 'submit', fault: { kind: 'resetAfter' } });
  const { id } = await tasks.create(newTask(folder, { baseUrl: served.apimart }));
  await reaches(tasks, id, 'unconfirmed');
  const own = served.tasks.at(-1)?.id ?? '';
  const outcome = await tasks.resolveUnconfirmed(id, { kind: 'adopt', remoteId: first.remoteId ?? '' });
  assert.deepEqual(outcome, { kind: 'notDone', message: `Task ${first.remoteId ?? ''} is already in the list.` });
  assert.equal(tasks.get(id)?.state, 'unconfirmed');

  // Tracked by that id and let go: it was this task's all the time.
  const tracked = await tasks.adopt({ gateway: 'apimart', baseUrl: served.apimart, remoteId: own, folder });
  assert.ok(tracked.kind === 'done');
  await tasks.stopTracking(tracked.task.id);
  assert.equal((await tasks.resolveUnconfirmed(id, { kind: 'adopt', remoteId: own })).kind, 'done');
  const done = await reaches(tasks, id, 'completed');
  assert.notEqual(done.file, first.file);
  assert.equal(served.submits(), 2);
});
