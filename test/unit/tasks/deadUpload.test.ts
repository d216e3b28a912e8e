import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { createApimart } from '../../../src/gateways/apimart/gateway.ts';
import { createUploads } from '../../../src/gateways/remote/uploads.ts';
import { type Clock, realClock } from '../../../src/storage/clock.ts';
import { defaultSettings } from '../../../src/shots/shot.ts';
import type { NewTask, Tasks } from '../../../src/tasks/tasks.ts';
import type { Emulator } from '../../gateway/emulator.ts';
import type { LogEntry } from '../../gateway/requestLog.ts';
import { openClients } from '../../support/clients.ts';
import { png } from '../../support/images.ts';
import { atEnd, emulator, newTask, openWindow, reaches, temporaryFolder } from './support/world.ts';

const hour = 3600_000;

interface Bench {
  readonly served: Emulator;
  readonly tasks: Tasks;
  /** A shot with a first frame on this computer. */
  readonly shot: () => NewTask;
  readonly posts: () => readonly LogEntry[];
  readonly uploads: () => number;
  readonly wait: (ms: number) => void;
}

/** A window whose gateway keeps the addresses of its uploads, on time that the test moves. */
async function bench(t: TestContext): Promise<Bench> {
  const folder = await temporaryFolder(t);
  const served = await emulator(t, { ripening: { by: 'hand' } });
  const firstFrame = path.join(folder, 'cat.png');
  await writeFile(firstFrame, png(640, 480));
  const clients = openClients(served);
  atEnd(t, () => clients.close());
  let ahead = 0;
  const clock: Clock = { ...realClock, now: () => realClock.now() + ahead };
  const gateway = createApimart({
    baseUrl: served.apimart, key: () => Promise.resolve(served.keys.apimart), http: clients.http, directiveLanguage: 'auto', firstFrame: 'upload',
    uploads: createUploads(path.join(folder, 'uploads.json'), clock.now), now: clock.now,
  });
  const { tasks } = openWindow(t, { folder, emulator: served, gateways: { apimart: gateway }, platform: { clock } });
  return {
    served, tasks,
    shot: () => newTask(folder, { baseUrl: served.apimart, shot: { prompt: 'A cat', settings: { ...defaultSettings, firstFrame } } }),
    posts: () => served.log.entries.filter(({ step }) => step === 'submit'),
    uploads: () => served.log.entries.filter(({ step }) => step === 'upload').length,
    wait: (ms) => { ahead += ms; },
  };
}

const noCredit = { kind: 'reply', status: 402, body: { error: { code: 402, message: 'insufficient balance' } } } as const;

describe('the address that a first frame was uploaded to', () => {
  for (const [message, again] of [['upstream could not fetch the image', 1], ['the output violates the content policy', 0]] as const) {
    it(`is ${again ? 'not used again' : 'kept'} when the video failed: ${message}`, async (t) => {
      const { served, tasks, shot, posts, uploads } = await bench(t);
      served.setFault({ step: 'status', fault: { kind: 'failed', message } });
      await reaches(tasks, (await tasks.create(shot())).id, 'failed');
      await reaches(tasks, (await tasks.create(shot())).id, 'running');
      assert.deepEqual([uploads(), posts().length], [1 + again, 2]);
    });
  }

  it('is a new one, of a request with a new key, when a task that was clearly refused goes on days later', async (t) => {
    const { served, tasks, shot, posts, uploads, wait } = await bench(t);
    served.setFault({ step: 'submit', fault: noCredit });
    const { id } = await tasks.create(shot());
    await reaches(tasks, id, 'paused');
    wait(11 * hour);
    served.setFault({ step: 'submit', fault: noCredit });
    await tasks.checkNow(id);
    await reaches(tasks, id, 'paused');
    wait(61 * hour);
    await tasks.checkNow(id);
    await reaches(tasks, id, 'running');
    const [first, soon, late] = posts();
    assert.deepEqual(soon?.body, first?.body);
    assert.equal(soon?.headers['idempotency-key'], first?.headers['idempotency-key']);
    assert.notDeepEqual(late?.body, first?.body);
    assert.notEqual(late?.headers['idempotency-key'], first?.headers['idempotency-key']);
    assert.deepEqual([uploads(), posts().length, served.submits()], [2, 3, 3]);
  });

  it('stays, as does the key, while an earlier try may have been charged', async (t) => {
    const { served, tasks, shot, posts, uploads, wait } = await bench(t);
    served.setFault({ step: 'submit', fault: { kind: 'resetBefore' } });
    const { id } = await tasks.create(shot());
    await reaches(tasks, id, 'unconfirmed');
    wait(72 * hour);
    await tasks.resolveUnconfirmed(id, { kind: 'submitAgain' });
    await reaches(tasks, id, 'running');
    const [first, second] = posts();
    assert.deepEqual(second?.body, first?.body);
    assert.equal(second?.headers['idempotency-key'], first?.headers['idempotency-key']);
    assert.deepEqual([uploads(), posts().length], [1, 2]);
  });
});
