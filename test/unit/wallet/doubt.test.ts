import assert from 'node:assert/strict';
import * as path from 'node:path';
import type { TestContext } from 'node:test';
import { describe, it } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import fc from 'fast-check';
import type { Gateway, SubmitOutcome } from '../../../src/gateways/gateway.ts';
import { newHolder } from '../../../src/storage/holder.ts';
import type { Task } from '../../../src/tasks/task.ts';
import type { TaskEvent } from '../../../src/tasks/taskEvent.ts';
import { transition } from '../../../src/tasks/transition.ts';
import { createDecisions } from '../../../src/wallet/decide.ts';
import type { Entry } from '../../../src/wallet/entry.ts';
import type { Order } from '../../../src/wallet/order.ts';
import { after } from '../../../src/wallet/order.ts';
import { assertProperty } from '../../support/property.ts';
import { followTasks } from '../../../src/wallet/followTasks.ts';
import type { Wallet } from '../../../src/wallet/wallet.ts';
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
const saved: readonly TaskEvent[] = [{ kind: 'read', reading: { phase: 'completed', result: { kind: 'link', url: 'https://files.example/a.mp4' } }, at: 6100 }, { kind: 'saved', file: '/film/a.mp4', bytes: 9, sha256: 'ab', at: 6200 }];
const accepted: TaskEvent = { kind: 'accepted', remoteId: 'task_a', at: 5000 };

