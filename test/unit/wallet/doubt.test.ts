import assert from 'node:assert/strict';
import * as path from 'node:path';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { newHolder } from '../../../src/storage/holder.ts';
import type { Task } from '../../../src/tasks/task.ts';
import type { TaskEvent } from '../../../src/tasks/transition.ts';
import { transition } from '../../../src/tasks/transition.ts';
import { createDecisions } from '../../../src/wallet/decide.ts';
import type { Entry } from '../../../src/wallet/entry.ts';
import type { Order } from '../../../src/wallet/order.ts';
import { after } from '../../../src/wallet/order.ts';
import { assertProperty } from '../../support/property.ts';
import { followTasks } from '../../../src/wallet/followTasks.ts';
import { createWallet } from '../../../src/wallet/wallet.ts';
import { waitingTask } from '../tasks/support/records.ts';
import { atEnd, emulator, newTask, openWindow, silent, temporaryFolder } from '../tasks/support/world.ts';

const prepared = { sentPrompt: 'A cat', body: {} };
const failure = { class: 'unknown-outcome', message: 'No reply.' } as const;
const refusal = { class: 'rate', message: 'Busy.' } as const;
const submitting: TaskEvent = { kind: 'submitting', prepared, at: 2000 };
const lost: TaskEvent = { kind: 'unknownOutcome', failure };
const again: TaskEvent = { kind: 'submitAgain', at: 3000 };
const stopped: TaskEvent = { kind: 'stopped', at: 4000 };
const notCharged: TaskEvent = { kind: 'notCharged', at: 4000 };
const accepted: TaskEvent = { kind: 'accepted', remoteId: 'task_a', at: 5000 };

/** One paid task and its ledger, which is written before a request leaves and after each change. */
function ordered(first: Task = waitingTask()) {
  const orders = new Map<string, Order>();
  const decide = createDecisions({ settings: () => ({ prices: { 'apimart 768p 6 s': '0.28' }, caps: {} }), now: () => 2000, holder: newHolder(), language: 'en' });
  let task = first;
  const add = (lines: readonly Entry[]): number => {
    for (const line of lines) {
      const order = after(orders.get(line.id), line);
      if (order) orders.set(order.id, order);
    }
    return lines.length;
  };
  const settle = (): number => add(decide.settle(orders, [task]));
  const restart = (): number => add(decide.reconcile(orders, (id) => (id === task.id ? task : undefined), [task]));
  add(decide.reserve([], [{ task: task.id, shot: 'Cat', gateway: 'apimart', seconds: 6, resolution: '768p' }]).lines);
  return {
    settle, restart, task: () => task, states: () => [...orders.values()].map(({ state }) => state),
    happens: (...events: readonly TaskEvent[]): void => {
      for (const event of events) {
        const step = transition(task, event);
        if (step.kind === 'refused') continue;
        if (event.kind === 'submitting') add(decide.permit([...orders.values()], task).lines);
        task = step.task;
        settle();
      }
    },
  };
}

/** What the ledger says after these changes, when another window and the next start have settled the same as well. */
function told(...events: readonly TaskEvent[]): readonly string[] {
  const { happens, settle, restart, states } = ordered();
  happens(...events);
  assert.deepEqual([settle(), restart(), restart()], [0, 0, 0], JSON.stringify(states()));
  return states();
}

