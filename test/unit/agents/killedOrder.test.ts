import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { describe, it } from 'node:test';
import { newQuoteId, openQuotes, quoteMs } from '../../../src/agents/quotes.ts';
import { newTaskId } from '../../../src/tasks/taskId.ts';
import { createAllowance } from '../../../src/wallet/allowance.ts';
import type { Emulator } from '../../gateway/emulator.ts';
import { bundled } from '../../support/bundled.ts';
import { startModule } from '../../support/outside.ts';
import { cache, root } from '../../support/places.ts';
import { emulator, temporaryFolder } from '../tasks/support/world.ts';
import type { OrderByModel, OrderNews } from './support/orderProcess.ts';

const module = await bundled(new URL('./support/orderProcess.ts', import.meta.url), { vscode: join(root, 'test/unit/agents/support/platform.ts') });
const environment = { ...process.env, NODE_COMPILE_CACHE: join(cache, 'compiled') };

/** What a window that orders the quote tells at its end; undefined: it was killed. */
async function orderIn(order: OrderByModel): Promise<OrderNews | undefined> {
  const { child, ended } = startModule(module, [JSON.stringify(order)], { environment });
  let news: OrderNews | undefined;
  child.on('message', (message) => { news = message as OrderNews; });
  await ended;
  return news;
}

async function killAndOrderAgain(t: TestContext, served: Emulator, killAt: number, allowed: boolean): Promise<'killed' | 'survived'> {
  const folder = await temporaryFolder(t);
  const [now, id] = [Date.now(), newQuoteId()];
  const prompts = [1, 2].map((shot) => `Shot ${String(shot)}, ${allowed ? 'allowed' : 'approved'}, killed at ${String(killAt)}`);
  const ids = prompts.map(() => newTaskId(now));
  await openQuotes(folder).save({ v: 1, id, at: now, expiresAt: now + quoteMs, ids, shots: prompts.map((prompt) => ({ prompt, written: {}, name: prompt, gateway: 'apimart', seconds: 6, resolution: '768p', takes: 1, price: { amount: '0.28', unit: 'USD' } })) });
  if (allowed) await createAllowance(join(folder, 'allowances'), 'w').set({ micros: 600_000, unit: 'USD' });
  const order = { root: folder, baseUrl: served.apimart, key: served.keys.apimart, quoteId: id };
  const first = await orderIn({ ...order, killAt });
  // The model got no answer, so it calls again.
  const second = await orderIn(order);
  const posts = prompts.map((prompt) => served.log.entries.filter(({ step, body }) => step === 'submit' && JSON.stringify(body).includes(`"${prompt}"`)).length);
  const where = `killed at change ${String(killAt)}: ${JSON.stringify([second, posts])}`;
  assert.ok(second, where);
  assert.deepEqual(Object.keys(second.states).sort(), [...ids].sort(), where);
  for (const [at, one] of ids.entries()) {
    assert.ok((posts[at] ?? 0) <= 1, where);
    assert.ok(second.states[one] === 'completed' ? posts[at] === 1 : second.states[one] === 'unconfirmed', where);
  }
  if (allowed) assert.equal(second.left, 40_000, `${where}: taken once`);
  return first ? 'survived' : 'killed';
}

describe('a quote that a model orders', () => {
  for (const allowed of [false, true]) {
    it(`is one order of one request a video when the window is killed before any change of a file and the model calls again, ${allowed ? 'within the allowance' : 'approved by the person'}`, { timeout: 840_000 }, async (t) => {
      const served = await emulator(t, { ripening: { by: 'reads', queuedReads: 0, runningReads: 0 } });
      for (let from = 1, going = true; going; from += 4) {
        going = (await Promise.all([0, 1, 2, 3].map((at) => killAndOrderAgain(t, served, from + at, allowed)))).includes('killed');
        assert.ok(from < 300, 'the run has an end');
      }
      assert.ok(served.submits() > 10);
    });
  }
});
