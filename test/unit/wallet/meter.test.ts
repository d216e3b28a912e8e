import assert from 'node:assert/strict';
import * as path from 'node:path';
import type { TestContext } from 'node:test';
import { describe, it } from 'node:test';
import type { Order } from '../../../src/wallet/order.ts';
import { followTasks } from '../../../src/wallet/followTasks.ts';
import { createMeter } from '../../../src/wallet/meter.ts';
import type { Quote } from '../../../src/wallet/price.ts';
import type { Wallet } from '../../../src/wallet/wallet.ts';
import { createWallet } from '../../../src/wallet/wallet.ts';
import { openClients } from '../../support/clients.ts';
import type { Clock } from '../../../src/storage/clock.ts';
import { realClock } from '../../../src/storage/clock.ts';
import { createApimart } from '../../../src/gateways/apimart/gateway.ts';
import { createToapis } from '../../../src/gateways/toapis/gateway.ts';
import type { Tasks } from '../../../src/tasks/tasks.ts';
import type { Emulator } from '../../gateway/emulator.ts';
import { atEnd, emulator, newTask, openWindow, reaches, silent, temporaryFolder } from '../tasks/support/world.ts';

const kind = { seconds: 6, resolution: '768p' } as const;

interface Metered { readonly tasks: Tasks; readonly wallet: Wallet; readonly served: Emulator; readonly order: (gateway?: 'apimart' | 'toapis') => Promise<string>; readonly balanceReads: () => number }

/** A window with wallet and meter over real HTTP; the gateway takes 0.28 for a task. */
async function metered(t: TestContext, prices: unknown = {}): Promise<Metered> {
  const served = await emulator(t, { price: 0.28, ripening: { by: 'reads', queuedReads: 0, runningReads: 0 } });
  const root = await temporaryFolder(t);
  const clients = openClients(served);
  const wallet = createWallet({ folder: path.join(root, 'wallet'), log: silent, language: 'en', settings: () => ({ prices, caps: {} }) });
  const config = { http: clients.http, directiveLanguage: 'auto' as const };
  // The refund of a failed task is waited for, a minute in a second; what o'clock it is stays the wallet's own, by which overlapping videos are told.
  const patience: Clock = { ...realClock, after: (milliseconds, work) => realClock.after(milliseconds / 60, work) };
  const meter = createMeter({
    wallet,
    ask: ({ gateway, baseUrl = '' }, signal) => (gateway === 'toapis'
      ? createToapis({ ...config, baseUrl, key: () => Promise.resolve(served.keys.toapis), requestStyle: 'metadata' })
      : createApimart({ ...config, baseUrl, key: () => Promise.resolve(served.keys.apimart), firstFrame: 'upload' })).balance(signal),
  }, patience);
  const { tasks } = openWindow(t, {
    folder: path.join(root, 'tasks'), emulator: served,
    permit: async (task) => {
      await meter.before(task);
      return wallet.permit(task);
    },
  });
  const stops = [followTasks(wallet, tasks, silent), tasks.onDidChange(({ changed }) => { changed.forEach(meter.changed); })];
  atEnd(t, async () => {
    stops.forEach((stop) => { stop(); });
    meter.dispose();
    wallet.dispose();
    await clients.close();
  });
  await tasks.ready;
  return {
    tasks, wallet, served, balanceReads: () => served.log.entries.filter(({ step }) => step === 'balance').length,
    order: async (gateway = 'apimart') => (await tasks.create({ ...newTask(root), gateway, baseUrl: served[gateway] })).id,
  };
}

/** Settles when the wallet says so. */
function told<T>(wallet: Wallet, look: () => T | undefined): Promise<T> {
  return new Promise((resolve) => {
    const check = (): void => {
      const found = look();
      if (found === undefined) return;
      stop();
      resolve(found);
    };
    const stop = wallet.onDidChange(check);
    check();
  });
}

const orderOf = (wallet: Wallet, id: string, fits: (order: Order) => boolean): Promise<Order> => told(wallet, () => wallet.orders().find((order) => order.task === id && fits(order)));

describe('a price by the balance', () => {
  for (const [gateway, unit] of [['apimart', ''], ['toapis', 'USD']] as const) {
    it(`is what the balance at ${gateway} went down by for one video, in ${unit === '' ? 'no unit that anybody names' : unit}`, async (t) => {
      const { wallet, order, served } = await metered(t);
      const id = await order(gateway);
      const quote: Quote = await told(wallet, () => wallet.quote({ ...kind, gateway }));
      assert.deepEqual([quote.micros, quote.unit, quote.source, quote.of], [280_000, unit, 'balance', 1]);
      assert.deepEqual((await orderOf(wallet, id, ({ charged }) => charged !== undefined)).charged, { micros: 280_000, unit, source: 'balance' });
      assert.equal(served.submits(), 1);
    });
  }

  it('is not worked out from two videos at once', async (t) => {
    const { tasks, wallet, order, served } = await metered(t);
    // On a busy machine the first would be done before the second is sent.
    served.setFault({ step: 'status', fault: { kind: 'word', status: 'processing', progress: 40 }, times: 0 });
    const ids = await Promise.all([order(), order()]);
    await served.log.reached('submit', 2);
    served.clearFaults();
    for (const id of ids) await reaches(tasks, id, 'completed');
    for (const id of ids) await orderOf(wallet, id, ({ state }) => state === 'charged');
    assert.equal(wallet.quote({ ...kind, gateway: 'apimart' }), undefined);
  });

  it('is not asked about where the user’s own is there, and holds up no order where the balance cannot be read', async (t) => {
    const own = await metered(t, { 'apimart 768p 6 s': '0.30' });
    await reaches(own.tasks, await own.order(), 'completed');
    assert.equal(own.balanceReads(), 0);
    const broken = await metered(t);
    broken.served.setFault({ step: 'balance', fault: { kind: 'resetBefore' } });
    await reaches(broken.tasks, await broken.order(), 'completed');
    assert.deepEqual([broken.served.submits(), broken.balanceReads()], [1, 1]);
  });

  it('leaves a failed video free where the money came back, and says where it did not', async (t) => {
    const { tasks, wallet, order, served } = await metered(t);
    served.setFault({ step: 'status', fault: { kind: 'failed' } });
    const given = await order();
    await reaches(tasks, given, 'failed');
    assert.equal((await orderOf(wallet, given, ({ state }) => state !== 'sent')).state, 'released');
    const kept = await metered(t);
    kept.served.setFault({ step: 'status', fault: { kind: 'reply', status: 200, body: { code: 200, data: { id: 'x', status: 'failed', error: { code: 500, message: 'No video' } } } } });
    const id = await kept.order();
    await reaches(kept.tasks, id, 'failed');
    assert.deepEqual((await orderOf(kept.wallet, id, ({ charged }) => charged !== undefined)).charged, { micros: 280_000, unit: '', source: 'balance' });
  });
});
