import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createOrders, slipMs } from '../../../src/commands/orders.ts';
import { defaultSettings } from '../../../src/shots/shot.ts';
import type { NewTask } from '../../../src/tasks/tasks.ts';

const shot: NewTask = { shot: { prompt: '[Push in] A cat', settings: defaultSettings }, gateway: 'toapis', baseUrl: 'https://toapis.com', folder: '/videos' };
const dog: NewTask = { ...shot, shot: { ...shot.shot, prompt: '[Push in] A dog' } };
const longer: NewTask = { ...shot, shot: { ...shot.shot, settings: { ...defaultSettings, duration: 10 } } };
const free: NewTask = { ...shot, gateway: 'animatic' };

/** An order that stays open until it is told to end, and counts how often it was placed. */
function slowOrder() {
  const { promise, resolve } = Promise.withResolvers<string>();
  const order = { placed: 0, end: () => resolve('made'), place: () => { order.placed++; return promise; } };
  return order;
}

describe('the orders of one window', () => {
  it('are one order while the same one is still being placed, and every caller gets what it made', async () => {
    const [orders, order] = [createOrders(), slowOrder()];
    const calls = [orders.place([shot], order.place), orders.place([{ ...shot, shot: { ...shot.shot } }], order.place), orders.place([shot], order.place)];
    order.end();
    assert.deepEqual(await Promise.all(calls), ['made', 'made', 'made']);
    assert.equal(order.placed, 1);
    await orders.place([shot], order.place);
    assert.equal(order.placed, 2);
  });

  it('are placed each on its own when shots, settings or the number of takes differ, or nothing is paid', async () => {
    const [orders, order] = [createOrders(), slowOrder()];
    const calls = [[shot], [dog], [longer], [shot, shot, shot], [free], [free]].map((tasks) => orders.place(tasks, order.place));
    order.end();
    await Promise.all(calls);
    assert.equal(order.placed, 6);
  });

  it('can be placed again after one failed', async () => {
    const orders = createOrders();
    await assert.rejects(orders.place([shot], () => Promise.reject(new Error('no room'))), /no room/u);
    assert.equal(await orders.place([shot], () => Promise.resolve('made')), 'made');
  });

  it('ask about the same shot for ten seconds, as a person who sees nothing happen clicks again', () => {
    let now = 0;
    const orders = createOrders(() => now);
    orders.ordered(shot);
    assert.deepEqual([0, 2_100, 5_000, 9_999, 10_000].map((at) => { now = at; return orders.isRepeat([shot]); }), [true, true, true, true, false]);
  });

  it('tell a paid shot that was ordered a moment ago, and forget it soon', () => {
    let now = 1_000;
    const orders = createOrders(() => now);
    [shot, free].forEach(orders.ordered);
    now += slipMs - 1;
    assert.deepEqual([[shot], [dog, shot], [dog], [longer], [free]].map(orders.isRepeat), [true, true, false, false, false]);
    now += 1;
    assert.equal(orders.isRepeat([shot]), false);
  });
});
