import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { backoffDelay, firstPollDelay, pollDelay } from '../../../../src/tasks/tracker/pace.ts';
import { startable } from '../../../../src/tasks/tracker/slots.ts';
import type { Task } from '../../../../src/tasks/task.ts';
import { taskStates } from '../../../../src/tasks/task.ts';
import { waitingTask } from '../support/records.ts';
import { assertProperty } from '../../../support/property.ts';

const random = fc.double({ min: 0, max: 0.999999, noNaN: true }).map((value) => ({ random: () => value }));

describe('the pace', () => {
  it('asks first after 5 s, or sooner where the interval is shorter', () => {
    assert.equal(firstPollDelay(10_000), 5000);
    assert.equal(firstPollDelay(1000), 1000);
  });

  it('asks every interval ±20 %', () => {
    assertProperty(fc.property(random, (clock) => {
      const delay = pollDelay(10_000, clock);
      assert.ok(delay >= 8000 && delay <= 12_000);
    }));
  });

  it('backs off 10, 20, 40, 60 s and stays there', () => {
    const middle = { random: () => 0.5 };
    assert.deepEqual([1, 2, 3, 4, 5, 99].map((misses) => backoffDelay(misses, middle) / 1000), [10, 20, 40, 60, 60, 60]);
  });

  it('waits as long as the gateway asks, within an hour', () => {
    assertProperty(fc.property(random, fc.integer({ min: 1, max: 20 }), fc.integer({ min: 0, max: 1e9 }), (clock, misses, asked) => {
      const delay = backoffDelay(misses, clock, asked);
      assert.ok(delay >= Math.min(asked, 3600_000));
      assert.ok(delay <= 3600_000);
    }));
  });
});

describe('the slots', () => {
  const anyTask = fc.record({
    number: fc.nat(), state: fc.constantFrom(...taskStates), gateway: fc.constantFrom('apimart' as const, 'toapis' as const, 'animatic' as const), retryAt: fc.option(fc.integer({ min: 0, max: 2000 }), { nil: undefined }),
  }).map(({ number, state, gateway, retryAt }): Task => waitingTask({ id: `${String(number).padStart(12, '0')}-abcdef`, state, gateway, ...(retryAt !== undefined && { retryAt }) }));

  it('never let more paid tasks run than asked, start the oldest, and leave none empty', () => {
    assertProperty(fc.property(fc.uniqueArray(anyTask, { selector: ({ id }) => id, maxLength: 40 }), fc.integer({ min: 1, max: 6 }), (tasks, most) => {
      const isPaid = ({ gateway }: Task): boolean => gateway !== 'animatic';
      const running = tasks.filter((task) => isPaid(task) && ['submitting', 'queued', 'running'].includes(task.state));
      const ready = tasks.filter((task) => isPaid(task) && task.state === 'waiting' && (task.retryAt ?? 0) <= 1000).sort((a, b) => (a.id < b.id ? -1 : 1));
      const started = startable(tasks, () => false, most, 1000).filter(isPaid);
      assert.deepEqual(started, ready.slice(0, Math.max(0, most - running.length)));
    }));
  });

  it('count a task that is being prepared', () => {
    const [first, second] = [waitingTask({ id: 'a-1' }), waitingTask({ id: 'b-2' })];
    assert.deepEqual(startable([first, second], (id) => id === first.id, 1, 0), []);
    assert.deepEqual(startable([first, second], (id) => id === first.id, 2, 0), [second]);
  });
});
