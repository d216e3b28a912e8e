import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { describe, it } from 'node:test';
import { createApimart } from '../../../../src/gateways/apimart/gateway.ts';
import type { Gateway } from '../../../../src/gateways/gateway.ts';
import type { Clock } from '../../../../src/storage/clock.ts';
import type { Disk } from '../../../../src/storage/disk.ts';
import { realDisk } from '../../../../src/storage/disk.ts';
import { newHolder } from '../../../../src/storage/holder.ts';
import { withLock } from '../../../../src/storage/lock.ts';
import { taskText } from '../../../../src/tasks/journal/record.ts';
import type { Task } from '../../../../src/tasks/task.ts';
import { waitingTask } from '../support/records.ts';
import { fastClock } from '../../../support/fastClock.ts';
import { emulator, listeningLog, newTask, openWindow, reaches, temporaryFolder, until } from '../support/world.ts';

const settings = { pollIntervalMs: 1000 };

function broken(code: string): Error {
  return Object.assign(new Error(`${code}: the disk says no`), { code });
}

/** Records as a window that is gone left them. */
async function leave(folder: string, ...tasks: readonly Task[]): Promise<void> {
  await mkdir(path.join(folder, 'active'), { recursive: true });
  await Promise.all(tasks.map((task) => writeFile(path.join(folder, 'active', `${task.id}.json`), taskText(task))));
}

/** The real disk until this window has the lease; then the records cannot be listed so often. */
function deafAfterLease(times: number): Disk {
  let left = 0;
  return {
    ...realDisk,
    commit: async (from, to, guard) => {
      const done = await realDisk.commit(from, to, guard);
      left = done && to.endsWith('lease.json') ? times : left;
      return done;
    },
    list: (folder) => folder.endsWith('active') && left-- > 0 ? Promise.reject(broken('EIO')) : realDisk.list(folder),
  };
}

describe('a window that takes over', () => {
  it('goes on with what it knows when the records cannot be read at that moment', async (t) => {
    const folder = await temporaryFolder(t);
    const served = await emulator(t);
    await leave(folder, waitingTask({ baseUrl: served.apimart, folder: path.join(folder, 'videos') }));
    const { tasks } = openWindow(t, { folder, emulator: served, settings, platform: { disk: deafAfterLease(3), clock: fastClock(50) } });
    await reaches(tasks, waitingTask().id, 'completed');
    assert.equal(served.submits(), 1);
  });

  it('tries a record again that could not be read, and goes on with the others meanwhile', async (t) => {
    const folder = await temporaryFolder(t);
    const served = await emulator(t, { ripening: { by: 'hand' } });
    const common = { baseUrl: served.apimart, folder: path.join(folder, 'videos') };
    const [hidden, plain] = [waitingTask({ ...common, id: 'a-hidden' }), waitingTask({ ...common, id: 'b-plain' })];
    await leave(folder, hidden, plain);
    let isHidden = true;
    let reads = 0;
    const disk: Disk = {
      ...realDisk,
      read: (file) => {
        const isIt = file.endsWith('a-hidden.json');
        reads += isIt ? 1 : 0;
        return isIt && isHidden ? Promise.reject(broken('EACCES')) : realDisk.read(file);
      },
    };
    const { log, lines } = listeningLog();
    const { tasks } = openWindow(t, { folder, emulator: served, settings, platform: { disk, clock: fastClock(50) }, log });
    await reaches(tasks, plain.id, 'running');
    assert.equal(tasks.get(hidden.id), undefined);
    assert.equal(lines.filter((line) => line.includes('a-hidden')).length, 1, 'said once');
    assert.ok(reads >= 2);
    isHidden = false;
    await reaches(tasks, hidden.id, 'running');
    assert.equal(served.submits(), 2);
  });

  it('settles a lost submission as soon as its record can be written, and keeps nobody waiting for it', async (t) => {
    const folder = await temporaryFolder(t);
    const served = await emulator(t);
    const common = { baseUrl: served.apimart, folder: path.join(folder, 'videos') };
    const lost = waitingTask({ ...common, id: 'a-lost', state: 'submitting', submittedAt: 2000, prepared: { sentPrompt: 'x', body: {} } });
    await leave(folder, lost, waitingTask({ ...common, id: 'b-plain' }));
    let refusals = 0;
    let isBroken = true;
    const disk: Disk = {
      ...realDisk,
      write: (file, text, flush) => {
        const refused = isBroken && text.includes('"state":"unconfirmed"');
        refusals += refused ? 1 : 0;
        return refused ? Promise.reject(broken('EBUSY')) : realDisk.write(file, text, flush);
      },
    };
    const { tasks } = openWindow(t, { folder, emulator: served, settings, platform: { disk, clock: fastClock(50) } });
    await reaches(tasks, 'b-plain', 'completed');
    assert.ok(refusals > 0);
    isBroken = false;
    assert.equal((await reaches(tasks, 'a-lost', 'unconfirmed')).failure?.command, 'resolveUnconfirmed');
    assert.equal(served.submits(), 1);
  });

  for (const how of ['lost the lease', 'was closed'] as const) {
    it(`starts nothing when it ${how} while it was reading`, async (t) => {
      const folder = await temporaryFolder(t);
      const served = await emulator(t);
      await leave(folder, waitingTask({ baseUrl: served.apimart, folder: path.join(folder, 'videos') }));
      let release = (): void => undefined;
      const released = new Promise<void>((resolve) => { release = resolve; });
      let arrived = (): void => undefined;
      const reading = new Promise<void>((resolve) => { arrived = resolve; });
      let hasLease = false;
      const disk: Disk = {
        ...realDisk,
        commit: async (from, to, guard) => {
          const done = await realDisk.commit(from, to, guard);
          hasLease ||= to.endsWith('lease.json');
          return done;
        },
        list: async (of) => {
          if (hasLease && of.endsWith('active')) {
            arrived();
            await released;
          }
          return realDisk.list(of);
        },
      };
      let isLost = false;
      let stopped = (): void => undefined;
      const noLonger = new Promise<void>((resolve) => { stopped = resolve; });
      const debug = (line: string): void => {
        if (line.includes('no longer drives')) {
          isLost = true;
          stopped();
        }
      };
      const log = { ...listeningLog().log, debug };
      const fast = fastClock(50);
      // Time stands still from then on: the window may not take back what the other one never renews.
      const clock: Clock = { ...fast, after: (milliseconds, work) => fast.after(milliseconds, () => { if (!isLost) { work(); } }) };
      const started: string[] = [];
      const real = createApimart({
        baseUrl: served.apimart, key: () => Promise.resolve(served.keys.apimart), http: () => Promise.reject(new Error('nothing is sent here')), directiveLanguage: 'auto', firstFrame: 'upload',
      });
      const apimart: Gateway = {
        ...real,
        prepare: (shot, signal) => {
          started.push(shot.prompt);
          return real.prepare(shot, signal);
        },
      };
      const { tasks } = openWindow(t, { folder, gateways: { apimart }, settings, log, platform: { disk, clock } });
      await reading;
      if (how === 'was closed') {
        const closed = tasks.dispose();
        release();
        await closed;
      } else {
        const thief = JSON.stringify({ session: 'thief', pid: process.pid, host: 'another-machine', at: clock.now() + 15_000 });
        await withLock(realDisk, path.join(folder, 'locks', 'lease.lock'), newHolder(), () => writeFile(path.join(folder, 'lease.json'), thief));
        await noLonger;
        release();
        await tasks.ready;
      }
      await new Promise((resolve) => { setImmediate(resolve); });
      assert.deepEqual(started, []);
      assert.equal(tasks.get(waitingTask().id)?.state, 'waiting');
    });
  }
});

