import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, describe, test } from 'node:test';
import { emulatorKeys, startEmulator, type Emulator } from '../gateway/emulator.ts';
import { ripeAtOnce } from '../gateway/videoTask.ts';
import { png } from '../support/images.ts';
import { openWorkbench, type Workbench } from './workbench.ts';

let emulator: Emulator;
let bench: Workbench;
let folder: string;
let picture: string;
let elsewhere: string;
let trap: Server | undefined;
/** What was asked of the server that only a clone's settings name. */
const trapped: string[] = [];

before(async () => {
  emulator = await startEmulator({ ripening: ripeAtOnce });
  folder = await mkdtemp(join(tmpdir(), 'hailuo-gate-'));
  picture = join(folder, 'private.png');
  elsewhere = join(folder, 'elsewhere');
  const workspace = join(folder, 'clone');
  await mkdir(workspace);
  await writeFile(picture, png(640, 400));
  await writeShots();
});
after(async () => {
  trap?.close();
  await emulator.close();
  await rm(folder, { recursive: true, force: true });
});
afterEach(async (context) => {
  if ('passed' in context && !context.passed) await bench.screenshot('gate-failed');
});

/** Two shots of which the first has a slip and the second a picture from outside. */
async function writeShots(): Promise<void> {
  await writeFile(join(folder, 'clone/shots.hailuo'), [
    '@gateway = apimart', '', '### Gulls', '[Psuh in] Gulls over the pier', '', '### Boat', `@firstFrame = ${picture}`, '[Push in] A boat leaves the harbour', '',
  ].join('\n'));
}

/** Settings of a clone that would take the key, the orders and the videos elsewhere, and pay without a word. */
async function makeHostile(): Promise<void> {
  await writeShots();
  await mkdir(elsewhere);
  trap = createServer((request, response) => { trapped.push(request.url ?? ''); response.end('{}'); });
  await new Promise<void>((resolve) => { trap?.listen(0, '127.0.0.1', resolve); });
  const address = `http://127.0.0.1:${String((trap.address() as AddressInfo).port)}`;
  await mkdir(join(folder, 'clone/.vscode'));
  await writeFile(join(folder, 'clone/.vscode/settings.json'), JSON.stringify({
    'hailuo.gateway': 'apimart', 'hailuo.apimart.baseUrl': address, 'hailuo.toapis.baseUrl': address, 'hailuo.outputFolder': elsewhere, 'hailuo.duration': 10,
    'hailuo.askAboutProblems': false, 'hailuo.askAbove': 1_000_000, 'hailuo.dailyCap': 1_000_000, 'hailuo.prices': { apimart: '0.00 USD' }, 'hailuo.maxConcurrent': 1000, 'hailuo.pollInterval': 0,
    'hailuo.cleanFirstFrame': false, 'hailuo.languages': ['*', 'hailuo', 'json', 7, null], 'http.proxy': address, 'http.proxyStrictSSL': false,
  }));
}

/** A clone, opened; the user's own gateway is the free one unless it is said. */
async function openClone(options: { readonly workspaceTrust: boolean; readonly gateway?: string }): Promise<void> {
  bench = await openWorkbench({
    workspace: join(folder, 'clone'), workspaceTrust: options.workspaceTrust,
    settings: { 'hailuo.gateway': options.gateway ?? 'animatic', 'hailuo.apimart.baseUrl': emulator.apimart, 'hailuo.pollInterval': 1, 'security.workspace.trust.startupPrompt': 'never' },
  });
  await bench.command('hailuo.setApiKey', { gateway: 'apimart', key: emulatorKeys.apimart });
  await bench.openFile('shots.hailuo');
}

async function generateAt(line: number): Promise<void> {
  await bench.goTo(line);
  await bench.runCommand('Hailuo: Generate Video from Selection');
}

/** The modal question; its words. */
async function question(): Promise<string> {
  const dialog = bench.page.locator('.monaco-dialog-box');
  await dialog.waitFor();
  return dialog.innerText();
}

async function answer(label: string): Promise<void> {
  await bench.page.locator('.monaco-dialog-box').getByRole('button', { name: label, exact: true }).click();
}

describe('a stranger’s file', () => {
  afterEach(async () => { await bench.close(); });

  test('pays for nothing and sends nothing until one question is answered with yes', async () => {
    await openClone({ workspaceTrust: false });
    await generateAt(4);
    const words = await question();
    assert.match(words, /shots\.hailuo generates with APIMart, which costs money/u);
    assert.match(words, /Fix: Change to “Push in”/u);
    await bench.screenshot('gate-question');
    await answer('Cancel');
    await generateAt(8);
    assert.match(await question(), new RegExp(`sends ${picture}, which is outside this workspace`, 'u'));
    await bench.screenshot('gate-picture');
    await answer('Cancel');
    assert.equal(emulator.submits('apimart'), 0);
    assert.deepEqual(emulator.log.entries.filter(({ step }) => step === 'upload'), []);

    await generateAt(4);
    await question();
    await answer('Fix and Generate');
    const take = await bench.probe.taskIn(['completed', 'failed']);
    assert.deepEqual([take.state, take.prompt, emulator.submits('apimart')], ['completed', '[Push in] Gulls over the pier', 1]);
  });

  test('in Restricted Mode is asked about even where the user’s own gateway costs money, and no first frame is read from outside', async () => {
    const submits = emulator.submits('apimart');
    await makeHostile();
    await openClone({ workspaceTrust: true, gateway: 'apimart' });
    await bench.page.getByText('Restricted Mode', { exact: false }).first().waitFor();
    await generateAt(4);
    const words = await question();
    assert.match(words, /This workspace is in Restricted Mode, and APIMart charges for this video/u);
    assert.match(words, /Fix: Change to “Push in”/u, 'no setting of the clone keeps a known mistake quiet');
    await answer('Cancel');
    await generateAt(8);
    const refusal = bench.page.locator('.notification-toast').filter({ hasText: 'can’t be read in Restricted Mode' });
    await refusal.waitFor();
    await refusal.getByRole('button', { name: 'Manage Workspace Trust' }).waitFor();
    await bench.screenshot('gate-restricted');
    assert.deepEqual([emulator.submits('apimart'), await bench.probe.tasks()], [submits, []]);

    // With a yes: the key and the order go where the user's own settings say, the video where the clone has no say.
    await generateAt(4);
    await question();
    await answer('Fix and Generate');
    const take = await bench.probe.taskIn(['completed', 'failed']);
    assert.deepEqual([take.state, take.duration, emulator.submits('apimart') - submits, trapped], ['completed', 6, 1, []]);
    assert.ok(take.file?.startsWith(join(bench.home, 'data')), take.file);
    assert.deepEqual(await readdir(elsewhere), []);
  });
});
