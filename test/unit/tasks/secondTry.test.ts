import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fastClock } from '../../support/fastClock.ts';
import { emulator, newTask, openWindow, reaches, temporaryFolder } from './support/world.ts';

/** A task whose reply was lost, in a window of its own. */
async function lostReply(t: Parameters<typeof temporaryFolder>[0], gateway: 'apimart' | 'toapis') {
  const folder = await temporaryFolder(t);
  const served = await emulator(t, {});
  served.setFault({ step: 'submit', fault: { kind: 'resetBefore' } });
  const { tasks } = openWindow(t, { folder, emulator: served, settings: { pollIntervalMs: 1000 }, platform: { clock: fastClock(50) } });
  const { id } = await tasks.create(newTask(folder, { gateway, baseUrl: served[gateway] }));
  await reaches(tasks, id, 'unconfirmed');
  return { served, tasks, id };
}

const noCredit = { kind: 'reply', status: 402, body: { error: { code: 402, message: 'insufficient balance' } } } as const;

describe('a second try that the user asked for', () => {
  for (const gateway of ['apimart', 'toapis'] as const) {
    it(`sends the same body through ${gateway} and becomes the one task`, async (t) => {
      const { served, tasks, id } = await lostReply(t, gateway);
      assert.equal((await tasks.resolveUnconfirmed(id, { kind: 'submitAgain' })).kind, 'done');
      await reaches(tasks, id, 'completed');
      const posts = served.log.entries.filter((entry) => entry.step === 'submit');
      assert.equal(posts.length, 2);
      assert.deepEqual(posts[1]?.body, posts[0]?.body);
      assert.equal(posts[1]?.headers['idempotency-key'], posts[0]?.headers['idempotency-key']);
      assert.equal(posts[0]?.headers['idempotency-key'] !== undefined, gateway === 'apimart');
    });

    it(`leaves the question of the first one open when ${gateway} refuses it`, async (t) => {
      const { served, tasks, id } = await lostReply(t, gateway);
      served.setFault({ step: 'submit', fault: noCredit });
      await tasks.resolveUnconfirmed(id, { kind: 'submitAgain' });
      const task = await reaches(tasks, id, 'unconfirmed', 'failed', 'paused');
      assert.equal(task.state, 'unconfirmed');
      assert.match(task.failure?.message ?? '', /second attempt was refused.*first may still have been charged/u);
      assert.equal(task.failure?.command, 'resolveUnconfirmed');
      assert.equal(served.submits(), 2);
      assert.equal((await tasks.resolveUnconfirmed(id, { kind: 'notCharged' })).kind, 'done');
      assert.equal((await reaches(tasks, id, 'cancelled')).state, 'cancelled');
      assert.equal(served.submits(), 2);
    });
  }
});
