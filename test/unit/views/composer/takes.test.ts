import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { defaultSettings } from '../../../../src/shots/shot.ts';
import type { Task, TaskState } from '../../../../src/tasks/task.ts';
import { taskTitle } from '../../../../src/tasks/words.ts';
import { takesOf } from '../../../../src/views/composer/takes.ts';

function task(id: string, prompt: string, state: TaskState, more: Partial<Task> = {}): Task {
  return {
    version: 1, id, revision: 0, gateway: 'animatic', state, progress: 0, prompt, sentPrompt: prompt, settings: defaultSettings, folder: '/videos',
    createdAt: Number(id), idempotencyKey: id, ...more,
  };
}

describe('the takes of the shot on the table', () => {
  const tasks = [
    task('1', 'A cat', 'completed', { file: '/videos/1.mp4' }), task('2', 'A dog', 'completed', { file: '/videos/2.mp4' }),
    task('3', 'A cat, older words', 'running', { progress: 40 }), task('4', 'A cat ', 'failed'),
  ];
  const told = { now: 0, language: 'en', names: { ofTask: taskTitle }, uriOf: (file: string): string => `link:${file}` };

  it('are those that were made here or say the same, newest first', () => {
    assert.deepEqual(takesOf(tasks, { prompt: 'A cat', made: new Set(['3']) }, told).map(({ id }) => id), ['4', '3', '1']);
  });
  it('tell how far they are, and show their video', () => {
    const [failed, running, done] = takesOf(tasks, { prompt: 'A cat', made: new Set(['3']) }, told);
    assert.deepEqual([failed?.failed, running?.running, running?.progress, done?.video], [true, true, 40, 'link:/videos/1.mp4']);
    assert.match(running?.words ?? '', /40/);
  });
  it('are none while nothing is written, although other tasks have no prompt either', () => {
    assert.deepEqual(takesOf([task('1', '', 'failed')], { prompt: ' ', made: new Set() }, told), []);
  });
});
