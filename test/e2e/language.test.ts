import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { Locator } from 'playwright-core';
import { patienceMs } from '../support/page.ts';
import { until } from '../support/until.ts';
import { untilDocument } from './documents.ts';
import { everyTheme } from './settings.ts';
import { openWorkbench, type Workbench } from './workbench.ts';

const start = '@resolution = 768p\n@promptOptimizer = off\n\n### Harbour\n\n';

let bench: Workbench;
let file: string;

before(async () => {
  bench = await openWorkbench({ settings: { 'editor.fontSize': 14 } });
  assert.ok(bench.workspace);
  file = join(bench.workspace, 'harbour.hailuo');
  await writeFile(file, start);
  await writeFile(join(bench.workspace, 'notes.md'), '# Notes\n\n\n\nNothing to film here.\n');
  await writeFile(join(bench.workspace, 'cat.png'), await readFile(join(import.meta.dirname, '../../media/icon.png')));
});
after(async () => { await bench.close(); });

const suggestions = (): Locator => bench.page.locator('.suggest-widget.visible .monaco-list-row');

/** Waits until the list offers this first, which is what Enter takes. */
async function offeredFirst(label: string): Promise<void> {
  await bench.page.locator('.suggest-widget.visible .monaco-list-row.focused').filter({ hasText: label }).waitFor();
}

/** Waits until the problems of the active editor have these codes. */
async function problemsBecome(wanted: readonly string[]): Promise<void> {
  const codes = (): Promise<readonly string[]> => bench.probe.evaluate((api) => {
    const uri = api.window.activeTextEditor?.document.uri;
    return (uri === undefined ? [] : api.languages.getDiagnostics(uri)).map(({ code }) => String(typeof code === 'object' ? code.value : code)).sort();
  }, null);
  const sorted = [...wanted].sort().join();
  await until(`the problems are ${sorted}`, codes, (found) => found.join() === sorted);
}

/** Opens the menu of fixes at the cursor. VS Code gives up a request that it was just asked for when problems are told anew meanwhile; a person presses again. */
async function fixesShow(label: string): Promise<void> {
  const fix = bench.page.locator('.action-widget').getByText(label);
  const deadline = performance.now() + patienceMs;
  for (;;) {
    await bench.page.keyboard.press('Control+.');
    if (await fix.waitFor({ timeout: 10_000 }).then(() => true, () => false)) return;
    assert.ok(performance.now() < deadline, `no fix ${label} is offered`);
    await bench.page.keyboard.press('Escape');
  }
}

describe('a prompt is written by keyboard', () => {
  test('a completion is picked while typing, and takes the auto-closed bracket along', async () => {
    const { page } = bench;
    await bench.openFile('harbour.hailuo');
    // On a busy machine a person, too, sees the file before its language stands.
    await bench.probe.evaluate(async (api, id) => { await api.extensions.getExtension(id)?.activate(); }, 'hailuo-director.hailuo-director');
    await bench.goTo(5);
    await page.keyboard.type('[pu');
    await offeredFirst('Push in');
    await bench.screenshot('language-completion');
    await page.keyboard.press('Enter');
    await untilDocument(bench.probe, 'harbour.hailuo', `${start.trimEnd()}\n[Push in]\n`);
    await page.keyboard.type(' A red kite. [Pan left,');
    await suggestions().filter({ hasText: 'Pedestal up' }).first().waitFor();
    await page.keyboard.type(' ped');
    await offeredFirst('Pedestal up');
    await page.keyboard.press('Enter');
    await untilDocument(bench.probe, 'harbour.hailuo', `${start.trimEnd()}\n[Push in] A red kite. [Pan left, Pedestal up]\n`);
    await page.keyboard.type(' The lighthouse');
  });

  test('pinyin initials complete too', async () => {
    const { page } = bench;
    await page.keyboard.type(' [bjtj');
    await offeredFirst('Zoom in');
    await page.keyboard.press('Enter');
    await page.keyboard.type(' shines over the boats.');
    await untilDocument(bench.probe, 'harbour.hailuo', `${start.trimEnd()}\n[Push in] A red kite. [Pan left, Pedestal up] The lighthouse [Zoom in] shines over the boats.\n`);
    await problemsBecome([]);
  });

  test('a typo is underlined and mended by its quick fix', async () => {
    const { page } = bench;
    await bench.goTo(6);
    await page.keyboard.type('\n### Street\n@firstFrame = ./cat.png');
    // The list of files may be open by now, or not yet.
    await page.keyboard.press('Escape');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    await page.keyboard.insertText('[Trakcing shot] A courier runs home, [Push in] tired. [Orbit] The city wakes, [Pan left] and [左移] slowly, slowly, down to the water and the boats.');
    await problemsBecome(['first-frame-small', 'mixed-languages', 'unknown-directive', 'unknown-directive']);
    await bench.screenshot('language-problems');
    await bench.goTo(9, 4);
    await fixesShow('Change to “Tracking shot”');
    await bench.screenshot('language-quick-fix');
    await page.keyboard.press('Enter');
    await problemsBecome(['first-frame-small', 'mixed-languages', 'unknown-directive']);
  });

  test('hover shows the camera move', async () => {
    const { page } = bench;
    await bench.goTo(9, 4);
    await page.keyboard.press('Control+K');
    await page.keyboard.press('Control+I');
    const hover = page.locator('.monaco-hover:visible').filter({ hasText: 'follows the subject' });
    await hover.waitFor();
    await hover.locator('img').evaluate((image: HTMLImageElement) => image.decode());
    assert.ok(await hover.locator('img').evaluate((image: HTMLImageElement) => image.naturalWidth) > 0);
    await bench.screenshot('language-hover');
    await page.keyboard.press('Escape');
  });

  test('a directive is inserted from the picker, grouped by kind', async () => {
    const { page } = bench;
    await bench.goTo(9, 2);
    await bench.runCommand('Hailuo: Insert Camera Directive');
    await (await bench.quickInput()).getByText('Truck: sideways').waitFor();
    await bench.screenshot('language-picker');
    await page.keyboard.type('shake');
    await page.locator('.quick-input-list .monaco-list-row.focused').filter({ hasText: 'Shake' }).waitFor();
    await page.keyboard.press('Enter');
    await untilDocument(bench.probe, 'harbour.hailuo', /\[Tracking shot, Shake\] A courier/);
  });

  test('the status bar names the gateway where a text holds prompts, and only there', async () => {
    const { page } = bench;
    const gateway = page.locator('.statusbar-item').filter({ hasText: 'Hailuo: Animatic' });
    await gateway.waitFor();
    await bench.openFile('notes.md');
    await gateway.waitFor({ state: 'hidden' });
    await bench.goTo(3);
    await page.keyboard.insertText('[Tilt up] A tower in the fog, gulls around its light.');
    await gateway.waitFor();
    await gateway.click();
    await (await bench.quickInput()).getByText('ToAPIs').waitFor();
    await page.keyboard.press('Escape');
    await bench.openFile('harbour.hailuo');
  });

  test('every theme shows it readably', async () => {
    for (const theme of everyTheme) {
      await bench.changeTheme(theme);
      await bench.screenshot(`language-${theme}`);
    }
    await bench.page.locator('.codelens-decoration').filter({ hasText: 'Preview camera' }).first().waitFor();
    assert.deepEqual(bench.errors, []);
  });
});
