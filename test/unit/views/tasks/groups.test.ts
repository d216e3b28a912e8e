import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Task, TaskState } from '../../../../src/tasks/task.ts';
import { defaultSettings } from '../../../../src/shots/shot.ts';
import { groupTasks } from '../../../../src/views/tasks/groups.ts';

const noon = new Date(2026, 10, 20, 12).getTime();
const hours = 3_600_000;

function task(id: string, state: TaskState, times: Partial<Pick<Task, 'createdAt' | 'completedAt'>> = {}): Task {
  return {
    version: 1, id, revision: 1, gateway: 'animatic', state, progress: 0, prompt: id, sentPrompt: id, settings: defaultSettings,
    folder: '/videos', createdAt: noon, idempotencyKey: id, ...times,
  };
}

describe('the groups of the task view', () => {
  it('puts what is active first, whatever its age', () => {
    const groups = groupTasks([task('new', 'completed'), task('old', 'paused', { createdAt: noon - 72 * hours })], noon, 'en');
    assert.deepEqual(groups.map((group) => group.key), ['active', '2026-11-20']);
    assert.deepEqual(groups[0]?.tasks.map((one) => one.id), ['old']);
  });

  it('puts finished tasks under the local day on which they ended, newest first', () => {
    const groups = groupTasks([
      task('monday', 'failed', { createdAt: noon - 96 * hours }),
      task('early', 'completed', { completedAt: noon - 2 * hours }),
      task('late', 'completed', { createdAt: noon - 30 * hours, completedAt: noon - 1 * hours }),
      task('yesterday', 'cancelled', { createdAt: noon - 24 * hours }),
    ], noon, 'en');
    assert.deepEqual(groups.map((group) => group.tasks.map((one) => one.id)), [['late', 'early'], ['yesterday'], ['monday']]);
    assert.deepEqual(groups.slice(0, 2).map((group) => group.label), ['Today', 'Yesterday']);
  });

  it('keeps tasks of one order together: among the active ones until the last has ended, then on the day of that', () => {
    const order = { id: 'o', title: 'courier' };
    const [first, second, alone] = [{ ...task('a', 'completed', { completedAt: noon - 30 * hours }), order }, { ...task('b', 'held'), order }, task('c', 'completed', { completedAt: noon - 30 * hours })];
    const open = groupTasks([alone, second, first], noon, 'en');
    assert.deepEqual(open.map(({ key, rows }) => [key, rows.map(({ id }) => id)]), [['active', ['o']], ['2026-11-19', ['c']]]);
    const closed = groupTasks([alone, { ...second, state: 'failed', completedAt: noon - hours }, first], noon, 'en');
    assert.deepEqual(closed.map(({ key, rows }) => [key, rows.map(({ id }) => id)]), [['2026-11-20', ['o']], ['2026-11-19', ['c']]]);
    // What was tried once more is history: it stands alone.
    const retried = groupTasks([{ ...task('d', 'running'), order, again: 'b' }, { ...second, state: 'failed', completedAt: noon - hours }, first], noon, 'en');
    assert.deepEqual(retried.map(({ key, rows }) => [key, rows.map(({ id }) => id)]), [['active', ['o']], ['2026-11-20', ['b']]]);
  });

  it('has no group without tasks', () => {
    assert.deepEqual(groupTasks([], noon, 'en'), []);
  });
});
