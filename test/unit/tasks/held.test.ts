import assert from 'node:assert/strict';
import { readFile, rm, utimes, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { describe, it } from 'node:test';
import { framePath } from '../../../src/takes/frameFile.ts';
import { defaultSettings } from '../../../src/shots/shot.ts';
import type { Task } from '../../../src/tasks/task.ts';
import type { NewTask, Tasks } from '../../../src/tasks/tasks.ts';
import type { Emulator } from '../../gateway/emulator.ts';
import { png } from '../../support/images.ts';
import { emulator, newTask, openWindow, reaches, temporaryFolder, until } from './support/world.ts';

const picture = png(1366, 768);

/** A decoder that keeps account of what it was asked for. */
function decoder(gives: () => ReturnType<NonNullable<Parameters<typeof openWindow>[1]['lastFrame']>> = () => Promise.resolve({ kind: 'frame', png: picture })) {
  const asked: string[] = [];
  return { asked, lastFrame: (video: string) => { asked.push(path.basename(video)); return gives(); } };
}

function shot(folder: string, served: Emulator, prompt: string, more: Partial<NewTask> = {}): NewTask {
  return newTask(folder, { shot: { prompt, settings: defaultSettings }, baseUrl: served.apimart, ...more });
}

/** A shot, and one that continues it. */
async function pair(tasks: Tasks, folder: string, served: Emulator): Promise<{ readonly first: Task; readonly second: Task }> {
  const first = await tasks.create(shot(folder, served, 'A kitchen'));
  const second = await tasks.create(shot(folder, served, 'A door', { waitsFor: { shot: 'Kitchen', task: first.id } }));
  return { first, second };
}

function sent(served: Emulator, prompt: string): readonly Record<string, unknown>[] {
  return served.log.entries.filter(({ step }) => step === 'submit').map(({ body }) => body as Record<string, unknown>).filter((body) => body['prompt'] === prompt);
}

describe('a shot that continues the one before', () => {
  it('waits for its take, then starts with the last frame, which is kept next to that take', async (t) => {
    const folder = await temporaryFolder(t);
    const served = await emulator(t, { ripening: { by: 'hand' } });
    const { asked, lastFrame } = decoder();
    const { tasks } = openWindow(t, { folder, emulator: served, lastFrame });
    const { first, second } = await pair(tasks, folder, served);
    await reaches(tasks, first.id, 'running');
    assert.equal(tasks.get(second.id)?.state, 'held');
    assert.deepEqual([served.submits(), asked], [1, []]);
    served.finish();
    const take = await reaches(tasks, first.id, 'completed');
    await reaches(tasks, second.id, 'running');
    served.finish();
    const done = await reaches(tasks, second.id, 'completed');
    const frame = framePath(take.file ?? '', 'last');
    assert.equal(done.settings.firstFrame, frame);
    assert.deepEqual(new Uint8Array(await readFile(frame)), new Uint8Array(picture));
    assert.match(String(sent(served, 'A door')[0]?.['first_frame_image']), /^http/u);
    assert.deepEqual([served.submits(), asked], [2, [path.basename(take.file ?? '')]]);
  });

  it('pauses with the reason when that one fails, and starts from its words alone when the person says so', async (t) => {
    const folder = await temporaryFolder(t);
    const served = await emulator(t);
    served.setFault({ step: 'status', fault: { kind: 'failed', message: 'content refused' } });
    const { asked, lastFrame } = decoder();
    const { tasks } = openWindow(t, { folder, emulator: served, lastFrame });
    const { first, second } = await pair(tasks, folder, served);
    await reaches(tasks, first.id, 'failed');
    const paused = await reaches(tasks, second.id, 'paused');
    assert.match(paused.failure?.message ?? '', /last frame of “Kitchen”, which failed/u);
    assert.equal(paused.failure?.command, 'startWithout');
    assert.equal(served.submits(), 1);
    assert.equal((await tasks.startWithout(second.id)).kind, 'done');
    const done = await reaches(tasks, second.id, 'completed');
    assert.equal(done.settings.firstFrame, undefined);
    assert.equal(sent(served, 'A door')[0]?.['first_frame_image'], undefined);
    assert.deepEqual([served.submits(), asked], [2, []]);
    assert.equal((await tasks.startWithout(second.id)).kind, 'notDone');
  });

  it('goes on with another take that is chosen for it when the first one was stopped', async (t) => {
    const folder = await temporaryFolder(t);
    const served = await emulator(t, { ripening: { by: 'hand' } });
    const { asked, lastFrame } = decoder();
    const { tasks } = openWindow(t, { folder, emulator: served, lastFrame });
    const { first, second } = await pair(tasks, folder, served);
    await reaches(tasks, first.id, 'running');
    await tasks.stopTracking(first.id);
    assert.match((await reaches(tasks, second.id, 'paused')).failure?.message ?? '', /which was stopped/u);
    const other = path.join(folder, 'another take.mp4');
    await writeFile(other, served.clip);
    assert.equal((await tasks.waitOn(second.id, { file: other })).kind, 'done');
    assert.equal((await reaches(tasks, second.id, 'running')).settings.firstFrame, framePath(other, 'last'));
    assert.deepEqual(asked, ['another take.mp4']);
  });

  it('is not sent when it is stopped while it waits', async (t) => {
    const folder = await temporaryFolder(t);
    const served = await emulator(t, { ripening: { by: 'hand' } });
    const { tasks } = openWindow(t, { folder, emulator: served, ...decoder() });
    const { first, second } = await pair(tasks, folder, served);
    await reaches(tasks, first.id, 'running');
    assert.equal((await tasks.stopTracking(second.id)).kind, 'done');
    served.finish();
    await reaches(tasks, first.id, 'completed');
    assert.deepEqual([tasks.get(second.id)?.state, served.submits()], ['cancelled', 1]);
  });

  it('pauses when the frame cannot be taken, and tries again when it is asked to', async (t) => {
    const folder = await temporaryFolder(t);
    const served = await emulator(t);
    let works = false;
    const { tasks } = openWindow(t, { folder, emulator: served, ...decoder(() => Promise.resolve(works ? { kind: 'frame', png: picture } : { kind: 'none', why: 'No decoder.' })) });
    const { second } = await pair(tasks, folder, served);
    assert.match((await reaches(tasks, second.id, 'paused')).failure?.message ?? '', /Couldn’t get the last frame of .*: No decoder/u);
    works = true;
    await tasks.checkNow(second.id);
    await reaches(tasks, second.id, 'completed');
    assert.equal(served.submits(), 2);
  });

  it('uses the frame that is kept, unless the video was made after it', async (t) => {
    const folder = await temporaryFolder(t);
    const served = await emulator(t);
    const { asked, lastFrame } = decoder();
    const { tasks } = openWindow(t, { folder, emulator: served, lastFrame });
    const [kept, newer] = [path.join(folder, 'kept.mp4'), path.join(folder, 'newer.mp4')];
    await writeFile(kept, served.clip);
    await writeFile(framePath(newer, 'last'), png(2, 2));
    await writeFile(framePath(kept, 'last'), picture);
    await writeFile(newer, served.clip);
    await utimes(framePath(newer, 'last'), 1e9, 1e9);
    const made = await Promise.all([kept, newer].map((file) => tasks.create(shot(folder, served, `After ${path.basename(file)}`, { waitsFor: { shot: 'Kitchen', file } }))));
    for (const { id } of made) await reaches(tasks, id, 'completed');
    assert.deepEqual(asked, ['newer.mp4']);
  });

  it('says that the take is gone when it is', async (t) => {
    const folder = await temporaryFolder(t);
    const served = await emulator(t);
    const { tasks } = openWindow(t, { folder, emulator: served, ...decoder() });
    const { id } = await tasks.create(shot(folder, served, 'A door', { waitsFor: { shot: 'Kitchen', file: path.join(folder, 'gone.mp4') } }));
    assert.match((await reaches(tasks, id, 'paused')).failure?.message ?? '', /last frame of gone\.mp4, which no longer exists/u);
    assert.equal(served.submits(), 0);
  });

  it('waits on through a restart, in whichever window drives, and only that one takes the frame', async (t) => {
    const folder = await temporaryFolder(t);
    const served = await emulator(t, { ripening: { by: 'hand' } });
    const [one, two] = [decoder(), decoder()];
    const before = openWindow(t, { folder, emulator: served, ...one }).tasks;
    const { first, second } = await pair(before, folder, served);
    const third = await before.create(shot(folder, served, 'A street', { waitsFor: { shot: 'Door', task: second.id } }));
    await reaches(before, first.id, 'running');
    await before.dispose();
    const driving = openWindow(t, { folder, emulator: served, ...two }).tasks;
    await driving.ready;
    const looking = openWindow(t, { folder, emulator: served, ...one }).tasks;
    await looking.ready;
    assert.deepEqual([second, third].map(({ id }) => looking.get(id)?.state), ['held', 'held']);
    for (const id of [first.id, second.id, third.id]) {
      await reaches(looking, id, 'running');
      served.finish();
      await reaches(looking, id, 'completed');
    }
    assert.deepEqual([served.submits(), one.asked.length, two.asked.length], [3, 0, 2]);
  });

  it('keeps no window busy while nobody ordered the shot before, and goes on when its take is named', async (t) => {
    const folder = await temporaryFolder(t);
    const served = await emulator(t);
    const { tasks } = openWindow(t, { folder, emulator: served, ...decoder() });
    const { id } = await tasks.create(shot(folder, served, 'A door', { waitsFor: { shot: 'Kitchen' } }));
    const other = await tasks.create(shot(folder, served, 'A garden'));
    const take = await reaches(tasks, other.id, 'completed');
    assert.equal(tasks.get(id)?.state, 'held');
    await tasks.waitOn(id, { file: take.file ?? '' });
    await reaches(tasks, id, 'completed');
    assert.equal(served.submits(), 2);
  });

  it('pauses when the task that it waits for is removed', async (t) => {
    const folder = await temporaryFolder(t);
    const served = await emulator(t, { ripening: { by: 'hand' } });
    const { tasks } = openWindow(t, { folder, emulator: served, ...decoder() });
    const { first, second } = await pair(tasks, folder, served);
    await reaches(tasks, first.id, 'running');
    await tasks.remove(first.id);
    await until(tasks, 'the waiting task to pause', () => (tasks.get(second.id)?.state === 'paused' ? true : undefined));
    await rm(path.join(folder, 'videos'), { recursive: true, force: true });
    assert.equal(served.submits(), 1);
  });
});
