import assert from 'node:assert/strict';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { describe, it } from 'node:test';
import { defaultSettings } from '../../../src/shots/shot.ts';
import { realDisk } from '../../../src/storage/disk.ts';
import { newHolder } from '../../../src/storage/holder.ts';
import { partFile } from '../../../src/tasks/task.ts';
import { fastClock } from '../../support/fastClock.ts';
import { atOnce, emulator, longClip, newTask, openWindow, reaches, temporaryFolder, until } from './support/world.ts';
import { forkWindow } from './support/fork.ts';

describe('two windows', () => {
  it('see each other’s tasks, and one of them drives', async (t) => {
    const folder = await temporaryFolder(t);
    const served = await emulator(t);
    const first = openWindow(t, { folder, emulator: served }).tasks;
    const second = openWindow(t, { folder, emulator: served }).tasks;
    await Promise.all([first.ready, second.ready]);
    const created = await Promise.all(Array.from({ length: 6 }, (_, at) =>
      (at % 2 ? first : second).create(newTask(folder, { gateway: 'toapis', baseUrl: served.toapis }))));
    for (const { id } of created) {
      await reaches(first, id, 'completed');
      await reaches(second, id, 'completed');
    }
    assert.equal(served.submits(), created.length);
    assert.deepEqual(first.list(), second.list());
    const asked = served.log.entries.filter(({ step }) => step === 'status').length;
    assert.equal(asked, 3 * created.length, 'each status is read by one window');
    const takes = path.join(folder, 'videos');
    assert.equal((await readdir(takes)).length, 2 * created.length);
  });

  it('let the other one stop, check and remove what this one drives', async (t) => {
    const folder = await temporaryFolder(t);
    const served = await emulator(t, { ripening: { by: 'hand' } });
    const keeper = openWindow(t, { folder, emulator: served }).tasks;
    const [stopped, checked, removed] = await Promise.all([1, 2, 3].map(() => keeper.create(newTask(folder, { baseUrl: served.apimart }))));
    assert.ok(stopped && checked && removed);
    for (const { id } of [stopped, checked, removed]) {
      await reaches(keeper, id, 'running');
    }
    const other = openWindow(t, { folder, emulator: served }).tasks;
    await other.ready;

    assert.equal((await other.stopTracking(stopped.id)).kind, 'done');
    await reaches(keeper, stopped.id, 'cancelled');
    assert.equal((await other.remove(removed.id)).kind, 'done');
    await until(keeper, 'the removal to be seen', () => keeper.get(removed.id) ? undefined : true);
    served.finish();
    assert.equal((await other.checkNow(checked.id)).kind, 'done');
    await reaches(other, checked.id, 'completed');
    assert.equal(served.submits(), 3);
  });

  it('go on at once where the other one closed', async (t) => {
    const folder = await temporaryFolder(t);
    const served = await emulator(t, { ripening: { by: 'hand' } });
    const first = openWindow(t, { folder, emulator: served }).tasks;
    const { id } = await first.create(newTask(folder, { baseUrl: served.apimart }));
    await reaches(first, id, 'running');
    const second = openWindow(t, { folder, emulator: served }).tasks;
    await second.ready;
    await first.dispose();
    served.finish();
    await reaches(second, id, 'completed');
    assert.equal(served.submits(), 1);
  });

  it('send a task once even when both believe to drive', async (t) => {
    const folder = await temporaryFolder(t);
    const served = await emulator(t, atOnce);
    // Neither sees the other's lease: as after a laptop slept through it.
    const blind = { ...realDisk, read: (file: string) => file.endsWith('lease.json') ? Promise.resolve(undefined) : realDisk.read(file) };
    const windows = [1, 2, 3].map(() => openWindow(t, { folder, emulator: served, settings: { maxConcurrent: 30 }, platform: { disk: blind, holder: newHolder() } }).tasks);
    await Promise.all(windows.map(({ ready }) => ready));
    const created = await Promise.all(Array.from({ length: 24 }, (_, at) => windows[at % 3]!.create(newTask(folder, { baseUrl: served.apimart }))));
    for (const { id } of created) {
      await reaches(windows[0]!, id, 'completed');
    }
    assert.equal(served.submits(), created.length);
  });

  for (const [what, isMoved] of [['was put in place by the other one', true], ['was removed', false]] as const) {
    it(`save the video whose part ${what} while this one asked for the rest`, async (t) => {
      const folder = await temporaryFolder(t);
      const served = await emulator(t, { ...atOnce, clip: await longClip(2_000_000) });
      served.setFault({ step: 'file', fault: { kind: 'cut', after: 1_500_000 } });
      let resumed = 0;
      const { tasks } = openWindow(t, {
        folder, emulator: served, platform: { clock: fastClock(20) },
        onStream: async ({ headers }) => {
          const [task] = tasks.list();
          if (headers?.range !== undefined && task?.target !== undefined) {
            resumed += 1;
            await rm(partFile(task.target));
            await (isMoved ? writeFile(task.target, served.clip) : Promise.resolve());
          }
        },
      });
      const { id } = await tasks.create(newTask(folder, { baseUrl: served.apimart }));
      const task = await reaches(tasks, id, 'completed', 'paused', 'failed');
      assert.deepEqual([task.state, resumed], ['completed', 1], task.failure?.message);
      assert.deepEqual(new Uint8Array(await readFile(task.file ?? '')), new Uint8Array(served.clip));
      assert.equal(served.submits(), 1);
    });
  }

  it('send a shot as the window said in which it was made, whoever sends it', async (t) => {
    const folder = await temporaryFolder(t);
    const served = await emulator(t, { ripening: { by: 'hand' } });
    const keeper = openWindow(t, { folder, emulator: served }).tasks;
    await reaches(keeper, (await keeper.create(newTask(folder, { baseUrl: served.apimart }))).id, 'running');
    const other = openWindow(t, { folder, emulator: served }).tasks;
    const shot = { prompt: '[推进] A cat', settings: defaultSettings };
    const style = { directiveLanguage: 'asWritten', apimartFirstFrame: 'upload', toapisRequestStyle: 'topLevel' } as const;
    for (const one of [{ gateway: 'apimart', baseUrl: served.apimart, style }, { gateway: 'toapis', baseUrl: served.toapis, style: { ...style, directiveLanguage: 'en' } }] as const) {
      const { id } = await other.create(newTask(folder, { shot, ...one }));
      const sent = await reaches(keeper, id, 'running', 'failed');
      assert.equal(sent.sentPrompt, one.gateway === 'apimart' ? '[推进] A cat' : '[Push in] A cat');
    }
    const posts = served.log.entries.filter(({ step }) => step === 'submit').map(({ body }) => body as { prompt: string; resolution?: string });
    assert.deepEqual(posts.slice(1).map(({ prompt, resolution }) => [prompt, resolution]), [['[推进] A cat', '768p'], ['[Push in] A cat', '768P']]);
  });

  it('take over by the age of the heartbeat when the other one hangs on another machine', async (t) => {
    const folder = await temporaryFolder(t);
    const served = await emulator(t, atOnce);
    const clock = fastClock(50);
    const beat = clock.now();
    const lease = JSON.stringify({ session: 'elsewhere', pid: 1, host: 'another-machine', at: beat });
    await realDisk.write(path.join(folder, 'lease.json'), lease, false);
    const { tasks } = openWindow(t, { folder, emulator: served, platform: { clock }, settings: { pollIntervalMs: 1000 } });
    const { id } = await tasks.create(newTask(folder, { baseUrl: served.apimart }));
    const task = await reaches(tasks, id, 'completed');
    assert.ok((task.submittedAt ?? 0) - beat > 20_000, 'the other window got its 20 seconds');
    assert.equal(served.submits(), 1);
  });

  it('have the survivor finish everything when the driving process is killed', async (t) => {
    const root = await temporaryFolder(t);
    const served = await emulator(t, { ripening: { by: 'hand' } });
    const order = { folder: path.join(root, 'tasks'), takes: path.join(root, 'videos'), baseUrl: served.apimart, key: served.keys.apimart, prompts: ['one', 'two'] };
    const first = forkWindow(t, order);
    await first.hears('drives');
    await served.log.reached('submit', 2);
    const second = forkWindow(t, { ...order, prompts: ['three'] });
    await served.log.reached('submit', 3);
    assert.equal(second.news.some(({ kind }) => kind === 'drives'), false, 'the first one sends it');
    while (served.tasks.some(({ reads }) => reads === 0)) {
      await served.log.reached('status', served.log.count('status') + 1);
    }
    first.process.kill('SIGKILL');
    await second.hears('drives');
    served.finish();
    const end = await second.ended;
    assert.deepEqual(Object.values(end?.states ?? {}), ['completed', 'completed', 'completed']);
    assert.equal(served.submits(), 3);
  });
});
