import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import type { TestContext } from 'node:test';
import { describe, it } from 'node:test';
import type { Task, TaskState } from '../../../../src/tasks/task.ts';
import type { Tasks } from '../../../../src/tasks/tasks.ts';
import type { Emulator, EmulatorOptions } from '../../../gateway/emulator.ts';
import type { Fault, FaultOrder, Vendor } from '../../../gateway/fault.ts';
import { fastClock } from '../../../support/fastClock.ts';
import { serve } from '../../../support/loopback.ts';
import { faststartMp4 } from '../../../support/mp4.ts';
import { emulator, longClip, newTask, openWindow, reaches, temporaryFolder, type Window } from '../support/world.ts';

interface Scene {
  readonly folder: string;
  readonly served: Emulator;
  readonly window: Window;
  readonly tasks: Tasks;
}

/** A window, an emulated gateway with faults, time at two hundred times its pace. */
function scene(t: TestContext, ...faults: readonly FaultOrder[]): Promise<Scene> {
  return sceneWith(t, {}, ...faults);
}

async function sceneWith(t: TestContext, options: EmulatorOptions, ...faults: readonly FaultOrder[]): Promise<Scene> {
  const folder = await temporaryFolder(t);
  const served = await emulator(t, options);
  faults.forEach((fault) => { served.setFault(fault); });
  const window = openWindow(t, { folder, emulator: served, settings: { pollIntervalMs: 1000 }, platform: { clock: fastClock(200) } });
  return { folder, served, window, tasks: window.tasks };
}

async function generate({ tasks, folder, served }: Scene, gateway: Vendor, ...states: readonly TaskState[]): Promise<Task> {
  const { id } = await tasks.create(newTask(folder, { gateway, baseUrl: served[gateway] }));
  return reaches(tasks, id, ...states);
}

async function assertSaved(task: Task, served: Emulator): Promise<void> {
  assert.equal(task.state, 'completed', JSON.stringify(task.failure));
  assert.ok(task.file);
  assert.deepEqual(new Uint8Array(await readFile(task.file)), new Uint8Array(served.clip));
  assert.deepEqual((await readdir(task.folder)).length, 2, 'the video and its sidecar, nothing else');
}

const vendors = ['apimart', 'toapis'] as const;
const ends: readonly TaskState[] = ['completed', 'failed', 'paused', 'unconfirmed', 'cancelled'];

describe('a relay that puts the video itself into its reply', () => {
  it('has it saved, and no base64 is in any record', async (t) => {
    const set = await sceneWith(t, { clip: faststartMp4(6_000_000) });
    set.served.setFault({ step: 'status', times: 0, fault: { kind: 'reply', status: 200, body: { status: 'completed', data: [{ b64_json: Buffer.from(set.served.clip).toString('base64') }] } } });
    const task = await generate(set, 'apimart', ...ends);
    await assertSaved(task, set.served);
    assert.equal(set.served.submits(), 1);
    assert.ok(JSON.stringify(task).length < 10_000);
  });
});

