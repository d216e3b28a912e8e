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
  it('are those of the shot as it was filled in, and those that were made before its words were changed', () => {
    const source = (uri: string) => ({ source: { uri, line: 3, written: '[Push in] {{hero}}\r\nruns' } });
    const made = [
      task('1', '[Push in] a courier\nruns', 'completed', source('file:///a.hailuo')), task('2', '[Push in] two sisters\nruns', 'completed', source('file:///a.hailuo')),
      task('3', '[Push in] a dog\nruns', 'completed', source('file:///other.hailuo')), task('4', '[Push in] a courier\r\nruns', 'completed'),
    ];
    const identity = { prompt: '[Push in] a courier\nruns', written: { prompt: '[Push in] {{hero}}\nruns', uri: 'file:///a.hailuo' }, made: new Set<string>() };
    assert.deepEqual(takesOf(made, identity, told).map(({ id }) => id), ['4', '2', '1']);
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
