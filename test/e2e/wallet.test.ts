import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, afterEach, before, describe, test } from 'node:test';
import { emulatorKeys, startEmulator, type Emulator } from '../gateway/emulator.ts';
import { ripeAtOnce } from '../gateway/videoTask.ts';
import { until } from '../support/until.ts';
import { untilAccessible } from './accessibility.ts';
import { everyTheme } from './settings.ts';
import { untilShows } from './shown.ts';
import { openWorkbench, type Workbench } from './workbench.ts';

let emulator: Emulator;
let bench: Workbench;

before(async () => {
  emulator = await startEmulator({ ripening: ripeAtOnce });
  bench = await openWorkbench({
    settings: {
      'hailuo.gateway': 'apimart', 'hailuo.apimart.baseUrl': emulator.apimart, 'hailuo.toapis.baseUrl': emulator.toapis, 'hailuo.pollInterval': 1,
      'hailuo.prices': { 'apimart 768p 6 s': '0.28', 'toapis 768p 6 s': '0.31' }, 'hailuo.dailyCap': 0.6,
    },
  });
  await writeFile(join(bench.workspace ?? '', 'pier.hailuo'), ['### Gulls', '[Push in] Gulls over the pier', '', '### Boat', '[Pan left] A boat leaves the harbour', '', '### Nets', '[Truck right] Nets dry in the sun', ''].join('\n'));
  for (const gateway of ['apimart', 'toapis'] as const) {
    await bench.command('hailuo.setApiKey', { gateway, key: emulatorKeys[gateway] });
  }
});
after(async () => {
  await bench.close();
  await emulator.close();
});
afterEach(async (context) => {
  if ('passed' in context && !context.passed) await bench.screenshot('wallet-failed');
});

async function generateAt(line: number): Promise<void> {
  await bench.goTo(line);
  await bench.runCommand('Hailuo: Generate Video from Selection');
}

/** Settles when so many tasks are completed. */
async function completed(count: number): Promise<void> {
  await bench.probe.evaluate(async (api, wanted) => {
    const ours = await api.extensions.getExtension<{ tasks(): readonly { state: string }[]; onDidChangeTasks(listener: () => void): { dispose(): void } }>('hailuo-director.hailuo-director')?.activate();
    await new Promise<void>((resolve) => {
      const look = (): void => { if ((ours?.tasks() ?? []).filter(({ state }) => state === 'completed').length >= wanted) { listening?.dispose(); resolve(); } };
      const listening = ours?.onDidChangeTasks(look);
      look();
    });
  }, count);
}

/** The settings are a dialog of its own in front of the workbench. */
async function leaveSettings(): Promise<void> {
  const leave = async (): Promise<number> => {
    await bench.page.keyboard.press('Escape');
    return bench.page.locator('.settings-editor').count();
  };
  await until('the settings are closed', leave, (count) => count === 0);
}

