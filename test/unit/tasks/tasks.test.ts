import assert from 'node:assert/strict';
import { cp, readdir } from 'node:fs/promises';
import * as path from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import type { Gateway, Handle } from '../../../src/gateways/gateway.ts';
import { type Clock, realClock } from '../../../src/storage/clock.ts';
import { toPublicTask } from '../../../src/tasks/publicTask.ts';
import type { TaskChange } from '../../../src/tasks/change.ts';
import { fastClock } from '../../support/fastClock.ts';
import { emulator, longClip, newTask, openWindow, reaches, temporaryFolder, until } from './support/world.ts';

const byHand = { ripening: { by: 'hand' } } as const;

describe('tasks', () => {
  it('send at most so many paid ones at a time, the oldest first, and let the rest wait', async (t) => {
    const folder = await temporaryFolder(t);
    const served = await emulator(t, byHand);
    const settings = { maxConcurrent: 2 };
    const { tasks } = openWindow(t, { folder, emulator: served, settings });
    const ids: string[] = [];
    for (let number = 0; number < 5; number++) {
      ids.push((await tasks.create(newTask(folder, { gateway: number % 2 ? 'toapis' : 'apimart', baseUrl: number % 2 ? served.toapis : served.apimart }))).id);
    }
    assert.deepEqual(tasks.list().map(({ id }) => id), [...ids].reverse(), 'newest first');
    await reaches(tasks, ids[0]!, 'running');
    await reaches(tasks, ids[1]!, 'running');
    assert.deepEqual(ids.slice(2).map((id) => tasks.get(id)?.state), ['waiting', 'waiting', 'waiting']);
    assert.equal(served.submits(), 2);

    served.finish(tasks.get(ids[0]!)?.remoteId);
    await reaches(tasks, ids[2]!, 'running');
    assert.equal(served.submits(), 3);

    settings.maxConcurrent = 4;
    tasks.reconsider();
    await reaches(tasks, ids[4]!, 'running');
    assert.equal(served.submits(), 5);
  });

  it('tell every change, and every task while it is there', async (t) => {
    const folder = await temporaryFolder(t);
    const served = await emulator(t);
    const { tasks } = openWindow(t, { folder, emulator: served });
    const changes: TaskChange[] = [];
    tasks.onDidChange((change) => changes.push(change));
    const { id } = await tasks.create(newTask(folder, { baseUrl: served.apimart, source: { uri: 'file:///film/a.hailuo', line: 3 } }));
    await reaches(tasks, id, 'completed');
    await tasks.remove(id);
    await until(tasks, 'the removal', () => changes.some(({ removed }) => removed.includes(id)) ? true : undefined);
    const states = changes.flatMap(({ changed }) => changed).filter((task) => task.id === id).map(({ state }) => state);
    assert.equal(states.at(-1), 'completed');
    assert.ok(states.includes('queued') || states.includes('running'));
    assert.deepEqual(tasks.list(), []);
    assert.equal((await readdir(path.join(folder, 'videos'))).length, 2, 'files stay');
  });

  it('give other extensions what they promise, and nothing else', async (t) => {
    const folder = await temporaryFolder(t);
    const served = await emulator(t);
    const { tasks } = openWindow(t, { folder, emulator: served });
    const { id } = await tasks.create(newTask(folder, { baseUrl: served.apimart }));
    const given = toPublicTask(await reaches(tasks, id, 'completed'));
    assert.deepEqual(Object.keys(given).sort(), ['completedAt', 'createdAt', 'duration', 'expiresAt', 'file', 'gateway', 'id', 'progress', 'prompt', 'remoteId', 'resolution', 'sentPrompt', 'state']);
    assert.deepEqual([given.state, given.progress, given.duration, given.resolution, given.sentPrompt], ['completed', 100, 6, '768p', '[推进] A cat runs in the garden']);
    assert.ok(path.isAbsolute(given.file ?? ''));
  });

  it('can be stopped: nothing more is asked, and a half download goes', async (t) => {
    const folder = await temporaryFolder(t);
    const served = await emulator(t, { ripening: { by: 'reads', queuedReads: 0, runningReads: 0 }, clip: await longClip(1_000_000) });
    served.setFault({ step: 'file', fault: { kind: 'stall', after: 500_000 } });
    const { tasks } = openWindow(t, { folder, emulator: served });
    const { id } = await tasks.create(newTask(folder, { baseUrl: served.apimart }));
    await reaches(tasks, id, 'downloading');
    await served.log.reached('file', 1);
    assert.equal((await tasks.stopTracking(id)).kind, 'done');
    const asked = served.log.entries.length;
    const again = await tasks.stopTracking(id);
    assert.equal(again.kind, 'notDone');
    await tasks.dispose();
    assert.equal(served.log.entries.length, asked);
    // Removed once the download has let it go, which nobody waits for.
    while ((await readdir(path.join(folder, 'videos'))).length > 0) await turn();
  });

  it('keep the id of a request that was out when they were stopped', async (t) => {
    const folder = await temporaryFolder(t);
    const served = await emulator(t, byHand);
    let answer = (): void => undefined;
    const { tasks } = openWindow(t, { folder, emulator: served, gateways: { toapis: slowGateway(new Promise((resolve) => { answer = resolve; })) } });
    const { id } = await tasks.create(newTask(folder, { gateway: 'toapis', baseUrl: served.toapis }));
    await reaches(tasks, id, 'submitting');
    await tasks.stopTracking(id);
    answer();
    const stopped = await until(tasks, 'the id', () => tasks.get(id)?.remoteId ? tasks.get(id) : undefined);
    assert.equal(stopped.state, 'cancelled');
  });

  it('never send what was stopped while it was being prepared', async (t) => {
    const folder = await temporaryFolder(t);
    let answer = (): void => undefined;
    let submits = 0;
    let preparing = (): void => undefined;
    const prepares = new Promise<void>((resolve) => { preparing = resolve; });
    const gateway = slowGateway(Promise.resolve());
    const { tasks } = openWindow(t, { folder, gateways: { toapis: {
      ...gateway,
      prepare: async () => {
        preparing();
        await new Promise<void>((resolve) => { answer = resolve; });
        return { kind: 'prepared', prepared: { sentPrompt: 'x', body: {} } };
      },
      submit: (prepared, options) => {
        submits += 1;
        return gateway.submit(prepared, options);
      },
    } } });
    const { id } = await tasks.create(newTask(folder, { gateway: 'toapis', baseUrl: 'https://toapis.com' }));
    await prepares;
    await tasks.stopTracking(id);
    answer();
    await tasks.dispose();
    assert.equal(submits, 0);
  });

  it('are resolved by the user: adopted, not charged, or sent again with the same key and body', async (t) => {
    const folder = await temporaryFolder(t);
    const served = await emulator(t);
    const { tasks } = openWindow(t, { folder, emulator: served });
    const doubtful = async (): Promise<string> => {
      served.setFault({ step: 'submit', fault: { kind: 'resetAfter' } });
      const { id } = await tasks.create(newTask(folder, { baseUrl: served.apimart }));
      await reaches(tasks, id, 'unconfirmed');
      return id;
    };
    const check = await tasks.checkNow(await doubtful());
    assert.equal(check.kind, 'notDone');

    const adopted = await doubtful();
    await tasks.resolveUnconfirmed(adopted, { kind: 'adopt', remoteId: served.tasks.at(-1)!.id });
    await reaches(tasks, adopted, 'completed');

    const dropped = await doubtful();
    const outcome = await tasks.resolveUnconfirmed(dropped, { kind: 'notCharged' });
    assert.equal(outcome.kind === 'done' && outcome.task.state, 'cancelled');

    const again = await doubtful();
    await tasks.resolveUnconfirmed(again, { kind: 'submitAgain' });
    await reaches(tasks, again, 'completed');
    const [first, second] = served.log.entries.filter(({ step }) => step === 'submit').slice(-2);
    assert.deepEqual(second?.body, first?.body);
    assert.equal(second?.headers['idempotency-key'], first?.headers['idempotency-key']);
    assert.equal(served.submits(), 5);
    assert.equal((await tasks.resolveUnconfirmed(again, { kind: 'notCharged' })).kind, 'notDone');
  });

  it('ask again when the adopted id is not known', async (t) => {
    const folder = await temporaryFolder(t);
    const served = await emulator(t);
    served.setFault({ step: 'submit', fault: { kind: 'resetAfter' } });
    const { tasks } = openWindow(t, { folder, emulator: served, settings: { pollIntervalMs: 1000 }, platform: { clock: fastClock(200) } });
    const { id } = await tasks.create(newTask(folder, { baseUrl: served.apimart }));
    await reaches(tasks, id, 'unconfirmed');
    await tasks.resolveUnconfirmed(id, { kind: 'adopt', remoteId: 'task_mistyped' });
    const doubtful = await until(tasks, 'the doubt', () => tasks.get(id)?.failure?.message.includes('task_mistyped') ? tasks.get(id) : undefined);
    assert.equal(doubtful.state, 'unconfirmed');
    assert.equal(doubtful.failure?.command, 'resolveUnconfirmed');
  });

  it('go on after a refusal of the key when that key changes, and not for anything else', async (t) => {
    const folder = await temporaryFolder(t);
    const served = await emulator(t);
    const { tasks } = openWindow(t, { folder, emulator: served });
    const paused: string[] = [];
    for (const gateway of ['apimart', 'toapis'] as const) {
      served.setFault({ step: 'submit', gateway, fault: { kind: 'reply', status: 403, body: { error: { code: 403, message: 'not yours' } } } });
      const { id } = await tasks.create(newTask(folder, { gateway, baseUrl: served[gateway] }));
      paused.push((await reaches(tasks, id, 'paused')).id);
    }
    tasks.reconsider();
    tasks.wake(({ gateway }) => gateway === 'toapis');
    await reaches(tasks, paused[1]!, 'completed');
    assert.equal(tasks.get(paused[0]!)?.state, 'paused');
    assert.deepEqual([served.submits('apimart'), served.submits('toapis')], [1, 2]);
  });

  for (const status of [400, 403]) {
    it(`ask again when the adopted id is answered with ${String(status)}, and wait for the key when it is 401`, async (t) => {
      const folder = await temporaryFolder(t);
      const served = await emulator(t);
      const { tasks } = openWindow(t, { folder, emulator: served });
      served.setFault({ step: 'submit', fault: { kind: 'resetAfter' } });
      const { id } = await tasks.create(newTask(folder, { baseUrl: served.apimart }));
      await reaches(tasks, id, 'unconfirmed');
      served.setFault({ step: 'status', fault: { kind: 'reply', status, body: { error: { code: status, message: 'no' } } } });
      await tasks.resolveUnconfirmed(id, { kind: 'adopt', remoteId: 'task_mistyped' });
      const doubtful = await until(tasks, 'the doubt', () => tasks.get(id)?.failure?.message.includes('task_mistyped') ? tasks.get(id) : undefined);
      assert.deepEqual([doubtful.state, doubtful.failure?.command], ['unconfirmed', 'resolveUnconfirmed']);
      served.setFault({ step: 'status', fault: { kind: 'reply', status: 401, body: { error: { code: 401, message: 'no' } } } });
      await tasks.resolveUnconfirmed(id, { kind: 'adopt', remoteId: served.tasks.at(-1)!.id });
      assert.equal((await reaches(tasks, id, 'paused', 'unconfirmed')).failure?.command, 'setApiKey');
      await tasks.checkNow(id);
      await reaches(tasks, id, 'completed');
      assert.equal(served.submits(), 1);
    });
  }

  it('render a free one anew when the window that held it is gone, and let go of what they hold', async (t) => {
    const folder = await temporaryFolder(t);
    const forgotten: string[] = [];
    const first = openWindow(t, { folder, gateways: { animatic: freeGateway('first', forgotten) } }).tasks;
    const { id } = await first.create(newTask(folder, { gateway: 'animatic' }));
    await reaches(first, id, 'running');
    await first.dispose();
    assert.deepEqual(forgotten, ['first-1']);

    const second = openWindow(t, { folder, gateways: { animatic: freeGateway('second', forgotten) } }).tasks;
    const task = await until(second, 'the second rendering', () => second.get(id)?.remoteId === 'second-1' ? second.get(id) : undefined);
    assert.equal(task.id, id);
    await second.stopTracking(id);
    await until(second, 'its end', () => forgotten.includes('second-1') ? true : undefined);
  });

  it('let the window close while a request is out, and call it unconfirmed', async (t) => {
    const folder = await temporaryFolder(t);
    const { tasks } = openWindow(t, { folder, platform: { clock: patientClock() }, gateways: { toapis: slowGateway(new Promise(() => undefined)) } });
    const { id } = await tasks.create(newTask(folder, { gateway: 'toapis', baseUrl: 'https://toapis.com' }));
    await reaches(tasks, id, 'submitting');
    await tasks.dispose();
    assert.equal(tasks.get(id)?.state, 'unconfirmed');
  });

  it('leave a request that is out in a record of which the next window makes unconfirmed, should the last word not be written', async (t) => {
    const folder = await temporaryFolder(t);
    let submits = 0;
    const gateway = slowGateway(new Promise(() => undefined));
    const counting: Gateway = { ...gateway, submit: (...given) => {
      submits += 1;
      return gateway.submit(...given);
    } };
    const first = openWindow(t, { folder, platform: { clock: patientClock() }, gateways: { toapis: counting } }).tasks;
    const { id } = await first.create(newTask(folder, { gateway: 'toapis', baseUrl: 'https://toapis.com' }));
    await reaches(first, id, 'submitting');
    const left = await copyOf(t, folder);
    const second = openWindow(t, { folder: left, gateways: { toapis: counting } }).tasks;
    assert.equal((await reaches(second, id, 'unconfirmed')).failure?.command, 'resolveUnconfirmed');
    assert.equal(submits, 1);
  });

  it('run no timer and hold no lease when nothing is left to do', async (t) => {
    const folder = await temporaryFolder(t);
    const served = await emulator(t);
    const pending = new Set<object>();
    const clock: Clock = {
      ...realClock,
      after(milliseconds, work) {
        const mark = {};
        pending.add(mark);
        const cancel = realClock.after(milliseconds, () => { pending.delete(mark); work(); });
        return () => { pending.delete(mark); cancel(); };
      },
    };
    const { tasks } = openWindow(t, { folder, emulator: served, platform: { clock } });
    const { id } = await tasks.create(newTask(folder, { baseUrl: served.apimart }));
    assert.ok(await reaches(tasks, id, 'completed'));
    while (pending.size > 0 || (await readdir(folder)).includes('lease.json')) {
      await turn();
    }
  });
});

