import assert from 'node:assert/strict';
import * as path from 'node:path';
import type { TestContext } from 'node:test';
import { describe, it } from 'node:test';
import type { Order } from '../../../src/wallet/order.ts';
import { createWallet } from '../../../src/wallet/wallet.ts';
import type { Emulator } from '../../gateway/emulator.ts';
import { forkWindow } from '../tasks/support/fork.ts';
import { runWindow, type WindowOrder } from '../tasks/support/runWindow.ts';
import { atOnce, emulator, silent, temporaryFolder } from '../tasks/support/world.ts';

async function order(t: TestContext, served: Emulator, more: Partial<WindowOrder> = {}): Promise<WindowOrder & { readonly wallet: NonNullable<WindowOrder['wallet']> }> {
  const root = await temporaryFolder(t);
  return {
    folder: path.join(root, 'tasks'), takes: path.join(root, 'videos'), baseUrl: served.apimart, key: served.keys.apimart, prompts: [],
    wallet: { folder: path.join(root, 'wallet'), price: '0.28' }, ...more,
  };
}

/** What the ledger says, read anew by a window that does nothing else. */
async function ordersIn(folder: string): Promise<readonly Order[]> {
  const wallet = createWallet({ folder, log: silent, language: 'en', settings: () => ({ prices: {}, caps: {} }) });
  await wallet.refresh();
  wallet.dispose();
  return wallet.orders();
}

async function killAndLook(t: TestContext, served: Emulator, killAt: number, half: boolean): Promise<'killed' | 'survived'> {
  const prompt = `Spent, killed at ${String(killAt)}${half ? ' in the middle' : ''}`;
  const asked = await order(t, served, { prompts: [prompt], killAt, half, onlyWallet: half });
  const first = await forkWindow(t, asked).ended;
  const { killAt: _, ...unharmed } = asked;
  const second = await runWindow({ ...unharmed, prompts: [] });
  const posts = served.log.entries.filter(({ step, body }) => step === 'submit' && JSON.stringify(body).includes(`"${prompt}"`)).length;
  const orders = await ordersIn(asked.wallet.folder);
  const [state] = Object.values(second.states);
  const where = `killed at change ${String(killAt)}: task ${state ?? 'none'}, ${String(posts)} POST, ${JSON.stringify(orders)}`;
  assert.ok(posts <= 1 && orders.length <= 1, where);
  if (posts === 1) {
    // What left is never forgotten, and counts.
    assert.equal(orders[0]?.state, state === 'completed' ? 'charged' : 'unconfirmed', where);
    assert.equal(orders[0].quoted?.micros, 280_000, where);
  } else if (orders.length > 0) {
    // Nothing left: nothing is held back for ever, but what may have left stays in doubt as its task does.
    assert.equal(orders[0]?.state, state === 'unconfirmed' ? 'unconfirmed' : 'released', where);
  }
  return first ? 'survived' : 'killed';
}

describe('the ledger of spending', () => {
  for (const half of [false, true]) {
    it(`neither leaks nor forgets when its window is killed ${half ? 'in the middle of' : 'before'} any change of the disk`, { timeout: 840_000 }, async (t) => {
      const served = await emulator(t, atOnce);
      const batch = 4;
      for (let from = 1, going = true; going; from += batch) {
        const ends = await Promise.all(Array.from({ length: batch }, (_, at) => killAndLook(t, served, from + at, half)));
        // A window may make a change less than another: the last one is behind only where none was killed.
        going = ends.includes('killed');
        assert.ok(from < 300, 'the run has an end');
      }
      assert.ok(served.submits() > 10);
    });
  }

  it('is one for all windows: of 20 windows’ worth of orders at once no more go than the limit lets', { timeout: 840_000 }, async (t) => {
    const served = await emulator(t, atOnce);
    const root = await temporaryFolder(t);
    const wallet = { folder: path.join(root, 'wallet'), price: '0.28', dailyCap: 2 };
    // Processes for some of the windows, and several wallets within each: what counts is how many decide at once.
    const windows = Array.from({ length: 4 }, (_, at) => forkWindow(t, {
      folder: path.join(root, `tasks-${at}`), takes: path.join(root, 'videos'), baseUrl: served.apimart, key: served.keys.apimart,
      prompts: Array.from({ length: 5 }, (_none, shot) => `Shot ${at}-${shot}`), wallet,
    }));
    const wallets = Array.from({ length: 16 }, () => createWallet({ folder: wallet.folder, log: silent, language: 'en', settings: () => ({ prices: { 'apimart 768p 6 s': '0.28' }, caps: { day: 2_000_000 } }) }));
    t.after(() => { wallets.forEach((one) => { one.dispose(); }); });
    const reserved = await Promise.all(wallets.map((one, at) => one.reserve([{ task: `loose-${at}`, shot: 'Loose', gateway: 'apimart', seconds: 6, resolution: '768p' }])));
    const ends = await Promise.all(windows.map(({ ended }) => ended));
    const went = reserved.filter(({ kind }) => kind === 'reserved').length;
    const refused = reserved.length - went + ends.reduce((sum, end) => sum + (end?.refused ?? 0), 0);
    assert.deepEqual([went + served.submits(), refused], [7, 29]);
    const orders = await ordersIn(wallet.folder);
    assert.equal(orders.reduce((sum, one) => sum + (one.charged ?? one.quoted ?? assert.fail()).micros, 0), 7 * 280_000);
  });
});
