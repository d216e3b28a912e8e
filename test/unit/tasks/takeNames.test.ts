import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { defaultSettings } from '../../../src/shots/shot.ts';
import type { Take } from '../../../src/takes/take.ts';
import type { TakeChange } from '../../../src/takes/takes.ts';
import type { TaskChange } from '../../../src/tasks/change.ts';
import type { Task } from '../../../src/tasks/task.ts';
import type { TakeNames } from '../../../src/tasks/takeNames.ts';
import { createTakeNames } from '../../../src/tasks/takeNames.ts';

const source = { uri: 'file:///film.hailuo', line: 1, title: 'Pack shot' };

function task(id: string, more: Partial<Task> = {}): Task {
  return {
    version: 1, id, revision: 1, gateway: 'apimart', state: 'running', progress: 0, prompt: 'A bottle', sentPrompt: 'A bottle', settings: defaultSettings, folder: '/videos', source,
    createdAt: Number(id), idempotencyKey: id, ...more,
  };
}

function take(file: string, more: Partial<Take> = {}): Take {
  return { file, shot: { prompt: 'A bottle', settings: defaultSettings }, favourite: false, source, ...more };
}

interface World {
  readonly names: TakeNames;
  /** Each time, what was renamed. */
  readonly renamed: (readonly string[])[];
  readonly tell: (change: Partial<TaskChange>) => void;
  readonly read: (takes: readonly Take[]) => void;
  readonly change: (change: Partial<TakeChange>) => void;
}

async function world(list: readonly Task[] = [], sourceNow?: (uri: string, at: number) => string): Promise<World> {
  let [tell, read, change] = [(_: TaskChange): void => undefined, (_: readonly Take[]): void => undefined, (_: TakeChange): void => undefined];
  const keep = <T>(set: (listener: (news: T) => void) => void) => (listener: (news: T) => void) => {
    set(listener);
    return () => undefined;
  };
  const names = createTakeNames({
    tasks: { list: () => list, ready: Promise.resolve(), onDidChange: keep<TaskChange>((listener) => { tell = listener; }) },
    takes: { onDidRead: keep<readonly Take[]>((listener) => { read = listener; }), onDidChange: keep<TakeChange>((listener) => { change = listener; }) },
    ...(sourceNow && { sourceNow }),
  });
  await Promise.resolve();
  const renamed: (readonly string[])[] = [];
  names.onDidChange((which) => renamed.push([...which].sort()));
  return {
    names, renamed,
    tell: (news) => { tell({ changed: [], removed: [], ...news }); }, read: (takes) => { read(takes); }, change: (news) => { change({ changed: [], removed: [], ...news }); },
  };
}

describe('the name of a take', () => {
  it('is the same for the task and for its video', async () => {
    const { names, tell, read } = await world([task('1'), task('2')]);
    assert.deepEqual(['1', '2'].map((id) => names.ofTask(task(id))), ['Pack shot · take 1', 'Pack shot · take 2']);
    const video = take('/videos/b.mp4', { id: '2', createdAt: 2 });
    assert.equal(names.ofTake(video), 'Pack shot · take 2');
    tell({ changed: [task('2', { state: 'completed', file: video.file })] });
    read([video]);
    assert.equal(names.ofTake(video), 'Pack shot · take 2');
  });

  it('is the shot alone while there is one take, and says so of the first when a second comes', async () => {
    const { names, renamed, tell } = await world([task('1')]);
    assert.equal(names.ofTask(task('1')), 'Pack shot');
    tell({ changed: [task('1', { progress: 40 })] });
    assert.deepEqual(renamed, []);
    tell({ changed: [task('2')] });
    assert.deepEqual(renamed, [['1']]);
    assert.equal(names.ofTask(task('1')), 'Pack shot · take 1');
  });

  it('has no number where no take comes of it', async () => {
    const { names } = await world([task('1', { state: 'failed' }), task('2', { state: 'cancelled' }), task('3')]);
    assert.deepEqual(['1', '2', '3'].map((id) => names.ofTask(task(id))), ['Pack shot', 'Pack shot', 'Pack shot']);
  });

  it('counts takes that came with the folder, and tells of them by their files', async () => {
    const { names, renamed, read } = await world([task('9')]);
    const theirs = take('/clone/a.mp4', { id: 'elsewhere', createdAt: 5 });
    read([theirs]);
    assert.deepEqual(renamed, [['9']]);
    assert.deepEqual([names.ofTake(theirs), names.ofTask(task('9'))], ['Pack shot · take 1', 'Pack shot · take 2']);
  });

  it('keeps the number that was given with the order when an earlier take is discarded', async () => {
    const { names, tell, change, read } = await world([task('1', { takeNumber: 1 }), task('2', { takeNumber: 2 })]);
    const [first, second] = [take('/videos/a.mp4', { id: '1', createdAt: 1, takeNumber: 1 }), take('/videos/b.mp4', { id: '2', createdAt: 2, takeNumber: 2 })];
    read([first, second]);
    change({ removed: [first.file] });
    tell({ removed: ['1'] });
    assert.deepEqual([names.ofTask(task('2')), names.ofTake(second)], ['Pack shot · take 2', 'Pack shot · take 2']);
    assert.equal(names.next(task('3')), 3);
  });

  it('gives each of several that are ordered at once a number of its own', async () => {
    const { names, tell } = await world();
    assert.deepEqual(['1', '2', '3'].map((id) => names.next(task(id))), [1, 2, 3]);
    tell({ changed: [task('2', { takeNumber: 2 })] });
    assert.equal(names.next(task('4')), 4);
    assert.equal(names.next(task('5', { prompt: '', source: undefined as never })), undefined);
  });

  it('follows a document that was moved', async () => {
    const { names } = await world([task('1'), task('2', { source: { ...source, uri: 'file:///new.hailuo' } })], (uri, at) => (at < 2 ? uri.replace('film', 'new') : uri));
    assert.deepEqual(['1', '2'].map((id) => names.ofTask(task(id))), ['Pack shot · take 1', 'Pack shot · take 2']);
  });

  it('tells a take that nobody counted by the number in its metadata file', async () => {
    const { names } = await world();
    assert.equal(names.ofTake(take('/elsewhere/a.mp4', { takeNumber: 3 })), 'Pack shot · take 3');
    assert.equal(names.ofTake(take('/elsewhere/film.mp4', { film: { name: 'Harbour', shots: 6 } })), 'Film: Harbour (6 shots)');
  });
});
