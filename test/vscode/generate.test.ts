import assert from 'node:assert/strict';
import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { HailuoApi } from '../../src/api.ts';
import type { PublicTask } from '../../src/tasks/publicTask.ts';
import type { Emulator } from '../gateway/emulator.ts';
import { emulatorKeys, startEmulator } from '../gateway/emulator.ts';
import { messagesDuring, sayYes } from './support/messages.ts';
import { activated, openPrompt, taskIn, withSettings } from './support/product.ts';

const run = (command: string, argument?: unknown): Thenable<PublicTask | undefined> => vscode.commands.executeCommand(command, argument);

/** What the fetch of this process goes through, other extensions' too. */
const dispatchers = (): unknown[] => ['undici.globalDispatcher.1', 'undici.globalDispatcher.2'].map((name) => (globalThis as Record<symbol, unknown>)[Symbol.for(name)]);
// Read before any test, as the first request of ours already loads the client.
const dispatchersBefore = dispatchers();

/** What the emulator serves: an mp4 that the animatic made. */
async function aRealVideo(api: HailuoApi): Promise<Uint8Array> {
  const task = await run('hailuo.generate', { prompt: '[Static shot] A cat', gateway: 'animatic' });
  assert.ok(task);
  return fs.readFile((await taskIn(api, task.id, ['completed'])).file!);
}

describe('Generate Video from Selection', () => {
  let api: HailuoApi;
  before(async () => { api = await activated(); });
  afterEach(async () => { await vscode.commands.executeCommand('workbench.action.closeAllEditors'); });

  it('turns the selected text into a playable take with its story beside it, by the animatic', async () => {
    await openPrompt('[Push in] A lighthouse at dusk');
    const task = await run('hailuo.generateFromSelection', { gateway: 'animatic' });
    assert.ok(task);
    assert.equal(task.prompt, '[Push in] A lighthouse at dusk');
    const done = await taskIn(api, task.id, ['completed', 'failed']);
    assert.equal(done.state, 'completed', done.failure?.message);
    assert.ok(done.file && path.isAbsolute(done.file));
    const bytes = await fs.readFile(done.file);
    assert.equal(bytes.toString('latin1', 4, 8), 'ftyp');
    const sidecar = JSON.parse(await fs.readFile(`${done.file}.json`, 'utf8')) as { prompt: { written: string } | string };
    assert.match(JSON.stringify(sidecar), /A lighthouse at dusk/u);
  });

  it('takes the paragraph at the cursor when nothing is selected', async () => {
    await openPrompt('First.\n\n[Pan left] Second,\nin two lines.\n\nThird.', 'plaintext', new vscode.Position(3, 4));
    const task = await run('hailuo.generateFromSelection', { gateway: 'animatic' });
    assert.equal(task?.prompt, '[Pan left] Second,\nin two lines.');
    await vscode.commands.executeCommand('hailuo.task.stopTracking', { id: task.id });
    await taskIn(api, task.id, ['cancelled', 'completed']);
  });

  it('reads a .hailuo file: the shot at the cursor, its settings over the defaults of the file', async () => {
    await openPrompt('@duration = 10\n@gateway = animatic\n\n### One\nA cat\n\n### Two\n@duration = 6\n// not sent\n[Zoom in] A dog\n', 'hailuo', new vscode.Position(9, 3));
    const task = await run('hailuo.generateFromSelection');
    assert.equal(task?.prompt, '[Zoom in] A dog');
    assert.equal(task.duration, 6);
    assert.equal(task.gateway, 'animatic');
    await vscode.commands.executeCommand('hailuo.task.stopTracking', { id: task.id });
  });

  it('makes the shot again as its document says it now', async () => {
    const editor = await openPrompt('[Pan left] A red kite over the harbour at dusk', 'plaintext', new vscode.Position(0, 0));
    const first = await run('hailuo.generateFromSelection', { gateway: 'animatic', duration: 10 });
    assert.ok(first);
    const same = await run('hailuo.task.generateAgain', { id: first.id });
    assert.equal(same?.prompt, first.prompt);
    await editor.edit((edit) => edit.replace(new vscode.Range(0, 0, 0, 10), '[Truck right]'));
    const changed = await run('hailuo.task.generateAgain', { id: first.id });
    assert.equal(changed?.prompt, '[Truck right] A red kite over the harbour at dusk');
    assert.deepEqual([changed.gateway, changed.duration], ['animatic', 10]);
    for (const { id } of [first, same, changed]) await vscode.commands.executeCommand('hailuo.task.stopTracking', { id });
  });

  it('shows the animatic of an unchanged shot again rather than make it twice, and says so', async () => {
    const shot = { prompt: '[Tilt up] A crane over the quay', gateway: 'animatic' };
    const first = await run('hailuo.generate', shot);
    assert.ok(first);
    const running = await messagesDuring(async () => { assert.equal((await run('hailuo.generate', shot))?.id, first.id); });
    assert.deepEqual(running, ['“A crane over the quay” hasn’t changed, and its animatic is being rendered already.']);
    await taskIn(api, first.id, ['completed']);
    const before = api.tasks().length;
    const done = await messagesDuring(async () => { assert.equal((await run('hailuo.generate', shot))?.id, first.id); });
    assert.deepEqual(done, ['“A crane over the quay” hasn’t changed, so its animatic is the same clip as before.']);
    assert.equal(api.tasks().length, before);
    const other = await run('hailuo.generate', { ...shot, prompt: '[Tilt down] A crane over the quay' });
    assert.notEqual(other?.id, first.id);
    await vscode.commands.executeCommand('hailuo.task.stopTracking', { id: other?.id });
  });

  const refused: readonly [string, string, object, RegExp][] = [
    ['an empty prompt', '   ', {}, /prompt is empty/u],
    ['10 s at 1080p', 'A cat', { duration: 10, resolution: '1080p' }, /10 s.*768p|1080p.*6 s/u],
    ['more than 2000 characters', 'a'.repeat(2001), {}, /2001 .*2000/u],
    ['a first frame that is missing', 'A cat', { firstFrame: '/nowhere/cat.png' }, /first frame/iu],
    ['a first frame whose address was cut', 'A cat', { firstFrame: 'https://files.example/cat.png?…' }, /first frame.*full address/iu],
    ['a setting that does not exist', 'A cat', { duration: 7 }, /“duration”.*6, 10/u],
  ];
  for (const [what, text, settings, sentence] of refused) {
    it(`makes no task of ${what}, and says what is wrong`, async () => {
      const before = api.tasks().length;
      await openPrompt(text);
      const shown = await messagesDuring(async () => {
        assert.equal(await run('hailuo.generateFromSelection', { gateway: 'animatic', ...settings }), undefined);
      });
      assert.equal(shown.length, 1);
      assert.match(shown[0] ?? '', sentence);
      assert.equal(api.tasks().length, before);
    });
  }
});