const laterPlease = { kind: 'reply', status: 503, body: { error: { code: 'idempotency_unavailable', message: 'not executed', type: 'server_error' } } } as const;

describe('a waiting task', () => {
  it('that backs off goes out at once when the user checks now', async (t) => {
    const folder = await temporaryFolder(t);
    const served = await emulator(t);
    served.setFault({ step: 'submit', fault: laterPlease });
    const { tasks } = openWindow(t, { folder, emulator: served });
    const { id } = await tasks.create(newTask(folder, { baseUrl: served.apimart }));
    const waiting = await until(tasks, 'the refusal', () => tasks.get(id)?.retryAt === undefined ? undefined : tasks.get(id));
    await tasks.checkNow(id);
    const done = await reaches(tasks, id, 'completed');
    assert.ok((done.submittedAt ?? Infinity) < (waiting.retryAt ?? 0), 'long before its time');
    assert.equal(served.submits(), 2);
  });

  it('that cannot be written takes no slot from the next one', async (t) => {
    const folder = await temporaryFolder(t);
    const served = await emulator(t);
    let first = '';
    const disk: Disk = {
      ...realDisk,
      write: (file, text, flush) => file.includes(first) && text.includes('"state":"submitting"') ? Promise.reject(broken('EIO')) : realDisk.write(file, text, flush),
    };
    const { tasks } = openWindow(t, { folder, emulator: served, settings: { maxConcurrent: 1 }, platform: { disk } });
    await tasks.ready;
    const blocked = await tasks.create(newTask(folder, { gateway: 'toapis', baseUrl: served.toapis }));
    first = blocked.id;
    const { id } = await tasks.create(newTask(folder, { baseUrl: served.apimart }));
    await reaches(tasks, id, 'completed');
    assert.equal(tasks.get(blocked.id)?.state, 'waiting');
    assert.equal(served.submits(), 1);
  });
});
