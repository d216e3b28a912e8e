import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import { emulatorKeys, startEmulator, type Emulator } from '../gateway/emulator.ts';
import type { Page } from 'playwright-core';
import { hands, type Hands } from './hands.ts';
import { untilShows } from './shown.ts';
import { openWorkbench, type Workbench } from './workbench.ts';

describe('two windows of one browser', () => {
  let emulator: Emulator;
  let bench: Workbench;
  let other: Hands & { readonly page: Page };
  before(async () => {
    emulator = await startEmulator();
    bench = await openWorkbench({ settings: { 'hailuo.gateway': 'toapis', 'hailuo.toapis.baseUrl': emulator.toapis } });
    const page = await bench.page.context().newPage();
    other = { ...hands(page), page };
    await page.goto(bench.url);
    await page.locator('.monaco-workbench .part.statusbar').waitFor();
  });
  afterEach(async (context) => {
    if ('passed' in context && !context.passed) await Promise.all([bench.screenshot('windows-failed'), other.screenshot('windows-other-failed')]);
  });
  after(async () => {
    await bench.close();
    await emulator.close();
  });

  /** Waits until this stands below the box for a key, which tells where keys are kept. */
  const untilTold = async (window: Hands, words: RegExp): Promise<string> =>
    untilShows((await window.quickInput()).locator('.quick-input-message').filter({ hasText: 'Stored securely in VS Code' }), words);
  const untilRow = async (window: Hands, label: string, words: RegExp): Promise<string> =>
    untilShows((await window.quickInput()).locator('.quick-input-list .monaco-list-row').filter({ hasText: label }), words);

  test('are told where a key is set that the others see it after a reload', async () => {
    // Opened before the key is set: this window has read its secrets.
    await other.runCommand('Hailuo: Set API Key');
    await other.pick('ToAPIs');
    assert.doesNotMatch(await untilTold(other, /Stored securely in VS Code/u), /another window/u);
    await other.page.keyboard.press('Escape');
    await bench.page.bringToFront();
    await bench.runCommand('Hailuo: Set API Key');
    await bench.pick('ToAPIs');
    await untilTold(bench, /Other windows of this browser see it after a reload/u);
    await bench.answer(emulatorKeys.toapis);
    await bench.notification('ToAPIs key saved');
  });

  test('do not say that there is no key when one was set in the other', async () => {
    await other.page.bringToFront();
    await other.runCommand('Hailuo: Set API Key');
    await other.pick('ToAPIs');
    await untilTold(other, /The key for ToAPIs was set in another window of this browser. Reload this window to use it/u);
    await other.screenshot('key-elsewhere');
    const { page } = other;
    await page.keyboard.press('Escape');
    await other.runCommand('Hailuo: Select Gateway');
    await untilRow(other, 'ToAPIs', /key set in another window: reload this one/u);
    await page.keyboard.press('Escape');
    await page.reload();
    await page.locator('.monaco-workbench .part.statusbar').waitFor();
    await other.runCommand('Hailuo: Select Gateway');
    await untilRow(other, 'ToAPIs', /key saved/u);
  });
});