describe('the commands on tasks', () => {
  let api: HailuoApi;
  before(async () => { api = await activated(); });

  it('act on every row that is selected', async () => {
    const made = [await run('hailuo.generate', { prompt: 'One', gateway: 'animatic' }), await run('hailuo.generate', { prompt: 'Another', gateway: 'animatic' })];
    const rows = made.map((task) => ({ kind: 'task', id: task?.id ?? '' }));
    await vscode.commands.executeCommand('hailuo.task.stopTracking', rows[0], rows);
    for (const { id } of rows) await taskIn(api, id, ['cancelled', 'completed']);
    await vscode.commands.executeCommand('hailuo.task.remove', rows[0], rows);
    assert.deepEqual(api.tasks().filter(({ id }) => rows.some((row) => row.id === id)), []);
  });

  it('say what is wrong with the one that is named', async () => {
    const task = await run('hailuo.generate', { prompt: 'A cat that was stopped', gateway: 'animatic' });
    assert.ok(task);
    await vscode.commands.executeCommand('hailuo.task.stopTracking', { id: task.id });
    await taskIn(api, task.id, ['cancelled']);
    const said = (command: string): Promise<readonly string[]> => messagesDuring(() => run(command, { id: task.id }));
    assert.match((await said('hailuo.task.saveAs')).join(), /“A cat that was stopped” has no video \(Stopped\)/u);
    assert.match((await said('hailuo.task.copyAsCurl')).join(), /is an animatic/u);
    assert.match((await said('hailuo.task.checkNow')).join(), /has already ended \(Stopped\)/u);
    assert.match((await said('hailuo.task.resolveUnconfirmed')).join(), /isn’t unconfirmed/u);
  });
});

