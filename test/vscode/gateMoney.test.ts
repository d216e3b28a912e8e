import assert from 'node:assert/strict';
import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { PublicTask } from '../../src/tasks/publicTask.ts';
import type { GateBench } from './support/gate.ts';
import { gateBench, madeSince, openFile, run } from './support/gate.ts';
import { messagesDuring } from './support/messages.ts';
import { taskIn, withSettings } from './support/product.ts';

/** Orders in the ledger that count for the limits; other suites order too. */
async function countedOrders(gateway: string): Promise<number> {
  const file = join(tmpdir(), `hailuo-spending-${process.pid}.csv`);
  assert.equal(await vscode.commands.executeCommand('hailuo.exportSpending', { file }), file);
  const rows = (await readFile(file, 'utf8')).trim().split('\r\n');
  await rm(file);
  return rows.filter((row) => row.includes(`,${gateway},`) && !row.includes(',released,')).length;
}

describe('the gate, where money is the matter,', () => {
  const bench = gateBench();
  const during: GateBench['during'] = (work, answer) => bench().during(work, answer);

  it('stops at the limit, counts what is in flight, and names limit, rest, reset and the way out', async () => {
    const undo = await withSettings({ gateway: 'toapis', prices: { 'toapis 768p 6 s': '1000 lei' }, dailyCap: 1000 * (2 + await countedOrders('toapis')) });
    try {
      await openFile('### Gulls\n[Push in] Gulls at the limit\n');
      const first = await during(() => run('hailuo.generateFromSelection'));
      assert.deepEqual([first.shown.length, first.paid], [0, 1]);
      const second = await during(() => run('hailuo.generate', { prompt: '[Push in] A second one at the limit' }));
      assert.deepEqual([second.shown.length, second.paid], [0, 1]);
      const buttons: string[] = [];
      const third = await during(() => run('hailuo.generate', { prompt: '[Push in] One too many' }), (_message, labels) => { buttons.push(...labels); return undefined; });
      assert.deepEqual([third.made.length, third.paid], [0, 0]);
      assert.match(third.shown.join(), /This video costs about 1000 lei\. Your daily limit is \d+000 lei; \d+000 lei of it is spent, in progress or unconfirmed, so 0 lei is left\. The limit resets on .*\d/u);
      assert.deepEqual(buttons, ['Open Settings']);
      const free = await during(() => run('hailuo.generate', { prompt: '[Push in] A free one at the limit', gateway: 'animatic' }));
      assert.deepEqual([free.shown.length, free.made.length], [0, 1]);
      for (const { id } of free.made) await vscode.commands.executeCommand('hailuo.task.stopTracking', { id });
    } finally {
      await undo();
    }
  });

  it('asks above the sum that the user names, with price, total and rest', async () => {
    const undo = await withSettings({ gateway: 'apimart', prices: { 'apimart 768p 6 s': '3 CNY', 'apimart 768p 10 s': '5 CNY' }, askAbove: 4, dailyCap: 100_000 });
    try {
      const cheap = await during(() => run('hailuo.generate', { prompt: '[Push in] A cheap one' }));
      assert.deepEqual([cheap.shown, cheap.paid], [[], 1]);
      const dear = await during(() => run('hailuo.generate', { prompt: '[Push in] A dear one', duration: 10 }));
      assert.deepEqual([dear.shown.length, dear.paid], [1, 0]);
      assert.match(dear.shown[0] ?? '', /Generate “A dear one” with APIMart\?[^]*Costs about 5 CNY at APIMart, by your own price\.[^]*Today so far: [^]*\d CNY[^]*Left of the daily limit/u);
    } finally {
      await undo();
    }
  });

  it('does not send a task later whose shot was ordered at the other gateway when the balance was used up', async () => {
    const before = new Set(bench().api.tasks().map(({ id }) => id));
    bench().emulator.setFault({ step: 'submit', gateway: 'apimart', fault: { kind: 'reply', status: 402, body: { error: { code: 402, message: 'no credit left', type: 'payment_required' } } } });
    const { promise: offered, resolve: offer } = Promise.withResolvers<undefined>();
    const sent = { apimart: bench().emulator.submits('apimart'), toapis: bench().emulator.submits('toapis') };
    let unsent: PublicTask | undefined;
    await messagesDuring(async () => {
      unsent = await run('hailuo.generate', { prompt: '[Static shot] A boat without credit', gateway: 'apimart' }) as PublicTask;
      await offered;
      const other = await madeSince(bench().api, new Set([...before, unsent.id]));
      await taskIn(bench().api, other.id, ['completed']);
      await taskIn(bench().api, unsent.id, ['cancelled']);
    }, (_, buttons) => {
      if (buttons.includes('Generate with ToAPIs')) offer(undefined);
      return buttons.find((label) => label === 'Generate with ToAPIs' || label === 'Generate');
    });
    await messagesDuring(() => vscode.commands.executeCommand('hailuo.task.checkNow', { id: unsent?.id }));
    assert.deepEqual([bench().emulator.submits('apimart') - sent.apimart, bench().emulator.submits('toapis') - sent.toapis], [1, 1]);
    assert.equal(bench().api.tasks().find(({ id }) => id === unsent?.id)?.state, 'cancelled');
  });

  it('leaves problems alone where the user’s setting says so', async () => {
    const undo = await withSettings({ askAboutProblems: false, gateway: 'apimart' });
    try {
      await openFile('### Gulls\n[Orbit] Gulls, unasked\n');
      const { shown, paid } = await during(() => run('hailuo.generateFromSelection'));
      assert.deepEqual([shown.length, paid], [0, 1]);
    } finally {
      await undo();
    }
  });

  it('leaves the unsent task as it is when the person declines at the other gateway after all', async () => {
    bench().emulator.setFault({ step: 'submit', gateway: 'apimart', fault: { kind: 'reply', status: 402, body: { error: { code: 402, message: 'no credit left', type: 'payment_required' } } } });
    const sent = bench().submits();
    const known = new Set(bench().api.tasks().map(({ id }) => id));
    const { promise: declined, resolve: decline } = Promise.withResolvers<undefined>();
    let unsent: PublicTask | undefined;
    // A prompt with a problem: the other gateway's order is asked about, and the answer is no.
    await messagesDuring(async () => {
      unsent = await run('hailuo.generate', { prompt: '[Orbit] A boat, declined', gateway: 'apimart' }) as PublicTask;
      await declined;
    }, (_, buttons) => {
      if (buttons.includes('Generate with ToAPIs')) return 'Generate with ToAPIs';
      const isFirst = bench().submits() === sent;
      if (!isFirst && buttons.some((label) => label.startsWith('Generate'))) decline(undefined);
      return isFirst ? buttons.at(-1) : undefined;
    });
    const made = bench().api.tasks().filter(({ id }) => !known.has(id));
    assert.deepEqual(made.map(({ id, state }) => [id, state]), [[unsent?.id, 'paused']]);
    assert.equal(bench().submits() - sent, 1);
    await messagesDuring(() => vscode.commands.executeCommand('hailuo.task.stopTracking', { id: unsent?.id }), (_, buttons) => buttons[0]);
    await taskIn(bench().api, unsent?.id ?? '', ['cancelled']);
  });

  it('asks before a request that may have been charged is sent again, by command argument too', async () => {
    bench().emulator.setFault({ step: 'submit', gateway: 'toapis', fault: { kind: 'resetAfter' } });
    const task = await run('hailuo.generate', { prompt: '[Static shot] A reply that got lost', gateway: 'toapis' }) as PublicTask;
    await taskIn(bench().api, task.id, ['unconfirmed']);
    const sent = bench().submits();
    const again = (answer: (buttons: readonly string[]) => string | undefined): Promise<readonly string[]> => messagesDuring(
      () => vscode.commands.executeCommand('hailuo.task.resolveUnconfirmed', { id: task.id, resolution: 'submitAgain' }), (_, buttons) => answer(buttons));
    assert.equal((await again(() => undefined)).filter((words) => words.includes('pay twice')).length, 1);
    assert.deepEqual([bench().submits() - sent, bench().api.tasks().find(({ id }) => id === task.id)?.state], [0, 'unconfirmed']);
    await again((buttons) => buttons[0]);
    await taskIn(bench().api, task.id, ['completed']);
    assert.equal(bench().submits() - sent, 1);
  });
});
