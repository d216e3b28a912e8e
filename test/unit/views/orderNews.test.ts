import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Failure } from '../../../src/gateways/failure.ts';
import type { Task, TaskState } from '../../../src/tasks/task.ts';
import { ordersIn } from '../../../src/tasks/taskOrders.ts';
import { createOrderNews, orderNewsWords } from '../../../src/views/orderNews.ts';
import { waitingTask } from '../tasks/support/records.ts';

const noCredit: Failure = { class: 'balance', message: 'No credit.', command: 'checkNow' };
const task = (id: string, state: TaskState, more: Partial<Task> = {}): Task => waitingTask({ id, state, order: { id: 'a', title: 'courier' }, ...more });

/** A film of tasks that change one after the other, and what is said each time. */
function film(...first: readonly Task[]) {
  const tasks = new Map(first.map((one) => [one.id, one]));
  const newsOf = createOrderNews();
  return (...changed: readonly Task[]): readonly string[] => {
    for (const one of changed) tasks.set(one.id, one);
    const { tasks: told, orders } = newsOf(changed, ordersIn([...tasks.values()]));
    return [...told.map(({ id, state }) => `${id} ${state}`), ...orders.map(orderNewsWords)];
  };
}

describe('the news of an order', () => {
  it('is one, at its end', () => {
    const say = film(...['a', 'b', 'c', 'd', 'e', 'f'].map((id) => task(id, 'running')));
    assert.deepEqual(['a', 'b', 'c', 'd', 'e'].flatMap((id) => say(task(id, 'completed'))), []);
    assert.deepEqual(say(task('f', 'completed')), ['All 6 videos are ready: courier']);
  });

  it('counts what did not come, with the reason that counts most', () => {
    const say = film(task('a', 'running'), task('b', 'held', { waitsFor: { shot: 'A', task: 'a' } }), task('c', 'running'));
    assert.deepEqual(say(task('c', 'completed')), []);
    assert.deepEqual(say(task('a', 'failed', { failure: { class: 'content', message: 'Refused.' } })), [], 'the held one has yet to hear of it');
    const paused = task('b', 'paused', { pausedFrom: 'held', waitsFor: { shot: 'A', task: 'a' }, failure: { class: 'result', message: 'A failed.' } });
    assert.deepEqual(say(paused), ['“courier”: 1 of 3 videos ready (1 failed, 1 paused). Refused.']);
  });

  it('asks at once what needs an answer while others go on, once for each reason', () => {
    const say = film(...['a', 'b', 'c', 'd'].map((id) => task(id, 'running')));
    assert.deepEqual(say(task('a', 'paused', { failure: noCredit }), task('b', 'paused', { failure: noCredit })), ['a paused']);
    assert.deepEqual(say(task('c', 'unconfirmed', { failure: { class: 'unknown-outcome', message: 'Lost.' } })), ['c unconfirmed']);
    assert.deepEqual(say(task('d', 'completed')), ['“courier”: 1 of 4 videos ready (2 paused, 1 unconfirmed). Lost.']);
  });

  it('is none when the person stopped the rest', () => {
    const say = film(task('a', 'running'), task('b', 'running'));
    assert.deepEqual([...say(task('a', 'completed')), ...say(task('b', 'cancelled'))], []);
  });

  it('leaves tasks that were ordered alone as they are', () => {
    assert.deepEqual(film()(waitingTask({ id: 'x', state: 'completed' })), ['x completed']);
  });
});