describe('a limit of two takes', () => {
  test('lets two go and refuses the third, with what is left, when it resets, and the way out', async () => {
    await bench.openFile('pier.hailuo');
    await generateAt(2);
    await completed(1);
    await generateAt(5);
    await completed(2);
    await generateAt(8);
    const refusal = bench.page.locator('.notification-toast').filter({ hasText: 'Your daily limit is 0.60; 0.56 of it is spent' });
    await refusal.waitFor();
    await untilShows(refusal, /This video costs about 0\.28\. .* so 0\.04 is left\. The limit resets on /u);
    await bench.screenshot('wallet-refused');
    assert.equal(emulator.submits('apimart'), 2);
    await refusal.getByRole('button', { name: 'Open Settings' }).click();
    await bench.page.locator('.settings-editor').getByText('Daily Cap').first().waitFor();
    await bench.screenshot('wallet-settings');
    await leaveSettings();
  });

  test('shows in the view what the ledger adds up to, in every theme, and as a table', async () => {
    await bench.runCommand('Notifications: Clear All Notifications');
    await bench.page.setViewportSize({ width: 1280, height: 900 });
    await bench.runCommand('Hailuo: Show Spending');
    const view = await bench.webview('.totals');
    await view.getByText('12.34').first().waitFor();
    await untilShows(view.locator('.totals'), /TODAY\s+0\.56\s+THIS MONTH\s+0\.56/iu);
    await untilShows(view.locator('.limit').first(), /Daily limit 0\.60, 0\.04 left/u);
    await untilShows(view.locator('table.unseen tbody tr').last(), /0\.56\s+2/u);
    await untilShows(view.locator('main'), /pier\.hailuo/u);
    await untilAccessible(view);
    // The whole view in the pictures.
    for (const name of ['Tasks', 'Takes']) await bench.page.locator('.pane-header').filter({ hasText: name }).first().click();
    for (const theme of everyTheme) {
      await bench.changeTheme(theme);
      await bench.screenshot(`wallet-spending-${theme}`);
    }
    await view.getByRole('button', { name: 'Limits and Prices…' }).click();
    const settings = bench.page.locator('.settings-editor .setting-item-label');
    await until('the settings of money are shown, and no others', () => settings.allTextContents(), (names) => names.toSorted().join() === 'Ask Above,Daily Cap,Monthly Cap,Prices');
    await bench.screenshot('wallet-limits-and-prices');
    await leaveSettings();
    const file = join(bench.home, 'spending.csv');
    await bench.command('hailuo.exportSpending', { file });
    const rows = (await readFile(file, 'utf8')).trim().split('\r\n').slice(1).map((row) => row.split(','));
    assert.deepEqual(rows.map((row) => [row[2], row[3], row[7], row[8]]), [['Gulls', 'pier.hailuo', 'charged', '0.28'], ['Boat', 'pier.hailuo', 'charged', '0.28']]);
  });

  test('stands on the composer’s button and in the question', async () => {
    await bench.changeTheme('light');
    await bench.openFile('pier.hailuo');
    await bench.goTo(2);
    await bench.runCommand('Hailuo: Open Composer');
    const composer = await bench.webview('canvas');
    await composer.getByRole('button', { name: 'Generate · about 0.28' }).waitFor();
    await bench.screenshot('wallet-composer');
    await bench.runCommand('View: Close All Editors');
    await bench.probe.evaluate(async (api) => {
      await api.workspace.getConfiguration('hailuo').update('dailyCap', 5, true);
      await api.workspace.getConfiguration('hailuo').update('askAbove', 0, true);
    }, undefined);
    await bench.openFile('pier.hailuo');
    await generateAt(8);
    const dialog = await bench.dialog();
    await untilShows(dialog, /Your daily limit was raised from 0\.60 to 5\. Use the new limit\?[^]*Generate “Nets” with APIMart\?[^]*Nets · 6 s · 768p · APIMart\s[^]*Costs about 0\.28 at APIMart, by your own price\.[^]*Today so far: 0\.56\. Left of the daily limit: 4\.44\./u);
    await bench.screenshot('wallet-question');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
  });

  test('keeps a workspace’s tasks.json from ordering without the person, and its settings from raising the limit', async () => {
    const folder = join(bench.workspace ?? '', '.vscode');
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'settings.json'), JSON.stringify({ 'hailuo.dailyCap': 900, 'hailuo.askAbove': 900, 'hailuo.prices': { 'apimart 768p 6 s': '0.001' }, 'editor.tabSize': 3 }));
    await writeFile(join(folder, 'tasks.json'), JSON.stringify({
      version: '2.0.0', inputs: [{ id: 'video', type: 'command', command: 'hailuo.generate', args: { prompt: '[Push in] A task of the workspace', gateway: 'apimart' } }],
      tasks: [{ label: 'make a video', type: 'shell', command: 'echo ${input:video}', problemMatcher: [] }],
    }));
    // Nothing of the user's that would ask.
    await bench.probe.evaluate(async (api) => {
      await api.workspace.getConfiguration('hailuo').update('dailyCap', 5, true);
      await api.workspace.getConfiguration('hailuo').update('askAbove', undefined, true);
    }, undefined);
    await until('the settings of the workspace are read', () => bench.probe.evaluate((api) => api.workspace.getConfiguration('editor').get('tabSize'), undefined), (size) => size === 3);
    const before = emulator.submits();
    void bench.command('workbench.action.tasks.runTask', 'make a video').catch(() => undefined);
    const dialog = await bench.dialog();
    await untilShows(dialog, /Costs about 0\.28 at APIMart[^]*Left of the daily limit: (?:4\.44|5)\./u);
    await bench.screenshot('wallet-task');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'detached' });
    assert.equal(emulator.submits(), before);
    assert.equal((await bench.probe.tasks()).some(({ prompt }) => prompt.includes('A task of the workspace')), false);
  });
});
