import { mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, describe, test } from 'node:test';
import { makeClip } from '../gateway/clip.ts';
import { emulatorKeys, startEmulator, type Emulator } from '../gateway/emulator.ts';
import { ripeAtOnce } from '../gateway/videoTask.ts';
import { writeFilm } from '../support/takesWorkspace.ts';
import { until } from '../support/until.ts';
import { openWorkbench, type Workbench } from './workbench.ts';

let emulator: Emulator;
let bench: Workbench;
let workspace: string;

/** A paid order by another extension: the person is asked, and says yes. */
async function confirmed(id: string, argument: object): Promise<void> {
  const ordering = bench.command(id, argument);
  await (await bench.dialog()).getByRole('button', { name: 'Generate', exact: true }).click();
  await ordering;
}

before(async () => {
  emulator = await startEmulator({ clip: await makeClip(), ripening: ripeAtOnce });
  workspace = await mkdtemp(join(tmpdir(), 'hailuo-signs-'));
  await writeFilm(workspace);
  bench = await openWorkbench({ workspace, settings: { 'hailuo.apimart.baseUrl': emulator.apimart, 'hailuo.pollInterval': 1, 'hailuo.prices': { 'apimart 768p 6 s': '0.28' } } });
  await bench.command('hailuo.setApiKey', { gateway: 'apimart', key: emulatorKeys.apimart });
});
after(async () => {
  await bench.close();
  await emulator.close();
  await rm(workspace, { recursive: true, force: true });
});
afterEach(async (context) => {
  if ('passed' in context && !context.passed) await bench.screenshot('signs-failed');
});

/** Waits until the margin of the editor in front has just these marks. */
async function untilMarks(...marks: readonly string[]): Promise<void> {
  await bench.page.waitForFunction((wanted) => {
    const seen = [...document.querySelectorAll('.editor-group-container.active .margin *')].flatMap((element) => /gutter\/([\w-]+)\.svg/u.exec(decodeURIComponent(getComputedStyle(element).backgroundImage))?.[1] ?? []);
    return JSON.stringify(seen) === JSON.stringify(wanted);
  }, marks, { polling: 100 });
}

describe('the lens above a shot', () => {
  test('agrees with the gutter when the editor lost the keyboard right after the text was undone', async () => {
    await bench.openFile('film.hailuo');
    await untilMarks('done');
    const lens = bench.page.locator('.editor-group-container.active .codelens-decoration').first();
    await lens.filter({ hasNotText: 'out of date' }).filter({ hasText: 'Done' }).waitFor();
    await bench.goTo(4, 1);
    await bench.page.keyboard.type('Once');
    await lens.filter({ hasText: 'out of date' }).waitFor();
    await bench.probe.evaluate(async (api) => {
      await api.commands.executeCommand('undo');
      await api.commands.executeCommand('workbench.action.focusSideBar');
    }, undefined);
    await untilMarks('done');
    await lens.filter({ hasNotText: 'out of date' }).filter({ hasText: 'Done' }).waitFor();
  });
});

describe('the gutter', () => {
  test('marks each shot with its newest take, and tells when the shot changed since', async () => {
    await bench.openFile('film.hailuo');
    await untilMarks('done');
    await bench.goTo(4, 1);
    await bench.page.keyboard.type('Once ');
    await untilMarks('out-of-date');
    await bench.command('workbench.action.files.revert');
    await untilMarks('done');
  });

  test('knows the takes whose folder got another name, and forgets those whose folder went', async () => {
    await bench.openFile('film.hailuo');
    await rename(join(workspace, 'videos'), join(workspace, 'footage'));
    const file = (): Promise<unknown> => bench.probe.evaluate(async (api, film) =>
      (await api.commands.executeCommand<{ command?: { command: string; arguments?: { file?: string }[] } }[]>('vscode.executeCodeLensProvider', api.Uri.file(film), 100))
        .find((lens) => lens.command?.command === 'hailuo.openTake')?.command?.arguments?.[0]?.file, join(workspace, 'film.hailuo'));
    await until('the lens opens the take in its new folder', file, (found) => found === join(workspace, 'footage/street.mp4'));
    await untilMarks('done');
    await rm(join(workspace, 'footage'), { recursive: true });
    await untilMarks();
  });
});

describe('a task that runs', () => {
  test('is counted on the activity bar, told in the status bar and marked beside its shot, and is no more when it ends', async () => {
    emulator.setFault({ step: 'status', fault: { kind: 'word', status: 'processing', progress: 40 }, times: 0 });
    await bench.openFile('film.hailuo');
    await bench.goTo(4);
    await confirmed('hailuo.generateFromSelection', { gateway: 'apimart' });
    const badge = bench.page.locator('.activitybar .action-item .badge-content').filter({ hasText: /^1$/u });
    await badge.waitFor();
    const status = bench.page.locator('.statusbar-item').filter({ hasText: 'Video 40%' });
    await status.waitFor();
    await status.locator('[aria-label*="1 running, 0 waiting, 0 unconfirmed"]').first().waitFor();
    await untilMarks('running');
    await bench.screenshot('signs-running');
    await status.click();
    await bench.page.getByRole('treeitem', { name: /Street/u }).first().waitFor();
    emulator.clearFaults();
    await bench.probe.taskIn(['completed']);
    await badge.waitFor({ state: 'hidden' });
    await status.waitFor({ state: 'detached' });
    await untilMarks('done');
  });
});

describe('the palette', () => {
  /** Whether the palette lists the command beside another one that begins alike and is always there. */
  const lists = async (title: string): Promise<boolean> => {
    await bench.page.keyboard.press('F1');
    const input = await bench.quickInput();
    await input.locator('input[type="text"]').first().fill('>Hailuo: Re');
    const rows = input.locator('.quick-input-list .monaco-list-row');
    await rows.filter({ hasText: 'Hailuo: Remove API Key' }).first().waitFor();
    const found = await rows.filter({ hasText: title }).count() > 0;
    await bench.page.keyboard.press('Escape');
    return found;
  };

  test('lists commands on tasks while there is a task for them', async () => {
    await until('tasks can be removed', () => lists('Hailuo: Remove from List'), (listed) => listed);
    await until('there is nothing to resolve', () => lists('Hailuo: Resolve Unconfirmed'), (listed) => !listed);
    emulator.setFault({ step: 'submit', fault: { kind: 'resetAfter' } });
    await confirmed('hailuo.generate', { prompt: 'A reply that is lost', gateway: 'apimart' });
    await bench.probe.taskIn(['unconfirmed']);
    await bench.page.locator('.statusbar-item.warning-kind').filter({ hasText: '1 unconfirmed' }).waitFor();
    await bench.runCommand('Hailuo: Resolve Unconfirmed…');
    await (await bench.quickInput()).getByText('A reply that is lost').first().waitFor();
    await bench.screenshot('palette-unconfirmed');
    await bench.page.keyboard.press('Escape');
  });
});

describe('Select Gateway', () => {
  test('writes the user’s own setting', async () => {
    await bench.runCommand('Hailuo: Select Gateway');
    await bench.pick('APIMart');
    await bench.page.locator('.statusbar-item').filter({ hasText: 'Hailuo: APIMart' }).waitFor();
    const settings = async (): Promise<Record<string, unknown>> => JSON.parse(await readFile(join(bench.home, 'data/data/User/settings.json'), 'utf8')) as Record<string, unknown>;
    await until('the user’s settings name the gateway', settings, (kept) => kept['hailuo.gateway'] === 'apimart');
    await bench.command('hailuo.selectGateway', { gateway: 'animatic' });
  });
});
