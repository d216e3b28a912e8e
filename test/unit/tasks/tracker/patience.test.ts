import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import type { TestContext } from 'node:test';
import type { Task } from '../../../../src/tasks/task.ts';
import type { Tasks } from '../../../../src/tasks/tasks.ts';
import type { Emulator, EmulatorOptions } from '../../../gateway/emulator.ts';
import type { FaultOrder } from '../../../gateway/fault.ts';
import { fastClock } from '../../../support/fastClock.ts';
import { emulator, newTask, openWindow, reaches, temporaryFolder } from '../support/world.ts';

interface Ended {
  readonly tasks: Tasks;
  readonly served: Emulator;
  readonly task: Task;
}

/**
 * A shot through a gateway with a fault, in a window on time that runs fast; until it is done or stands still. At 2000 its half hour takes a
 * second, which a busy machine may spend before the first download: what must happen within the half hour is tried at 200.
 */
async function generate(t: TestContext, fault: FaultOrder, { speed = 2000, ...options }: EmulatorOptions & { readonly speed?: number } = {}): Promise<Ended> {
  const folder = await temporaryFolder(t);
  const served = await emulator(t, options);
  served.setFault(fault);
  const { tasks } = openWindow(t, { folder, emulator: served, settings: { pollIntervalMs: 60_000 }, platform: { clock: fastClock(speed) } });
  const { id } = await tasks.create(newTask(folder, { baseUrl: served.apimart }));
  return { tasks, served, task: await reaches(tasks, id, 'completed', 'failed', 'paused', 'unconfirmed') };
}

/** The gateway is well again and the user checks: the video comes, paid for once. */
async function assertCheckable({ tasks, served, task }: Ended): Promise<void> {
  served.clearFaults();
  served.finish();
  assert.equal((await tasks.checkNow(task.id)).kind, 'done');
  const done = await reaches(tasks, task.id, 'completed');
  assert.deepEqual(new Uint8Array(await readFile(done.file ?? '')), new Uint8Array(served.clip));
  assert.equal(served.submits(), 1);
}

const bad = {
  'a 400': { kind: 'reply', status: 400, body: { error: { code: 400, message: 'no', type: 'invalid_request_error' } } },
  'a 502 page': { kind: 'html502' },
  'something unreadable': { kind: 'unreadable' },
} as const;

describe('patience with a status', () => {
  for (const [what, fault] of Object.entries(bad)) {
    it(`ends after half an hour of ${what}, with the way on`, async (t) => {
      const ended = await generate(t, { step: 'status', fault, times: 0 }, { ripening: { by: 'hand' } });
      assert.equal(ended.task.state, 'paused');
      assert.match(ended.task.failure?.message ?? '', /may still be in progress/u);
      assert.equal(ended.task.failure?.command, 'checkNow');
      await assertCheckable(ended);
    });
  }

  it('does not end while the network is away', async (t) => {
    const { task, served } = await generate(t, { step: 'status', fault: { kind: 'resetBefore' }, times: 60 }, { ripening: { by: 'reads', queuedReads: 0, runningReads: 0 } });
    assert.equal(task.state, 'completed', JSON.stringify(task.failure));
    assert.ok((task.completedAt ?? 0) - (task.followedSince ?? 0) > 30 * 60_000, 'longer than the patience');
    assert.ok(served.log.count('status') > 60);
  });
});

describe('patience with a download', () => {
  it('asks for a fresh link when the host answers a used-up one in a way of its own', async (t) => {
    const { task, served } = await generate(t, { step: 'file', fault: { kind: 'reply', status: 400, body: 'expired' }, times: 4 }, { speed: 200 });
    assert.equal(task.state, 'completed', JSON.stringify(task.failure));
    const links = served.log.entries.filter(({ step }) => step === 'file').map(({ path }) => path);
    assert.deepEqual([links.length, new Set(links).size], [5, 2]);
  });

  it('ends after half an hour in which the host served nothing, with the way on', async (t) => {
    const ended = await generate(t, { step: 'file', fault: { kind: 'html502' }, times: 0 }, { speed: 200 });
    assert.equal(ended.task.state, 'paused');
    assert.match(ended.task.failure?.message ?? '', /HTTP 502/u);
    assert.equal(ended.task.failure?.command, 'checkNow');
    await assertCheckable(ended);
  });
});
