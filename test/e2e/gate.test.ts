import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, describe, test } from 'node:test';
import { emulatorKeys, startEmulator, type Emulator } from '../gateway/emulator.ts';
import { png } from '../support/images.ts';
import { openWorkbench, type Workbench } from './workbench.ts';

let emulator: Emulator;
let bench: Workbench;
let folder: string;
let picture: string;

before(async () => {
  emulator = await startEmulator();
  folder = await mkdtemp(join(tmpdir(), 'hailuo-gate-'));
  picture = join(folder, 'private.png');
  const workspace = join(folder, 'clone');
  await mkdir(workspace);
  await writeFile(picture, png(640, 400));
  await writeFile(join(workspace, 'shots.hailuo'), [
    '@gateway = apimart', '', '### Gulls', '[Psuh in] Gulls over the pier', '', '### Boat', `@firstFrame = ${picture}`, '[Push in] A boat leaves the harbour', '',
  ].join('\n'));
});
after(async () => {
  await emulator.close();
  await rm(folder, { recursive: true, force: true });
});
afterEach(async (context) => {
  if ('passed' in context && !context.passed) await bench.screenshot('gate-failed');
});

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
    await openClone({ workspaceTrust: true, gateway: 'apimart' });
    await bench.page.getByText('Restricted Mode', { exact: false }).first().waitFor();
    await generateAt(4);
    assert.match(await question(), /This workspace is in Restricted Mode, and APIMart charges for this video/u);
    await answer('Cancel');
    await generateAt(8);
    const refusal = bench.page.locator('.notification-toast').filter({ hasText: 'can’t be read in Restricted Mode' });
    await refusal.waitFor();
    await refusal.getByRole('button', { name: 'Manage Workspace Trust' }).waitFor();
    await bench.screenshot('gate-restricted');
    assert.deepEqual([emulator.submits('apimart'), await bench.probe.tasks()], [submits, []]);
  });
});