describe('paid gateways', () => {
  let api: HailuoApi;
  let emulator: Emulator;
  let restore: () => Promise<void>;
  before(async () => {
    api = await activated();
    emulator = await startEmulator({ clip: await aRealVideo(api) });
    restore = await withSettings({ 'apimart.baseUrl': emulator.apimart, 'toapis.baseUrl': emulator.toapis, pollInterval: 1, prices: { 'apimart 768p 6 s': '0.28 USD', 'toapis 768p 6 s': '0.31 USD' } });
  });
  after(async () => {
    await vscode.commands.executeCommand('hailuo.removeApiKey', { gateway: 'apimart' });
    await vscode.commands.executeCommand('hailuo.removeApiKey', { gateway: 'toapis' });
    await restore();
    await emulator.close();
  });

  /** An order by another extension: the person is asked, and says yes. */
  const ordered = async (argument: object): Promise<{ readonly task: PublicTask; readonly asked: readonly string[] }> => {
    let task: PublicTask | undefined;
    const asked = await messagesDuring(async () => { task = await run('hailuo.generate', argument); }, sayYes);
    assert.ok(task, asked.join(' | '));
    return { task, asked };
  };

  it('does not store a key that the gateway refuses', async () => {
    assert.equal(await vscode.commands.executeCommand('hailuo.setApiKey', { gateway: 'apimart', key: 'sk-wrong' }), false);
    assert.equal(await vscode.commands.executeCommand('hailuo.removeApiKey', { gateway: 'apimart' }), false);
  });

  for (const gateway of ['apimart', 'toapis'] as const) {
    it(`make one paid request and a take through ${gateway}, and leave the fetch of other extensions alone`, async () => {
      const submits = emulator.submits(gateway);
      assert.equal(await vscode.commands.executeCommand('hailuo.setApiKey', { gateway, key: emulatorKeys[gateway] }), true);
      const { task, asked } = await ordered({ prompt: '[Push in] A cat [左摇] runs', gateway });
      assert.match(asked.join(), /Generate “A cat runs” with \w+\?[^]*Costs about/u);
      const done = await taskIn(api, task.id, ['completed', 'failed', 'paused', 'unconfirmed']);
      assert.equal(done.state, 'completed', done.failure?.message);
      assert.equal(done.sentPrompt, gateway === 'apimart' ? '[推进] A cat [左摇] runs' : '[Push in] A cat [Pan left] runs');
      assert.equal(emulator.submits(gateway), submits + 1);
      assert.deepEqual(await fs.readFile(done.file!), Buffer.from(emulator.clip));
      assert.deepEqual(dispatchers(), dispatchersBefore);
    });
  }

  it('take one gesture for one order, and ask before the same one is placed again within moments', async () => {
    const argument = { prompt: '[Push in] A cat is ordered', gateway: 'toapis', duration: 6 };
    const made = (): readonly PublicTask[] => api.tasks().filter(({ prompt }) => prompt === argument.prompt);
    const both: (PublicTask | undefined)[] = [];
    const once = await messagesDuring(async () => { both.push(...await Promise.all([run('hailuo.generate', argument), run('hailuo.generate', { ...argument })])); }, sayYes);
    const [first, second] = both;
    assert.equal(once.length, 1);
    assert.ok(first);
    assert.equal(second?.id, first.id);
    const asked = await messagesDuring(async () => { assert.equal(await run('hailuo.generate', argument), undefined); });
    assert.match(asked.join(), /You just submitted this shot/u);
    assert.equal(made().length, 1);
    await messagesDuring(() => run('hailuo.task.generateAgain', { id: first.id }), () => 'Submit Again');
    assert.equal(made().length, 2);
    for (const { id } of made()) await taskIn(api, id, ['completed']);
  });

  it('keep a task unconfirmed when the reply is lost, send nothing more by themselves, and follow the task that is adopted', async () => {
    const submits = emulator.submits('toapis');
    emulator.setFault({ step: 'submit', gateway: 'toapis', fault: { kind: 'resetAfter' } });
    const { task } = await ordered({ prompt: 'A reply is lost', gateway: 'toapis' });
    const lost = await taskIn(api, task.id, ['unconfirmed', 'failed', 'completed']);
    assert.equal(lost.state, 'unconfirmed');
    assert.match(lost.failure?.message ?? '', /charged|unknown/iu);
    const remoteId = emulator.tasks.at(-1)?.id;
    await vscode.commands.executeCommand('hailuo.task.resolveUnconfirmed', { id: task.id, resolution: 'adopt', remoteId });
    const done = await taskIn(api, task.id, ['completed', 'failed']);
    assert.equal(done.state, 'completed', done.failure?.message);
    assert.equal(done.remoteId, remoteId);
    assert.equal(emulator.submits('toapis'), submits + 1);
  });

  it('end an unconfirmed task that was not charged without another request', async () => {
    emulator.setFault({ step: 'submit', gateway: 'apimart', fault: { kind: 'html502' } });
    const submits = emulator.submits('apimart');
    const { task } = await ordered({ prompt: 'Never arrived', gateway: 'apimart' });
    await taskIn(api, task.id, ['unconfirmed']);
    await vscode.commands.executeCommand('hailuo.task.resolveUnconfirmed', { id: task.id, resolution: 'notCharged' });
    const ended = await taskIn(api, task.id, ['failed', 'cancelled']);
    assert.ok(ended);
    assert.equal(emulator.submits('apimart'), submits + 1);
  });

  it('send nothing to a base URL that would show the key', async () => {
    const undo = await withSettings({ 'apimart.baseUrl': 'http://example.com' });
    try {
      assert.equal(await run('hailuo.generate', { prompt: 'A cat', gateway: 'apimart' }), undefined);
      assert.equal(await vscode.commands.executeCommand('hailuo.setApiKey', { gateway: 'apimart', key: 'sk-secret' }), false);
    } finally {
      await undo();
    }
  });

  it('copy a request as cURL with the key masked', async () => {
    const task = api.tasks().find((one) => one.gateway === 'toapis' && one.state === 'completed');
    assert.ok(task);
    await vscode.commands.executeCommand('hailuo.task.copyAsCurl', { id: task.id });
    const curl = await vscode.env.clipboard.readText();
    assert.match(curl, /^curl .*\/v1\/videos\/generations/su);
    assert.doesNotMatch(curl, new RegExp(emulatorKeys.toapis, 'u'));
  });
});
