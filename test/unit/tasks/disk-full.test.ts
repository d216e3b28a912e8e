import assert from 'node:assert/strict';
import { appendFile, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import type { TestContext } from 'node:test';
import { describe, it } from 'node:test';
import type { Disk } from '../../../src/storage/disk.ts';
import { realDisk } from '../../../src/storage/disk.ts';
import { StorageError } from '../../../src/storage/storageError.ts';
import { run } from '../../support/outside.ts';
import { fastClock } from '../../support/fastClock.ts';
import { atEnd, atOnce, emulator, longClip, newTask, openWindow, reaches, temporaryFolder, until } from './support/world.ts';

/** The real disk, which has no room for new blocks while `full`; what is there can be written over. */
function fillableDisk(): { readonly disk: Disk; full: boolean; readonly refused: string[] } {
  const state = { full: false, refused: [] as string[] };
  const refuse = (what: string): void => {
    if (state.full) {
      state.refused.push(path.basename(what));
      throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
    }
  };
  const disk: Disk = {
    ...realDisk,
    write: async (file, text, flush) => { refuse(file); await realDisk.write(file, text, flush); },
    appendLine: async (file, line) => { refuse(file); await realDisk.appendLine(file, line); },
    createNew: async (file, text) => state.full ? ((await realDisk.createNew(file, '')) === 'exists' ? 'exists' : 'createdEmpty') : realDisk.createNew(file, text),
  };
  return Object.assign(state, { disk });
}

describe('a full disk', () => {
  it('refuses a new task in one clear sentence, and sends nothing', async (t) => {
    const folder = await temporaryFolder(t);
    const served = await emulator(t);
    const disk = fillableDisk();
    const { tasks } = openWindow(t, { folder, emulator: served, platform: { disk: disk.disk } });
    await tasks.ready;
    disk.full = true;
    await assert.rejects(tasks.create(newTask(folder, { baseUrl: served.apimart })), (error) => {
      assert.ok(error instanceof StorageError);
      assert.match(error.message, /No disk space left.*Free some space/u);
      assert.ok(!error.message.includes('ENOSPC'));
      return true;
    });
    assert.equal(tasks.list().length, 0);
    assert.equal(served.log.entries.length, 0);
  });

  it('at the start is tried again by the next action, which sees what was there', async (t) => {
    const folder = await temporaryFolder(t);
    const served = await emulator(t, { ripening: { by: 'hand' } });
    const before = openWindow(t, { folder, emulator: served }).tasks;
    const old = await before.create(newTask(folder, { baseUrl: served.apimart }));
    await before.dispose();
    let isFull = true;
    const disk: Disk = {
      ...realDisk,
      makeFolder: (place) => isFull ? Promise.reject(Object.assign(new Error('EDQUOT: disk quota exceeded'), { code: 'EDQUOT' })) : realDisk.makeFolder(place),
    };
    const { tasks } = openWindow(t, { folder, emulator: served, platform: { disk } });
    await assert.rejects(tasks.ready, /No disk space/u);
    await assert.rejects(tasks.create(newTask(folder, { baseUrl: served.apimart })), /No disk space/u);
    assert.equal((await tasks.checkNow(old.id)).kind, 'notDone');
    isFull = false;
    const { id } = await tasks.create(newTask(folder, { baseUrl: served.apimart }));
    await reaches(tasks, id, 'running');
    await reaches(tasks, old.id, 'running');
    assert.equal(served.submits(), 2);
  });

  it('keeps the paid request here until its record can be written', async (t) => {
    const folder = await temporaryFolder(t);
    const served = await emulator(t, atOnce);
    let refusals = 0;
    // Room for everything but the record that must be there before the request leaves.
    const disk: Disk = {
      ...realDisk,
      write: (file, text, flush) => {
        if (text.includes('"state":"submitting"') && ++refusals <= 3) {
          assert.equal(served.submits(), 0);
          return Promise.reject(Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' }));
        }
        return realDisk.write(file, text, flush);
      },
      overwrite: () => Promise.reject(Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' })),
    };
    const { tasks } = openWindow(t, { folder, emulator: served, platform: { disk, clock: fastClock(50) }, settings: { pollIntervalMs: 1000 } });
    const { id } = await tasks.create(newTask(folder, { baseUrl: served.apimart }));
    const shown = await until(tasks, 'the trouble to be shown', () => tasks.get(id)?.failure ? tasks.get(id) : undefined);
    assert.equal(shown.state, 'waiting');
    assert.match(shown.failure?.message ?? '', /No disk space/u);
    await reaches(tasks, id, 'completed');
    assert.ok(refusals > 3);
    assert.equal(served.submits(), 1);
  });

  it('between the request and its reply does not lose the id that was paid for', async (t) => {
    const folder = await temporaryFolder(t);
    const served = await emulator(t, { ripening: { by: 'hand' } });
    const disk = fillableDisk();
    let filled = false;
    const fillsAfterSubmitting: Disk = {
      ...disk.disk,
      flushFolder: async (folderOfRecords) => {
        await realDisk.flushFolder(folderOfRecords);
        const [name] = (await readdir(folderOfRecords)).filter((one) => one.endsWith('.json'));
        disk.full ||= !filled && (await readFile(path.join(folderOfRecords, name ?? ''), 'utf8')).includes('"submitting"');
        filled ||= disk.full;
      },
    };
    const first = openWindow(t, { folder, emulator: served, platform: { disk: fillsAfterSubmitting, clock: fastClock(50) }, settings: { pollIntervalMs: 1000 } }).tasks;
    const { id } = await first.create(newTask(folder, { baseUrl: served.apimart }));
    await served.log.reached('status', 1);
    assert.ok(filled);
    assert.ok(disk.refused.length > 0);
    const record: unknown = JSON.parse(await readFile(path.join(folder, 'active', `${id}.json`), 'utf8'));
    assert.equal((record as { remoteId?: string }).remoteId, served.tasks[0]?.id, 'it is on the full disk');
    disk.full = false;
    served.finish();
    await reaches(first, id, 'completed');
    assert.equal(served.submits(), 1);
  });
});

/** A disk of `kilobytes` of its own, where this user may mount one. */
function smallDisk(t: TestContext, folder: string, kilobytes: number): boolean {
  try {
    run('mount', ['-t', 'tmpfs', '-o', `size=${String(kilobytes)}k`, 'tmpfs', folder]);
  } catch {
    t.skip('needs the right to mount a small disk');
    return false;
  }
  atEnd(t, () => Promise.resolve(run('umount', ['-l', folder])));
  return true;
}

describe('a folder that takes no video', () => {
  it('pauses the task, which is saved in another one without a second request', async (t) => {
    const folder = await temporaryFolder(t);
    const blocked = path.join(folder, 'blocked');
    await writeFile(blocked, 'a file, not a folder');
    const served = await emulator(t, atOnce);
    const { tasks } = openWindow(t, { folder, emulator: served });
    const { id } = await tasks.create(newTask(folder, { baseUrl: served.apimart, folder: path.join(blocked, 'videos') }));
    const paused = await reaches(tasks, id, 'paused', 'completed', 'failed');
    assert.match(paused.failure?.message ?? '', /“blocked” is a file/u);
    assert.match(paused.failure?.remedy ?? '', /save the video elsewhere/u);
    const elsewhere = path.join(folder, 'elsewhere');
    assert.equal((await tasks.saveIn(id, elsewhere)).kind, 'done');
    const done = await reaches(tasks, id, 'completed');
    assert.equal(path.dirname(done.file ?? ''), elsewhere);
    assert.equal(served.submits(), 1);
    assert.deepEqual(await tasks.saveIn(id, folder), { kind: 'notDone', message: 'This task doesn’t need another folder.' });
  });
});

describe('a really full disk', { skip: process.platform !== 'linux' }, () => {
  it('for videos pauses the task, and the video is fetched when there is room', async (t) => {
    const folder = await temporaryFolder(t);
    const takes = await temporaryFolder(t);
    if (!smallDisk(t, takes, 512)) {
      return;
    }
    const served = await emulator(t, { ...atOnce, clip: await longClip(400_000) });
    await writeFile(path.join(takes, 'ballast'), Buffer.alloc(300_000));
    const { tasks } = openWindow(t, { folder, emulator: served });
    const { id } = await tasks.create(newTask(folder, { baseUrl: served.apimart, folder: takes }));
    const paused = await reaches(tasks, id, 'paused', 'completed', 'failed');
    assert.equal(paused.state, 'paused');
    assert.equal(paused.failure?.class, 'storage');
    assert.match(paused.failure.message, /No disk space/u);
    assert.equal(paused.failure.command, 'checkNow');
    await rm(path.join(takes, 'ballast'));
    await tasks.checkNow(id);
    const done = await reaches(tasks, id, 'completed');
    assert.equal(done.bytes, served.clip.length);
    assert.equal(served.submits(), 1);
  });

  it('for records loses nothing that was there', async (t) => {
    const folder = await temporaryFolder(t);
    if (!smallDisk(t, folder, 512)) {
      return;
    }
    const takes = await temporaryFolder(t);
    const served = await emulator(t, { ripening: { by: 'hand' } });
    const { tasks } = openWindow(t, { folder, emulator: served, platform: { clock: fastClock(50) }, settings: { pollIntervalMs: 1000 } });
    const { id } = await tasks.create(newTask(folder, { baseUrl: served.apimart, folder: takes }));
    await reaches(tasks, id, 'running');
    const ballast = path.join(folder, 'ballast');
    // A file that was just being replaced leaves a little room again, so once may not be enough.
    const refusal = async (): Promise<unknown> => {
      for (;;) {
        await assert.rejects(async () => { for (;;) { await appendFile(ballast, Buffer.alloc(1024)); } }, { code: 'ENOSPC' });
        try {
          await tasks.create(newTask(folder, { baseUrl: served.apimart, folder: takes }));
        } catch (error) {
          return error;
        }
      }
    };
    assert.ok(await refusal() instanceof StorageError);
    const sent = tasks.list().length;
    served.finish();
    // The record cannot be written; its task is not lost for that.
    await until(tasks, 'the trouble to be shown', () => tasks.get(id)?.failure?.class === 'storage' || tasks.get(id)?.state === 'completed' ? true : undefined);
    await rm(ballast);
    for (const task of tasks.list()) {
      await until(tasks, 'every task to end well', () => {
        served.finish();
        return tasks.get(task.id)?.state === 'completed' ? true : undefined;
      });
    }
    assert.equal(served.submits(), sent);
    assert.equal(tasks.damaged.length, 0);
  });
});
