import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Task, TaskState } from '../../../src/tasks/task.ts';
import { ordersIn } from '../../../src/tasks/taskOrders.ts';
import { orderTitle, orderWords } from '../../../src/tasks/words.ts';
import { waitingTask } from './support/records.ts';

const film = { id: 'a', title: 'courier' };
const task = (id: string, state: TaskState, more: Partial<Task> = {}): Task => waitingTask({ id, state, order: film, ...more });

function only(...tasks: readonly Task[]) {
  const order = ordersIn(tasks).get('a');
  assert.ok(order);
  return order;
}

describe('what was ordered together', () => {
  it('adds its progress up, and counts what has come and what failed', () => {
    const order = only(task('d', 'failed'), task('c', 'held', { waitsFor: { shot: 'B', task: 'b' } }), task('b', 'running', { progress: 40 }), task('a', 'completed', { progress: 100 }));
    assert.deepEqual(order.tasks.map(({ id }) => id), ['a', 'b', 'c', 'd']);
    assert.deepEqual([order.completed, order.failed, order.progress, order.isOpen, order.goesOn], [1, 1, 60, true, true]);
    assert.equal(orderWords(order), '1 of 4 · 60% · 1 failed');
    assert.equal(orderTitle(order), 'courier');
    const { title: _none, ...untitled } = order;
    assert.equal(orderTitle(untitled), '4 videos');
  });

  it('counts a second try in the place of the one that failed', () => {
    const order = only(task('a', 'failed'), task('b', 'completed'), task('z', 'running', { again: 'a', progress: 50 }));
    assert.deepEqual(order.tasks.map(({ id }) => id), ['z', 'b']);
    assert.deepEqual([order.failed, order.progress], [0, 75]);
    assert.equal(only(task('a', 'failed'), task('b', 'completed'), task('y', 'failed', { again: 'a' }), task('z', 'running', { again: 'y' })).tasks[0]?.id, 'z');
  });

  it('goes on while something comes by itself: a held shot does only when the one before does', () => {
    const held = task('b', 'held', { waitsFor: { shot: 'A', task: 'a' } });
    const chain = task('c', 'held', { waitsFor: { shot: 'B', task: 'b' } });
    const goesOn = (...tasks: readonly Task[]): boolean => only(...tasks).goesOn;
    assert.equal(goesOn(task('a', 'running'), held, chain), true);
    assert.equal(goesOn(task('a', 'paused'), held, chain), false);
    assert.equal(goesOn(task('a', 'unconfirmed'), held, chain), false);
    assert.equal(goesOn(task('a', 'completed', { file: '/a.mp4' }), held, chain), true);
    assert.equal(goesOn(task('b', 'held', { waitsFor: { shot: 'C', task: 'c' } }), chain), false, 'a circle never comes');
    assert.deepEqual([only(task('a', 'completed'), task('b', 'cancelled')).isOpen, goesOn(task('a', 'completed'), task('b', 'cancelled'))], [false, false]);
  });

  it('is no order with one task, and none while it needs approval', () => {
    assert.equal(ordersIn([task('a', 'running'), waitingTask({ id: 'b' })]).size, 0);
    assert.equal(ordersIn([task('a', 'needsApproval'), task('b', 'needsApproval')]).size, 0);
  });
});
