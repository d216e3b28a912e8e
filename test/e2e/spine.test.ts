import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { emulatorKeys, startEmulator, type Emulator } from '../gateway/emulator.ts';
import { until } from '../support/until.ts';
import { plays } from './plays.ts';
import type { Theme } from './settings.ts';
import { openWorkbench, type Workbench, type WorkbenchOptions } from './workbench.ts';

const prompt = '[Push in, Pedestal up] A red kite over a harbour at dusk, then [Pan left] the lighthouse';

let emulator: Emulator;
let bench: Workbench;

before(async () => { emulator = await startEmulator(); });
after(async () => { await emulator.close(); });

/** A workbench whose gateways are the emulator's, with the prompt in a Markdown file. */
async function open(gateway: 'apimart' | 'toapis', options: WorkbenchOptions = {}): Promise<Workbench> {
  const opened = await openWorkbench({
    ...options,
    settings: {
      'hailuo.gateway': gateway, 'hailuo.apimart.baseUrl': emulator.apimart, 'hailuo.toapis.baseUrl': emulator.toapis, 'hailuo.pollInterval': 1,
      // Of a price that nobody knows each order would be asked about.
      'hailuo.prices': { 'apimart 768p 6 s': '0.28', 'toapis 768p 6 s': '0.31' },
    },
  });
  assert.ok(opened.workspace);
  await writeFile(join(opened.workspace, 'shots.md'), `# Shots\n\n${prompt}\n`);
  return opened;
}

async function setKey(gateway: 'apimart' | 'toapis'): Promise<void> {
  await bench.command('hailuo.setApiKey', { gateway, key: emulatorKeys[gateway] });
}

async function generate(): Promise<void> {
  await bench.openFile('shots.md');
  await bench.selectLines(3, 3);
  await bench.runCommand('Hailuo: Generate Video from Selection');
}

async function use(gateway: 'apimart' | 'toapis', theme: Theme): Promise<void> {
  await bench.probe.evaluate(async (api, id) => { await api.workspace.getConfiguration('hailuo').update('gateway', id, true); }, gateway);
  await bench.changeTheme(theme);
}

beforeEach(() => { emulator.clearFaults(); });
afterEach(async (context) => {
  if ('passed' in context && !context.passed) await bench.screenshot('spine-failed');
});

