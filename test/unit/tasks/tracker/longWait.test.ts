import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { describe, it } from 'node:test';
import type { TestContext } from 'node:test';
import type { Task } from '../../../../src/tasks/task.ts';
import { fastClock } from '../../../support/fastClock.ts';
import { emulator, newTask, openWindow, reaches, temporaryFolder, until } from '../support/world.ts';
import type { Emulator } from '../../../gateway/emulator.ts';

/** A folder with the record of a task that waits until the year 3000. */
async function waitingForEver(t: TestContext, served: Emulator): Promise<{ readonly folder: string; readonly id: string; readonly record: string }> {
  const folder = await temporaryFolder(t);
  served.setFault({ step: 'submit', fault: { kind: 'reply', status: 429, body: { error: { code: 429, message: 'slow down', type: 'rate_limit_error' } } }, times: 1 });
  const { tasks } = openWindow(t, { folder, emulator: served });
  const { id } = await tasks.create(newTask(folder, { baseUrl: served.apimart }));
  await until(tasks, 'the wait', () => tasks.get(id)?.retryAt);
  await tasks.dispose();
  const record = path.join(folder, 'active', `${id}.json`);
  const task = JSON.parse(await readFile(record, 'utf8')) as Task;
  await writeFile(record, JSON.stringify({ ...task, retryAt: Date.UTC(3000, 0, 1) }));
  return { folder, id, record };
}

describe('a task that waits for a time far ahead', () => {
  it('goes out after a day at the latest', async (t) => {
    const served = await emulator(t);
    const { folder, id } = await waitingForEver(t, served);
    served.clearFaults();
    // A day takes some two seconds.
    const { tasks } = openWindow(t, { folder, emulator: served, platform: { clock: fastClock(50_000) } });
    await tasks.ready;
    await reaches(tasks, id, 'queued', 'running', 'downloading', 'completed', 'paused');
    assert.equal(served.submits(), 2);
  });

  it('can be tried now', async (t) => {
    const served = await emulator(t);
    const { folder, id } = await waitingForEver(t, served);
    served.clearFaults();
    const { tasks } = openWindow(t, { folder, emulator: served });
    await tasks.ready;
    assert.equal((await tasks.checkNow(id)).kind, 'done');
    assert.equal((await reaches(tasks, id, 'completed')).state, 'completed');
  });
});