for (const gateway of vendors) {
  describe(`submitting to ${gateway}`, () => {
    const doubtful: readonly (readonly [string, Fault])[] = [
      ['the connection is reset before the task is taken in', { kind: 'resetBefore' }],
      ['the connection is reset after it', { kind: 'resetAfter' }],
      ['nothing is ever answered', { kind: 'silence' }],
      ['nothing is answered to an accepted task', { kind: 'silence', accepted: true }],
      ['a 502 page is answered', { kind: 'html502' }],
      ['a 502 page is answered to an accepted task', { kind: 'html502', accepted: true }],
      ['the 200 is unreadable', { kind: 'unreadable' }],
      ['the 200 names no task', { kind: 'withoutId' }],
      ['a 500 is answered', { kind: 'reply', status: 500, body: { error: { code: 500, message: 'internal error' } } }],
    ];
    for (const [what, fault] of doubtful) {
      it(`is unconfirmed after one POST when ${what}`, async (t) => {
        const set = await scene(t, { step: 'submit', fault });
        const task = await generate(set, gateway, ...ends);
        assert.equal(task.state, 'unconfirmed');
        assert.equal(task.failure?.command, 'resolveUnconfirmed');
        // Another task goes through meanwhile; the doubtful one is left alone.
        await generate(set, gateway, 'completed');
        assert.equal(set.tasks.get(task.id)?.state, 'unconfirmed');
        assert.equal(set.served.submits(), 2);
      });
    }

    for (const headers of [undefined, '7']) {
      it(`waits and goes out again after a 429 ${headers ? 'that says how long' : 'without a word'}`, async (t) => {
        const set = await scene(t, { step: 'submit', fault: { kind: 'rateLimited', ...(headers && { retryAfter: headers }) } });
        const task = await generate(set, gateway, 'completed', 'failed', 'paused', 'unconfirmed');
        await assertSaved(task, set.served);
        assert.equal(set.served.submits(), 2);
        assert.equal(set.served.tasks.length, 1);
      });
    }

    it('fails at once when the request is invalid', async (t) => {
      const set = await scene(t, { step: 'submit', fault: { kind: 'reply', status: 400, body: { error: { code: 400, message: 'bad prompt' } } } });
      const task = await generate(set, gateway, ...ends);
      assert.equal(task.state, 'failed');
      assert.equal(task.failure?.class, 'invalid');
      assert.equal(set.served.submits(), 1);
    });

    it('pauses without credit, and goes on when asked to', async (t) => {
      const set = await scene(t, { step: 'submit', fault: { kind: 'reply', status: 402, body: { error: { code: 402, message: 'insufficient balance' } } } });
      const task = await generate(set, gateway, ...ends);
      assert.equal(task.state, 'paused');
      assert.equal(task.failure?.class, 'balance');
      assert.equal(task.failure.command, 'checkNow');
      assert.equal((await set.tasks.checkNow(task.id)).kind, 'done');
      await assertSaved(await reaches(set.tasks, task.id, 'completed'), set.served);
      assert.equal(set.served.submits(), 2);
      assert.equal(set.served.tasks.length, 1);
    });

    it('pauses without a key, sends nothing, and goes on when one is set', async (t) => {
      const set = await scene(t);
      Object.assign(set.window.keys, { [gateway]: undefined });
      const task = await generate(set, gateway, ...ends);
      assert.equal(task.state, 'paused');
      assert.equal(task.failure?.command, 'setApiKey');
      assert.equal(set.served.log.entries.length, 0);
      set.window.keys[gateway] = set.served.keys[gateway];
      set.tasks.wake((task) => task.gateway === gateway);
      await assertSaved(await reaches(set.tasks, task.id, 'completed'), set.served);
      assert.equal(set.served.submits(), 1);
    });
  });

  describe(`following a task of ${gateway}`, () => {
    const bearable: readonly (readonly [string, Fault, number])[] = [
      ['resets', { kind: 'resetBefore' }, 2],
      ['silence', { kind: 'silence' }, 1],
      ['502 pages', { kind: 'html502' }, 2],
      ['a 429', { kind: 'rateLimited' }, 1],
      ['a 429 that says how long', { kind: 'rateLimited', retryAfter: '12' }, 1],
      ['an unreadable 200', { kind: 'unreadable' }, 1],
      ['a 404 in the first minute', { kind: 'reply', status: 404, body: { error: { code: 404, message: 'task not found', type: 'not_found_error' } } }, 1],
      ['an odd word', { kind: 'word', status: 'Warming up' }, 2],
      ['other words for the same', { kind: 'word', status: 'IN-PROGRESS', progress: '50%' }, 1],
      ['completed without a link', { kind: 'withoutLink' }, 3],
      ['the link in an array', { kind: 'urlForm', form: 'array' }, 0],
      ['the link as a string', { kind: 'urlForm', form: 'string' }, 0],
    ];
    for (const [what, fault, times] of bearable) {
      it(`bears ${what}`, async (t) => {
        const set = await scene(t, { step: 'status', fault, times });
        await assertSaved(await generate(set, gateway, 'completed', 'failed', 'paused'), set.served);
        assert.equal(set.served.submits(), 1);
      });
    }

    it('tells that the gateway cancelled it, not the person', async (t) => {
      const set = await scene(t, { step: 'status', fault: { kind: 'word', status: 'cancelled' } });
      const task = await generate(set, gateway, ...ends);
      assert.deepEqual([task.state, task.failure?.class, task.failure?.command], ['cancelled', 'cancelled', 'generateAgain']);
      assert.equal(set.served.submits(), 1);
    });

    it('fails when the gateway says so, with its reason', async (t) => {
      const set = await scene(t, { step: 'status', fault: { kind: 'failed', message: 'Content violates the content policy' } });
      const task = await generate(set, gateway, ...ends);
      assert.equal(task.state, 'failed');
      assert.match(task.failure?.message ?? '', /content policy/u);
      assert.equal(set.served.submits(), 1);
    });

    it('asks a few times for a missing link, then says so', async (t) => {
      const set = await scene(t, { step: 'status', fault: { kind: 'withoutLink' }, times: 0 });
      const task = await generate(set, gateway, ...ends);
      assert.equal(task.state, 'paused');
      assert.equal(task.failure?.class, 'result');
      assert.equal(set.served.log.count('status'), 5);
      set.served.clearFaults();
      assert.equal((await set.tasks.checkNow(task.id)).kind, 'done');
      await assertSaved(await reaches(set.tasks, task.id, 'completed'), set.served);
    });

    for (const status of [401, 402, 403]) {
      it(`pauses on ${String(status)}, and goes on when asked to`, async (t) => {
        const set = await scene(t, { step: 'status', fault: { kind: 'reply', status, body: { error: { code: status, message: 'no' } } } });
        const task = await generate(set, gateway, ...ends);
        assert.equal(task.state, 'paused');
        await set.tasks.checkNow(task.id);
        await assertSaved(await reaches(set.tasks, task.id, 'completed'), set.served);
        assert.equal(set.served.submits(), 1);
      });
    }

    it('pauses when the gateway does not know the task after its first minute', async (t) => {
      const set = await scene(t, { step: 'status', fault: { kind: 'reply', status: 404, body: { error: { code: 404, message: 'task not found', type: 'not_found_error' } } }, times: 0 });
      const task = await generate(set, gateway, ...ends);
      assert.equal(task.state, 'paused');
      assert.match(task.failure?.message ?? '', /has no task/u);
      assert.ok(set.served.log.count('status') > 2);
    });

    it('pauses after half an hour, saying that it may still be running', async (t) => {
      const folder = await temporaryFolder(t);
      const served = await emulator(t, { ripening: { by: 'hand' } });
      const { tasks } = openWindow(t, { folder, emulator: served, settings: { pollIntervalMs: 60_000 }, platform: { clock: fastClock(2000) } });
      const { id } = await tasks.create(newTask(folder, { gateway, baseUrl: served[gateway] }));
      const task = await reaches(tasks, id, ...ends);
      assert.equal(task.state, 'paused');
      assert.match(task.failure?.message ?? '', /still be in progress/u);
      served.finish();
      await tasks.checkNow(id);
      await assertSaved(await reaches(tasks, id, 'completed'), served);
      assert.equal(served.submits(), 1);
    });
  });

  describe(`fetching a video of ${gateway}`, () => {
    const bearable: readonly (readonly [string, Fault, number])[] = [
      ['an expired link', { kind: 'expired' }, 1],
      ['a link that leads nowhere', { kind: 'gone' }, 1],
      ['a reset', { kind: 'resetBefore' }, 1],
      ['silence', { kind: 'silence' }, 1],
      ['a cut', { kind: 'cut', after: 2000 }, 1],
      ['two cuts', { kind: 'cut', after: 1000 }, 2],
      ['a cut in the first bytes', { kind: 'cut', after: 3 }, 1],
      ['a stall', { kind: 'stall', after: 2000 }, 1],
      ['a wrong length', { kind: 'wrongLength', extra: 100 }, 1],
      ['a page instead of the video', { kind: 'notVideo' }, 1],
      ['a redirect', { kind: 'redirect' }, 1],
      ['five redirects', { kind: 'redirect' }, 5],
      ['a 502', { kind: 'html502' }, 1],
      ['a 429', { kind: 'rateLimited', retryAfter: 3 }, 1],
      ['an end too early without a told length', { kind: 'endsEarly', after: 2000 }, 1],
      ['an end too early with an ETag', { kind: 'endsEarly', after: 2000, etag: '"e"' }, 2],
      ['a host that has half of the file', { kind: 'halfFile', bytes: 2000 }, 2],
      ['a compression that nobody asked for', { kind: 'compressed' }, 1],
    ];
    for (const [what, fault, times] of bearable) {
      it(`bears ${what}`, async (t) => {
        const set = await scene(t, { step: 'file', fault, times });
        await assertSaved(await generate(set, gateway, 'completed', 'failed', 'paused'), set.served);
        assert.equal(set.served.submits(), 1);
      });
    }

    it('tries every address that ends the task, also where the first is down', async (t) => {
      const set = await scene(t);
      const page = (name: string): string => `${set.served.files}/${name}`;
      const good = `${set.served.files}/videos/a.mp4?expires=${String(Date.now() + 60_000)}`;
      set.served.setFault({ step: 'status', fault: { kind: 'reply', status: 200, body: { id: 'a', status: 'completed', video_url: `${await serve(t, (_request, response) => { response.writeHead(502).end('Bad gateway'); })}/a.mp4`, url: page('watch'), share: page('share'), plain: 'http://files.example/a.mp4', output: [good] } } });
      await assertSaved(await generate(set, gateway, 'completed', 'paused'), set.served);
      assert.equal(set.served.submits(), 1);
    });

    it('waits for the video itself rather than take a copy with a mark in it', async (t) => {
      const set = await scene(t, { step: 'file', fault: { kind: 'html502' }, times: 2 });
      set.served.setFault({ step: 'status', fault: { kind: 'reply', status: 200, body: { id: 'a', status: 'completed', video_url: `${set.served.files}/videos/a.mp4?expires=${String(Date.now() + 60_000)}`, watermark_url: `${await serve(t, (_request, response) => { response.end(faststartMp4(5000)); })}/wm.mp4` } } });
      await assertSaved(await generate(set, gateway, 'completed', 'paused'), set.served);
    });
    for (const [what, query, taken] of [['gets the key there', '', 'completed'], ['keeps the key when it is moved', '?moved', 'completed']] as const) {
      it(`a link on the gateway's own origin that answers 401 ${what}`, async (t) => {
        const set = await scene(t);
        set.served.setFault({ step: 'status', fault: { kind: 'link', url: `${set.served[gateway]}/v1/videos/one/content${query}` } });
        await assertSaved(await generate(set, gateway, taken, 'paused'), set.served);
        const asked = set.served.log.entries.filter(({ path, step }) => path.includes('/content') || step === 'file').map(({ step, bearer }) => [step, bearer]);
        assert.deepEqual(asked, [['other', undefined], ['other', gateway], ...(query ? [['file', undefined]] : [])]);
      });
    }

    it('sends no key to another origin that answers 401', async (t) => {
      const set = await scene(t);
      set.served.setFault({ step: 'status', fault: { kind: 'link', url: `${set.served[gateway === 'apimart' ? 'toapis' : 'apimart']}/v1/videos/one/content` } });
      await assertSaved(await generate(set, gateway, 'completed', 'paused'), set.served);
      assert.deepEqual(set.served.log.entries.filter(({ path }) => path.includes('/content')).map(({ bearer }) => bearer), [undefined]);
    });

    it('offers a link that is not encrypted, and writes no signature of it down', async (t) => {
      const set = await scene(t, { step: 'status', fault: { kind: 'link', url: 'http://files.example/a.mp4?signature=secret' }, times: 0 });
      const task = await generate(set, gateway, ...ends);
      assert.deepEqual([task.state, task.failure?.class, task.failure?.command], ['paused', 'result', 'openLink']);
      assert.match(task.failure?.message ?? '', /files\.example isn’t encrypted/u);
      assert.doesNotMatch(JSON.stringify(task), /secret/u);
      assert.equal(set.served.log.count('file'), 0);
    });

    it('goes on by Range after a cut, without the key', async (t) => {
      const set = await sceneWith(t, { clip: await longClip(2_000_000) }, { step: 'file', fault: { kind: 'cut', after: 1_500_000 } });
      await assertSaved(await generate(set, gateway, 'completed', 'paused'), set.served);
      const files = set.served.log.entries.filter(({ step }) => step === 'file');
      assert.equal(files.length, 2);
      assert.equal(files[0]?.headers.range, undefined);
      assert.match(files[1]?.headers.range ?? '', /^bytes=[1-9]\d*-$/u);
      assert.ok(files[1]?.headers['if-range']);
      assert.ok(files.every(({ headers }) => headers.authorization === undefined));
    });

    it('begins again when the host ignores the Range', async (t) => {
      const set = await sceneWith(t, { clip: await longClip(2_000_000) }, { step: 'file', fault: { kind: 'cut', after: 1_500_000 } }, { step: 'file', fault: { kind: 'ignoresRange' } });
      await assertSaved(await generate(set, gateway, 'completed', 'paused'), set.served);
    });

    it('asks the status for a fresh link when the first one is dead', async (t) => {
      const set = await scene(t, { step: 'file', fault: { kind: 'expired' } });
      await assertSaved(await generate(set, gateway, 'completed', 'paused'), set.served);
      const links = set.served.log.entries.filter(({ step }) => step === 'file').map(({ path }) => path);
      assert.equal(new Set(links).size, 2);
    });

    const hopeless: readonly (readonly [string, FaultOrder])[] = [
      ['every link is dead', { step: 'file', fault: { kind: 'expired' }, times: 0 }],
      ['the host has only half of the file', { step: 'file', fault: { kind: 'halfFile', bytes: 2000 }, times: 0 }],
      ['every link gives a page', { step: 'file', fault: { kind: 'notVideo' }, times: 0 }],
      ['redirects never end', { step: 'file', fault: { kind: 'redirect' }, times: 0 }],
      ['a redirect leaves encryption', { step: 'file', fault: { kind: 'redirect', to: 'http://files.example/a.mp4' }, times: 0 }],
      ['the link is not encrypted', { step: 'status', fault: { kind: 'link', url: 'http://files.example/a.mp4' }, times: 0 }],
      ['the link is no link', { step: 'status', fault: { kind: 'link', url: 'file:///etc/passwd' }, times: 0 }],
    ];
    for (const [what, order] of hopeless) {
      it(`pauses with a way out when ${what}`, async (t) => {
        const set = await scene(t, order);
        const task = await generate(set, gateway, ...ends);
        assert.equal(task.state, 'paused');
        assert.equal(task.failure?.class, 'result');
        assert.equal(task.failure.command, what.includes('encrypt') ? 'openLink' : 'checkNow');
        set.served.clearFaults();
        await set.tasks.checkNow(task.id);
        await assertSaved(await reaches(set.tasks, task.id, 'completed'), set.served);
        assert.equal(set.served.submits(), 1);
      });
    }
  });
}