describe('a paid request that may have been charged', () => {
  it('stays in doubt when it was stopped while it was out, and when the gateway then accepts it', () => {
    assert.deepEqual(told(submitting, stopped), ['unconfirmed']);
    assert.deepEqual(told(submitting, stopped, accepted), ['unconfirmed']);
    assert.deepEqual(told(submitting, lost, again, submitting, stopped), ['unconfirmed', 'unconfirmed']);
  });

  it('stays in doubt when it is removed from the list while its reply is lost, whatever the last failure was', () => {
    assert.deepEqual(told(submitting, lost, stopped), ['unconfirmed']);
    assert.deepEqual(told(submitting, lost, again, { kind: 'paused', failure: { class: 'denied', message: 'Over the limit.' } }, stopped), ['unconfirmed']);
  });

  it('is given back when it was stopped after a clear refusal, also where that is forgotten by now', () => {
    const deferred: TaskEvent = { kind: 'deferred', failure: refusal, retryAt: 3000 };
    assert.deepEqual([told(stopped), told(submitting, deferred, stopped), told(submitting, deferred, { kind: 'checkRequested', at: 3000 }, stopped)], [['released'], ['released'], ['released']]);
  });

  it('is given back with every try of it when the person says that it was not charged', () => {
    assert.deepEqual(told(submitting, lost, notCharged), ['released']);
    assert.deepEqual(told(submitting, lost, again, submitting, lost, notCharged), ['released', 'released']);
    assert.deepEqual(told(submitting, lost, again, submitting, { kind: 'refused', failure: refusal, at: 3500 }, notCharged), ['released', 'released']);
    assert.deepEqual(told(submitting, lost, again, submitting, lost, again, submitting, lost, notCharged), ['released', 'released', 'released']);
  });

  it('keeps its first try in doubt when the second one came to a task', () => {
    assert.deepEqual(told(submitting, lost, again, submitting, accepted, { kind: 'read', reading: { phase: 'failed', failure: refusal }, at: 6000 }), ['unconfirmed', 'released']);
  });

  it('is judged alike by every window and every start, and lets go of only by the gateway’s word or the person’s, in whatever life', () => {
    const ends = new Map<string, number>();
    const at = 6000;
    const common = fc.constantFrom<TaskEvent>(submitting, lost, again, accepted, { kind: 'checkRequested', at }, { kind: 'deferred', failure: refusal, retryAt: at }, { kind: 'paused', failure: { class: 'denied', message: 'Over the limit.' } });
    const rarer = fc.constantFrom<TaskEvent>(
      stopped, notCharged, { kind: 'trackedAgain', at }, { kind: 'adopted', remoteId: 'task_b', at }, { kind: 'unknownRemote', failure: refusal, at }, { kind: 'ownerLost', failure }, { kind: 'refused', failure: refusal, at },
      { kind: 'read', reading: { phase: 'running', cost: '0' }, at }, { kind: 'read', reading: { phase: 'cancelled', failure: { class: 'cancelled', message: 'Given up.' } }, at },
    );
    const anyLife = fc.array(fc.oneof({ weight: 3, arbitrary: common }, { weight: 1, arbitrary: rarer }), { maxLength: 40, size: 'max' });
    assertProperty(fc.property(anyLife, (events) => {
      const { happens, settle, restart, states, task } = ordered();
      for (const event of events) {
        const before = task();
        // A reply to a request that was certainly refused, or that the person said was not charged, comes from no gateway.
        if (event.kind === 'accepted' && before.state === 'cancelled' && before.mayBeCharged !== true) continue;
        happens(event);
        if (task() === before) continue;
        assert.deepEqual([settle(), restart()], [0, 0], `${event.kind} → ${task().state}: ${states().join()}`);
        if (task().state !== 'cancelled') continue;
        if (event.kind === 'notCharged') assert.deepEqual([...new Set(states())], ['released'], event.kind);
        if (event.kind === 'stopped' && ['submitting', 'unconfirmed', 'queued', 'running', 'downloading'].includes(before.state)) assert.ok(!states().includes('released'), `${before.state}: ${states().join()}`);
        ends.set(event.kind, (ends.get(event.kind) ?? 0) + 1);
      }
    }), { runs: 3_000 });
    assert.ok(['stopped', 'notCharged', 'read', 'accepted'].every((kind) => (ends.get(kind) ?? 0) > 5), JSON.stringify([...ends]));
  });

  it('counts, once, when it is stopped while the gateway has it and has not replied, for two windows and the next start', async (t) => {
    const folder = await temporaryFolder(t);
    const served = await emulator(t);
    served.setFault({ step: 'submit', fault: { kind: 'silence', accepted: true } });
    const prices = { 'apimart 768p 6 s': '0.28' };
    const openWallet = () => {
      const wallet = createWallet({ folder: path.join(folder, 'wallet'), log: silent, language: 'en', settings: () => ({ prices, caps: { day: 280_000 } }) });
      atEnd(t, () => {
        wallet.dispose();
        return Promise.resolve();
      });
      return wallet;
    };
    const [first, second] = [openWallet(), openWallet()];
    const { tasks } = openWindow(t, { folder: path.join(folder, 'tasks'), emulator: served, permit: (task) => first.permit(task) });
    const stop = followTasks(first, tasks, silent);
    const { id } = await tasks.create({ ...newTask(folder), baseUrl: served.apimart });
    await served.log.reached('submit', 1);
    await tasks.stopTracking(id);
    const stopped = tasks.get(id) ?? assert.fail();
    for (const wallet of [first, second, first]) await wallet.settle([stopped]);
    stop();
    await tasks.dispose();
    const next = openWallet();
    await next.reconcile((one) => (one === id ? stopped : undefined), [stopped]);
    assert.deepEqual([next.orders().map(({ state }) => state), served.submits(), next.over([{ gateway: 'apimart', seconds: 6, resolution: '768p' }])?.used.micros], [['unconfirmed'], 1, 280_000]);
  });
});