const unused = (): never => { throw new Error('not asked in this test'); };

/** The time to wait for replies passes at once, that to write them down never: a loaded machine is no fault of the window. */
function patientClock(): Clock {
  const fast = fastClock(100);
  return { ...fast, after: (milliseconds, work) => (milliseconds >= 4_000 ? () => undefined : fast.after(milliseconds, work)) };
}

/** The folder of tasks as it is on disk at this moment, without the locks of who writes there. */
async function copyOf(t: TestContext, folder: string): Promise<string> {
  const copy = await temporaryFolder(t);
  await cp(path.join(folder, 'active'), path.join(copy, 'active'), { recursive: true });
  return copy;
}

/** A paid gateway whose reply to the submission comes when `reply` does, or never. */
function slowGateway(reply: Promise<void>): Gateway {
  return {
    id: 'toapis', paid: true,
    prepare: ({ prompt }) => Promise.resolve({ kind: 'prepared', prepared: { sentPrompt: prompt, body: {} } }),
    submit: async (_prepared, { signal }) => {
      signal.throwIfAborted();
      await Promise.race([reply, new Promise((_, reject) => { signal.addEventListener('abort', () => { reject(signal.reason as Error); }); })]);
      return { kind: 'accepted', handle: { remoteId: 'video_1' } };
    },
    status: () => Promise.resolve({ kind: 'reading', reading: { phase: 'running' } }),
    upload: unused, balance: unused, checkKey: unused, curl: unused,
    linkHeaders: () => Promise.resolve(undefined), forget: () => Promise.resolve(),
  };
}

/** Renders for ever in the memory of one window. */
function freeGateway(name: string, forgotten: string[]): Gateway {
  const jobs = new Set<string>();
  return {
    ...slowGateway(Promise.resolve()),
    id: 'animatic', paid: false, pollEvery: 20,
    submit: () => {
      const remoteId = `${name}-${String(jobs.size + 1)}`;
      jobs.add(remoteId);
      return Promise.resolve({ kind: 'accepted', handle: { remoteId } });
    },
    status: ({ remoteId }) => Promise.resolve(jobs.has(remoteId) ? { kind: 'reading', reading: { phase: 'running', progress: 10 } } : { kind: 'lost' }),
    linkHeaders: () => Promise.resolve(undefined),
    forget: ({ remoteId }: Handle) => {
      forgotten.push(remoteId);
      return Promise.resolve();
    },
  };
}