/** A clear refusal of the request that left at this time, in each of its ways. */
const refusals = (of: number): readonly [TaskEvent, TaskEvent, TaskEvent] => [{ kind: 'deferred', failure: refusal, retryAt: 5000, of }, { kind: 'refused', failure: refusal, at: 5000, of }, { kind: 'paused', failure: { class: 'auth', message: 'No key.' }, of }];

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

  it('is given back when its clear refusal comes after it was stopped, removed from the list, or taken for lost by another window', () => {
    for (const late of refusals(2000)) {
      assert.deepEqual([told(submitting, stopped, late), told(submitting, lost, stopped, late), told(submitting, lost, again, stopped, late)], [['released'], ['released'], ['released']], late.kind);
    }
    const taken: TaskEvent = { kind: 'ownerLost', failure };
    assert.deepEqual([told(submitting, taken, refusals(2000)[0], stopped), told(submitting, taken, refusals(2000)[1])], [['released'], ['released']]);
    // And where it then goes out again by itself, one video counts once.
    const second: TaskEvent = { ...submitting, at: 3500 };
    assert.deepEqual(told(submitting, taken, refusals(2000)[0], second, accepted, ...saved), ['released', 'charged']);
  });

  it('stays in doubt where another request of it was refused, or where it had not left', () => {
    const second: TaskEvent = { ...submitting, at: 3500 };
    for (const late of [0, 1999, 2500].flatMap(refusals)) assert.deepEqual(told(submitting, stopped, late), ['unconfirmed'], JSON.stringify(late));
    // The refusal of the first request, after the second one has left: that one may still be charged.
    for (const late of refusals(2000)) {
      assert.deepEqual(told(submitting, lost, again, second, stopped, late), ['unconfirmed', 'unconfirmed']);
      assert.deepEqual(told(submitting, lost, again, second, late, lost), ['unconfirmed', 'unconfirmed']);
    }
    // The second one was refused: the first one's question stays.
    for (const late of refusals(3500)) {
      const ends: readonly TaskEvent[][] = [[stopped, late], [lost, stopped, late], [lost, late, stopped]];
      for (const end of ends) assert.equal(told(submitting, lost, again, second, ...end)[0], 'unconfirmed', late.kind);
    }
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

  it('is one video, where the second try of it was clearly refused and the person then finds the first one', () => {
    const second: TaskEvent = { ...submitting, at: 3500 };
    const adopted: TaskEvent = { kind: 'adopted', remoteId: 'task_b', at: 6000 };
    const given: TaskEvent = { kind: 'read', reading: { phase: 'failed', failure: refusal }, at: 6100 };
    for (const at of [1, 2] as const) {
      const [late, third] = [refusals(3500)[at], refusals(5500)[at]];
      const open: readonly TaskEvent[] = [submitting, lost, again, second, late];
      assert.deepEqual([told(...open), told(...open, adopted, ...saved), told(...open, adopted, given)], [['unconfirmed', 'released'], ['charged', 'released'], ['released', 'released']], late.kind);
      assert.deepEqual(told(...open, again, { ...submitting, at: 5500 }, third, adopted, ...saved), ['charged', 'released', 'released']);
    }
    assert.deepEqual(told(submitting, lost, again, second, stopped, refusals(3500)[1]), ['unconfirmed', 'released']);
    assert.deepEqual(told(submitting, lost, again, second, refusals(3500)[0], stopped), ['unconfirmed', 'released']);
  });

  it('is judged alike by every window and every start, and lets go of only by the gateway’s word or the person’s, in whatever life', () => {
    const ends = new Map<string, number>();
    const at = 6000;
    const common = fc.constantFrom<TaskEvent>(submitting, { ...submitting, at: 3500 }, lost, again, accepted, { kind: 'checkRequested', at }, { kind: 'deferred', failure: refusal, retryAt: at }, { kind: 'paused', failure: { class: 'denied', message: 'Over the limit.' } });
    const rarer = fc.constantFrom<TaskEvent>(
      ...[0, 2000, 3500].flatMap(refusals), stopped, notCharged, { kind: 'trackedAgain', at }, { kind: 'adopted', remoteId: 'task_b', at }, { kind: 'unknownRemote', failure: refusal, at }, { kind: 'ownerLost', failure }, { kind: 'refused', failure: refusal, at },
      { kind: 'read', reading: { phase: 'running', cost: '0' }, at }, { kind: 'read', reading: { phase: 'cancelled', failure: { class: 'cancelled', message: 'Given up.' } }, at },
    );
    const anyLife = fc.array(fc.oneof({ weight: 3, arbitrary: common }, { weight: 1, arbitrary: rarer }), { maxLength: 40, size: 'max' });
    assertProperty(fc.property(anyLife, (events) => {
      const { happens, settle, restart, states, task } = ordered();
      for (const event of events) {
        const [before, given] = [task(), states().filter((state) => state === 'released').length];
        // A reply to a request that was certainly refused, or that the person said was not charged, comes from no gateway.
        if (event.kind === 'accepted' && before.state === 'cancelled' && before.mayBeCharged !== true) continue;
        happens(event);
        if (task() === before) continue;
        assert.deepEqual([settle(), restart()], [0, 0], `${event.kind} → ${task().state}: ${states().join()}`);
        if (task().state !== 'cancelled') continue;
        if (event.kind === 'notCharged') assert.deepEqual([...new Set(states())], ['released'], event.kind);
        if (event.kind === 'stopped' && ['submitting', 'unconfirmed', 'queued', 'running', 'downloading'].includes(before.state)) assert.ok(states().filter((state) => state === 'released').length === given && given < states().length, `${before.state}: ${states().join()}`);
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

const kind = { gateway: 'toapis', seconds: 6, resolution: '768p' } as const;

/** A gateway that is prepared for when the test says so, replies when it says so, and counts what it is asked to be paid for. */
function slowlyPrepared() {
  const [asked, done, posted] = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()];
  const reply = Promise.withResolvers<SubmitOutcome>();
  const unused = (): Promise<never> => Promise.reject(new Error('not used'));
  let posts = 0;
  const gateway: Gateway = {
    id: 'toapis', paid: true,
    prepare: async ({ prompt }) => {
      asked.resolve(undefined);
      await done.promise;
      return { kind: 'prepared', prepared: { sentPrompt: prompt, body: {} } };
    },
    submit: () => {
      posts += 1;
      posted.resolve(undefined);
      return reply.promise;
    },
    status: () => Promise.resolve({ kind: 'reading', reading: { phase: 'running' } }),
    linkHeaders: () => Promise.resolve(undefined), forget: () => Promise.resolve(), upload: unused, balance: unused, checkKey: unused, curl: () => '',
  };
  return { gateway, posts: () => posts, reached: asked.promise, goOn: () => { done.resolve(undefined); }, posted: posted.promise, reply: reply.resolve };
}

/** A wallet with room for one video. */
function openWallet(t: TestContext, folder: string): Wallet {
  const wallet = createWallet({ folder: path.join(folder, 'wallet'), log: silent, language: 'en', settings: () => ({ prices: { 'toapis 768p 6 s': '0.28' }, caps: { day: 280_000 } }) });
  atEnd(t, () => {
    wallet.dispose();
    return Promise.resolve();
  });
  return wallet;
}

describe('a task that is given up on its way to the gateway', () => {
  for (const verb of ['stopTracking', 'remove'] as const) {
    it(`is not booked again after ${verb} while its picture uploads`, async (t) => {
      const folder = await temporaryFolder(t);
      const wallet = openWallet(t, folder);
      const { gateway, posts, reached, goOn } = slowlyPrepared();
      const leaves: string[] = [];
      const { tasks } = openWindow(t, { folder: path.join(folder, 'tasks'), gateways: { toapis: gateway }, permit: async (task) => { leaves.push(task.id); return wallet.permit(task); } });
      const id = 'shot-1';
      await wallet.reserve([{ task: id, shot: 'Cat', ...kind }]);
      await tasks.create(newTask(folder, { id, gateway: 'toapis', baseUrl: 'https://toapis.com' }));
      await reached;
      assert.equal((await tasks[verb](id)).kind, 'done');
      goOn();
      await turn();
      assert.deepEqual([leaves, posts()], [[], 0]);
      await tasks.dispose();
      await wallet.reconcile((one) => tasks.get(one), tasks.list());
      const after = tasks.get(id);
      if (after) assert.deepEqual(wallet.orders().map(({ state }) => state), ['released']);
    });

    it(`gets its money back after ${verb} while leave is given, which reads a balance`, async (t) => {
      const folder = await temporaryFolder(t);
      const wallet = openWallet(t, folder);
      const { gateway, posts, reached, goOn } = slowlyPrepared();
      const [asked, leave, given] = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()];
      const { tasks } = openWindow(t, {
        folder: path.join(folder, 'tasks'), gateways: { toapis: gateway },
        permit: async (task) => {
          asked.resolve(undefined);
          await leave.promise;
          return wallet.permit(task);
        },
        unsent: async (task, why) => {
          await wallet.unsent(task, why);
          given.resolve(undefined);
        },
      });
      const stop = followTasks(wallet, tasks, silent);
      const id = 'shot-1';
      await wallet.reserve([{ task: id, shot: 'Cat', ...kind }]);
      await tasks.create(newTask(folder, { id, gateway: 'toapis', baseUrl: 'https://toapis.com' }));
      goOn();
      await Promise.all([reached, asked.promise]);
      assert.equal((await tasks[verb](id)).kind, 'done');
      leave.resolve(undefined);
      await given.promise;
      stop();
      const stopped = tasks.get(id);
      await tasks.dispose();
      for (const one of [wallet, openWallet(t, folder)]) {
        await one.reconcile(() => stopped, stopped ? [stopped] : []);
        assert.deepEqual([[...new Set(one.orders().map(({ state }) => state))], posts(), one.over([kind])], [['released'], 0, undefined]);
      }
    });

    for (const retry of [true, false]) {
      it(`gets its money back after ${verb} when its request, which was out, is clearly refused${retry ? ' for the moment' : ''}`, async (t) => {
        const folder = await temporaryFolder(t);
        const wallet = openWallet(t, folder);
        const { gateway, posts, goOn, posted, reply } = slowlyPrepared();
        goOn();
        const { tasks } = openWindow(t, { folder: path.join(folder, 'tasks'), gateways: { toapis: gateway }, permit: (task) => wallet.permit(task), unsent: (task, why) => wallet.unsent(task, why) });
        const stop = followTasks(wallet, tasks, silent);
        const id = 'shot-1';
        await wallet.reserve([{ task: id, shot: 'Cat', ...kind }]);
        await tasks.create(newTask(folder, { id, gateway: 'toapis', baseUrl: 'https://toapis.com' }));
        await posted;
        assert.equal((await tasks[verb](id)).kind, 'done');
        reply({ kind: 'refused', retry, failure: { class: 'network', message: 'No connection.' } });
        await tasks.dispose();
        stop();
        const stopped = tasks.get(id);
        assert.equal(stopped === undefined, verb === 'remove');
        const next = openWallet(t, folder);
        await next.reconcile(() => stopped, stopped ? [stopped] : []);
        assert.deepEqual([next.orders().map(({ state }) => state), posts(), next.over([kind])], [['released'], 1, undefined]);
      });
    }
  }
});
