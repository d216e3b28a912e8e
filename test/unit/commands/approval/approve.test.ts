import assert from 'node:assert/strict';
import * as path from 'node:path';
import type { TestContext } from 'node:test';
import { describe, it } from 'node:test';
import { approveOrders, proposedNow, sameQuote } from '../../../../src/commands/approval/approve.ts';
import { isDearer, proposalLines, proposalWords } from '../../../../src/commands/approval/words.ts';
import { readCap } from '../../../../src/wallet/cap.ts';
import type { Wallet } from '../../../../src/wallet/wallet.ts';
import { createWallet } from '../../../../src/wallet/wallet.ts';
import { atEnd, atOnce, emulator, newTask, openWindow, reaches, silent, temporaryFolder } from '../../tasks/support/world.ts';

const proposal = { approval: { quote: 'q1', concerns: ['a.hailuo orders at APIMart, which costs money.'] }, needsApproval: true, quote: { amount: '0.28', unit: 'USD', source: 'own' } } as const;

function openWallet(t: TestContext, folder: string, { price = '0.28 USD', dailyCap }: { readonly price?: string; readonly dailyCap?: number } = {}): Wallet {
  const wallet = createWallet({ folder: path.join(folder, 'wallet'), log: silent, language: 'en', settings: () => ({ prices: { 'apimart 768p 6 s': price }, caps: dailyCap === undefined ? {} : { day: readCap(dailyCap) ?? 0 } }) });
  atEnd(t, () => {
    wallet.dispose();
    return Promise.resolve();
  });
  return wallet;
}

describe('an order of an agent', () => {
  it('is sent after a person approved it, not before, and costs what was reserved', async (t) => {
    const folder = await temporaryFolder(t);
    const served = await emulator(t, atOnce);
    const { tasks } = openWindow(t, { folder, emulator: served });
    const wallet = openWallet(t, folder);
    const { id } = await tasks.create(newTask(folder, { baseUrl: served.apimart, ...proposal }));
    const free = await tasks.create(newTask(folder, { baseUrl: served.apimart }));
    await reaches(tasks, free.id, 'completed');
    assert.deepEqual([tasks.get(id)?.state, served.submits(), wallet.orders().length], ['needsApproval', 1, 0]);
    const approved = await approveOrders([id], { tasks, wallet });
    assert.ok(approved.kind === 'approved' && approved.tasks.length === 1);
    await reaches(tasks, id, 'completed');
    assert.deepEqual([served.submits(), wallet.orders().map(({ task }) => task)], [2, [id]]);
  });

  it('is one request when two windows approve it at the same moment', async (t) => {
    const folder = await temporaryFolder(t);
    const served = await emulator(t, atOnce);
    const windows = [1, 2].map(() => ({ tasks: openWindow(t, { folder, emulator: served }).tasks, wallet: openWallet(t, folder, { dailyCap: 0.3 }) }));
    const [first, second] = windows;
    assert.ok(first && second);
    await second.tasks.ready;
    const { id } = await first.tasks.create(newTask(folder, { baseUrl: served.apimart, ...proposal }));
    await reaches(second.tasks, id, 'needsApproval');
    const outcomes = await Promise.all(windows.map((window) => approveOrders([id], window)));
    assert.deepEqual(outcomes.map(({ kind }) => kind), ['approved', 'approved'], 'a limit that fits one video lets it go');
    await reaches(first.tasks, id, 'completed');
    await first.wallet.refresh();
    assert.deepEqual([served.submits(), first.wallet.orders().length], [1, 1]);
  });

  it('that was refused in another window is not sent, and its money is given back', async (t) => {
    const folder = await temporaryFolder(t);
    const served = await emulator(t, atOnce);
    const { tasks } = openWindow(t, { folder, emulator: served });
    const wallet = openWallet(t, folder);
    const { id } = await tasks.create(newTask(folder, { baseUrl: served.apimart, ...proposal }));
    const stale = tasks.get(id);
    await tasks.stopTracking(id);
    const outcome = await approveOrders([id], { wallet, tasks: { get: (one) => (one === id && tasks.get(id)?.approval?.approvedAt === undefined ? stale : tasks.get(one)), list: () => [], approve: (one) => tasks.approve(one) } });
    assert.ok(outcome.kind === 'approved' && outcome.tasks.length === 0 && outcome.trouble !== undefined);
    assert.equal(served.submits(), 0);
  });

  it('over the limit stays as it is, and the limit is named', async (t) => {
    const folder = await temporaryFolder(t);
    const served = await emulator(t, atOnce);
    const { tasks } = openWindow(t, { folder, emulator: served });
    const wallet = openWallet(t, folder, { dailyCap: 0.5 });
    const made = await Promise.all([1, 2].map(() => tasks.create(newTask(folder, { baseUrl: served.apimart, ...proposal }))));
    const outcome = await approveOrders(made.map(({ id }) => id), { tasks, wallet });
    assert.ok(outcome.kind === 'over' && outcome.over.fits === 1 && outcome.videos === 2);
    assert.deepEqual([served.submits(), made.map(({ id }) => tasks.get(id)?.state)], [0, ['needsApproval', 'needsApproval']]);
  });

  it('made twice under the same id is one', async (t) => {
    const folder = await temporaryFolder(t);
    const served = await emulator(t, atOnce);
    const { tasks } = openWindow(t, { folder, emulator: served });
    const { id } = await tasks.create(newTask(folder, { baseUrl: served.apimart, ...proposal }));
    await approveOrders([id], { tasks, wallet: openWallet(t, folder) });
    const again = await tasks.create(newTask(folder, { baseUrl: served.apimart, ...proposal, id }));
    assert.notEqual(again.state, 'needsApproval', 'the record that is there is not begun anew');
    await reaches(tasks, id, 'completed');
    await tasks.remove(id);
    await tasks.create(newTask(folder, { baseUrl: served.apimart, ...proposal, id }));
    assert.deepEqual([tasks.list().length, served.submits()], [0, 1], 'what was removed does not come back');
  });

  it('is told with its words, its price now, and what its file would do', async (t) => {
    const folder = await temporaryFolder(t);
    const { tasks } = openWindow(t, { folder });
    const wallet = openWallet(t, folder, { price: '0.30 USD' });
    const source = { uri: 'file:///w/lighthouse.hailuo', line: 2 };
    for (const prompt of ['[Push in] A lighthouse', '[Pan left] The sea']) await tasks.create(newTask(folder, { ...proposal, source, shot: { ...newTask(folder).shot, prompt } }));
    const proposed = proposedNow(tasks.list().map(({ id }) => id), { tasks, wallet });
    assert.equal(proposalWords(proposed), 'An agent wants to generate 2 videos of lighthouse.hailuo with APIMart, for about 0.60 USD.');
    assert.ok(isDearer(proposed));
    const lines = proposalLines(proposed, 'Left of the daily limit: 1 USD.');
    assert.equal(lines[0], 'a.hailuo orders at APIMart, which costs money.');
    assert.match(lines[1] ?? '', /A lighthouse.* 6 s · 768p · APIMart · about 0\.30 USD$/u);
    assert.equal(lines.at(-1), 'Left of the daily limit: 1 USD.');
    assert.equal(sameQuote(proposed[0]!.task, { tasks }).length, 2);
  });
});
