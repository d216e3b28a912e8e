import assert from 'node:assert/strict';
import { access, readFile } from 'node:fs/promises';
import * as path from 'node:path';
import { describe, it } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import type { Gateway } from '../../../src/gateways/gateway.ts';
import type { Log } from '../../../src/gateways/log.ts';
import { createLog } from '../../../src/host/log.ts';
import { type Clock, realClock } from '../../../src/storage/clock.ts';
import type { Task } from '../../../src/tasks/task.ts';
import { emulator, newTask, openWindow, reaches, silent, temporaryFolder } from './support/world.ts';

/** The output channel as VS Code closes it: from then on every line throws. */
function closableChannel(): { readonly channel: Log; readonly close: () => void } {
  let isClosed = false;
  const line = (): void => {
    if (isClosed) throw new Error('Channel has been closed');
  };
  return { channel: { debug: line, info: line, warn: line, error: line }, close: () => { isClosed = true; } };
}

interface PaidGateway {
  readonly gateway: Gateway;
  readonly posts: () => number;
  /** The reply to the paid request comes. */
  readonly reply: () => void;
}

/** Counts what it is paid for, and keeps its reply until told. */
function paidGateway(): PaidGateway {
  let posts = 0;
  const { promise: replied, resolve: reply } = Promise.withResolvers<undefined>();
  const unused = (): Promise<never> => Promise.reject(new Error('not used'));
  return {
    posts: () => posts, reply: () => { reply(undefined); },
    gateway: {
      id: 'toapis', paid: true,
      prepare: ({ prompt }) => Promise.resolve({ kind: 'prepared', prepared: { sentPrompt: prompt, body: {} } }),
      submit: async (_prepared, { signal }) => {
        signal.throwIfAborted();
        posts += 1;
        const closed = new Promise<never>((_, reject) => { signal.addEventListener('abort', () => { reject(signal.reason as Error); }); });
        await Promise.race([replied, closed]);
        return { kind: 'accepted', handle: { remoteId: 'video_1' } };
      },
      status: () => Promise.resolve({ kind: 'reading', reading: { phase: 'running' } }),
      linkHeaders: () => Promise.resolve(undefined), forget: () => Promise.resolve(), upload: unused, balance: unused, checkKey: unused, curl: () => '',
    },
  };
}

async function recordOf(folder: string, id: string): Promise<Task> {
  return JSON.parse(await readFile(path.join(folder, 'active', `${id}.json`), 'utf8')) as Task;
}

/** Time in which no wait ever ends. */
const untimed: Clock = { ...realClock, after: () => () => undefined };

const paid = (folder: string): ReturnType<typeof newTask> => newTask(folder, { gateway: 'toapis', baseUrl: 'https://toapis.com' });

describe('a window that closes', { timeout: 240_000 }, () => {
  for (const [what, logOver] of [['is closed', createLog], ['throws at what it is told first', (channel: Log) => ({ ...silent, info: channel.info })]] as const) {
    it(`writes down the id of a request that was out, though its log ${what}`, async (t) => {
      const folder = await temporaryFolder(t);
      const { gateway, posts, reply } = paidGateway();
      const { channel, close } = closableChannel();
      const { tasks } = openWindow(t, { folder, gateways: { toapis: gateway }, log: logOver(channel), platform: { clock: untimed } });
      const { id } = await tasks.create(paid(folder));
      await reaches(tasks, id, 'submitting');
      while (posts() === 0) await turn();
      const closed = tasks.dispose();
      close();
      reply();
      await closed;
      const { state, remoteId } = await recordOf(folder, id);
      assert.deepEqual([state, remoteId, posts()], ['queued', 'video_1', 1]);
    });
  }

  it('gives up the lease though its log is closed', async (t) => {
    const folder = await temporaryFolder(t);
    const { gateway, reply } = paidGateway();
    reply();
    const { channel, close } = closableChannel();
    const { tasks } = openWindow(t, { folder, gateways: { toapis: gateway }, log: createLog(channel) });
    const { id } = await tasks.create(paid(folder));
    await reaches(tasks, id, 'running');
    await access(path.join(folder, 'lease.json'));
    const closed = tasks.dispose();
    close();
    await closed;
    await assert.rejects(access(path.join(folder, 'lease.json')), { code: 'ENOENT' });
  });

  it('sends nothing that only then gets its leave, and the next window sends it once', async (t) => {
    const folder = await temporaryFolder(t);
    const served = await emulator(t);
    const asked = Promise.withResolvers<undefined>();
    const leave = Promise.withResolvers<undefined>();
    const { tasks } = openWindow(t, { folder, emulator: served, permit: async () => { asked.resolve(undefined); return leave.promise; } });
    const { id } = await tasks.create(newTask(folder, { baseUrl: served.apimart }));
    await asked.promise;
    const closed = tasks.dispose();
    leave.resolve(undefined);
    await closed;
    assert.deepEqual([(await recordOf(folder, id)).state, served.submits()], ['waiting', 0]);

    const next = openWindow(t, { folder, emulator: served }).tasks;
    await reaches(next, id, 'completed');
    assert.equal(served.submits(), 1);
  });

  it('marks nothing that it never sent as perhaps charged, however late the leave comes', async (t) => {
    const folder = await temporaryFolder(t);
    const { gateway, posts } = paidGateway();
    const asked = Promise.withResolvers<undefined>();
    const leave = Promise.withResolvers<undefined>();
    const waits: { readonly ms: number; readonly end: () => void }[] = [];
    const clock: Clock = { ...untimed, after: (ms, end) => { waits.push({ ms, end }); return () => undefined; } };
    const { tasks } = openWindow(t, { folder, gateways: { toapis: gateway }, platform: { clock }, permit: async () => { asked.resolve(undefined); return leave.promise; } });
    const { id } = await tasks.create(paid(folder));
    await asked.promise;
    waits.length = 0;
    const closed = tasks.dispose();
    while (waits.length < 2) await turn();
    // The patience with replies is over, the last wait for what is then written is not.
    waits.toSorted((a, b) => a.ms - b.ms)[0]?.end();
    leave.resolve(undefined);
    await closed;
    assert.deepEqual([(await recordOf(folder, id)).state, posts()], ['waiting', 0]);
  });
});