describe('a selected prompt becomes a video', () => {
  before(async () => { bench = await open('apimart'); });
  afterEach(async () => { await bench.clearTable(); });
  after(async () => { await bench.close(); });

  test('through APIMart, whose key is asked for when it is first needed', async () => {
    const before = emulator.submits('apimart');
    await generate();
    await bench.pick('Set APIMart API key');
    await (await bench.quickInput()).locator('input[type="password"]').waitFor();
    await bench.screenshot('spine-key');
    await bench.answer(emulatorKeys.apimart);
    const take = await bench.probe.taskIn(['completed', 'failed']);
    assert.equal(take.state, 'completed', take.failure?.message);
    assert.equal(emulator.submits('apimart') - before, 1);
    const request = emulator.log.entries.findLast(({ step }) => step === 'submit');
    assert.deepEqual(request?.body, {
      model: 'MiniMax-Hailuo-2.3', prompt: '[推进, 上升] A red kite over a harbour at dusk, then [左摇] the lighthouse', duration: 6, resolution: '768p',
      prompt_optimizer: true, fast_pretreatment: false, watermark: false,
    });
    assert.ok(take.file);
    assert.equal(dirname(take.file), join(bench.workspace ?? '', 'videos'));
    assert.deepEqual(await readFile(take.file), Buffer.from(emulator.clip));
    const story = await readFile(`${take.file}.json`, 'utf8');
    assert.equal((JSON.parse(story) as { prompt: string }).prompt, prompt);
    assert.ok(!story.includes(emulatorKeys.apimart) && !story.includes('signature='), 'the story tells a secret');

    await (await bench.notification('The video is ready')).getByRole('button', { name: 'Open' }).click();
    await plays(await bench.webview('video'));
    await bench.runCommand('Hailuo: Show Tasks');
    await bench.page.getByRole('treeitem', { name: /red kite/ }).first().waitFor();
    await bench.screenshot('spine-apimart');
  });

  test('through ToAPIs, options inside metadata and directives in English', async () => {
    const before = emulator.submits('toapis');
    await use('toapis', 'light');
    await setKey('toapis');
    await generate();
    const take = await bench.probe.taskIn(['completed', 'failed']);
    assert.equal(take.state, 'completed', take.failure?.message);
    assert.equal(emulator.submits('toapis') - before, 1);
    const request = emulator.log.entries.findLast(({ step }) => step === 'submit');
    assert.deepEqual(request?.body, {
      model: 'MiniMax-Hailuo-2.3', prompt, duration: 6,
      metadata: { resolution: '768p', prompt_optimizer: true, fast_pretreatment: false, watermark: false },
    });
    await bench.runCommand('Hailuo: Show Tasks');
    await bench.page.getByRole('treeitem', { name: /red kite/ }).first().waitFor();
    await bench.screenshot('spine-toapis-light');
  });

  test('once, although the reply was lost: the task is unconfirmed, through a reload too, until the user adopts the site’s task', async () => {
    const before = emulator.submits();
    await use('toapis', 'highContrast');
    // Another shot than the one before: the same again within moments would be asked about.
    await bench.probe.evaluate(async (api) => { await api.workspace.getConfiguration('hailuo').update('watermark', true, true); }, undefined);
    await setKey('toapis');
    emulator.setFault({ step: 'submit', fault: { kind: 'resetAfter' } });
    await generate();
    await bench.probe.taskIn(['unconfirmed']);
    assert.equal(emulator.submits() - before, 1);
    await bench.reload();
    await bench.probe.taskIn(['unconfirmed']);
    assert.equal(emulator.submits() - before, 1);
    await bench.runCommand('Hailuo: Show Tasks');
    const row = bench.page.getByRole('treeitem', { name: /red kite/ }).first();
    const ways = bench.page.locator('.quick-input-widget').getByText('enter its task ID');
    // What a window still loads after a reload may take the focus from the list, which closes it.
    await until('the ways to resolve it are there', async () => {
      await row.hover();
      await row.getByRole('button', { name: /^Resolve Unconfirmed/ }).click();
      return ways.waitFor({ timeout: 15_000 }).then(() => true, () => false);
    }, (areThere) => areThere);
    await bench.screenshot('spine-unconfirmed-high-contrast');
    await bench.pick('enter its task ID');
    await bench.answer(emulator.tasks.at(-1)?.id ?? '');
    const take = await bench.probe.taskIn(['completed', 'failed']);
    assert.equal(take.state, 'completed', take.failure?.message);
    assert.equal(emulator.submits() - before, 1);
  });

  test('in a window that is reloaded while it runs', async () => {
    const before = emulator.submits();
    await use('apimart', 'dark');
    await setKey('apimart');
    emulator.setFault({ step: 'status', fault: { kind: 'word', status: 'processing', progress: 40 }, times: 0 });
    await generate();
    await bench.probe.taskIn(['running']);
    await bench.runCommand('Hailuo: Show Tasks');
    await bench.page.getByRole('treeitem', { name: /40/ }).first().waitFor();
    await bench.screenshot('spine-running');
    await bench.reload();
    emulator.clearFaults();
    const take = await bench.probe.taskIn(['completed', 'failed']);
    assert.equal(take.state, 'completed', take.failure?.message);
    assert.equal(emulator.submits() - before, 1);
  });

});

describe('nothing is paid twice and nothing is lost', () => {
  afterEach(async () => { await bench.close(); });

  test('an editor that is killed goes on after its restart, with the key it had', async () => {
    const before = emulator.submits();
    const first = await open('toapis');
    bench = first;
    await setKey('toapis');
    emulator.setFault({ step: 'status', fault: { kind: 'word', status: 'in_progress', progress: 40 }, times: 0 });
    await generate();
    await bench.probe.taskIn(['running']);
    await bench.kill();
    emulator.clearFaults();
    bench = await open('toapis', { home: first.home, port: first.port });
    const take = await bench.probe.taskIn(['completed', 'failed', 'paused']);
    assert.equal(take.state, 'completed', take.failure?.message);
    assert.equal(emulator.submits() - before, 1);
  });

  test('a task whose key is gone after a restart waits and says so, and goes on once it is set again', async () => {
    const before = emulator.submits();
    const first = await open('apimart');
    bench = first;
    await setKey('apimart');
    emulator.setFault({ step: 'status', fault: { kind: 'word', status: 'processing', progress: 40 }, times: 0 });
    await generate();
    await bench.probe.taskIn(['running']);
    await bench.kill();
    emulator.clearFaults();
    // Another port is another origin: the browser's store, and with it the key, stays behind.
    bench = await open('apimart', { home: first.home });
    const paused = await bench.probe.taskIn(['paused', 'completed']);
    assert.equal(paused.state, 'paused');
    assert.equal(paused.failure?.class, 'auth');
    await bench.runCommand('Hailuo: Show Tasks');
    await bench.page.getByRole('treeitem', { name: /red kite.*key/i }).first().waitFor();
    await bench.screenshot('spine-paused');
    await setKey('apimart');
    const take = await bench.probe.taskIn(['completed', 'failed']);
    assert.equal(take.state, 'completed', take.failure?.message);
    assert.equal(emulator.submits() - before, 1);
  });
});
