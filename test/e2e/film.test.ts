import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { Frame } from 'playwright-core';
import { root } from '../support/places.ts';
import { until } from '../support/until.ts';
import { untilAccessible } from './accessibility.ts';
import { untilDocument } from './documents.ts';
import { everyTheme } from './settings.ts';
import { untilCount, untilShows, untilWears } from './shown.ts';
import { openWorkbench, type Workbench } from './workbench.ts';

let bench: Workbench;

before(async () => {
  bench = await openWorkbench({ settings: { 'hailuo.gateway': 'animatic' } });
  await writeFile(join(bench.workspace!, 'courier.hailuo'), await readFile(join(root, 'media/samples/courier.hailuo')));
});
after(async () => { await bench.close(); });

/** The titles on the strip; all six blocks are there. */
async function titles(frame: Frame): Promise<readonly string[]> {
  await untilCount(frame.locator('.block'), 6);
  return frame.locator('.block .title').allInnerTexts();
}

describe('a film beside its text', () => {
  test('plays at once as animatics, cuts from shot to shot, and is accessible', async () => {
    await bench.openFile('courier.hailuo');
    await bench.command('hailuo.film.open');
    const frame = await bench.webview('.film .block');
    await frame.waitForFunction(() => Number(document.querySelector<HTMLInputElement>('.scrubber')?.value ?? 0) > 3);
    await untilCount(frame.locator('.block'), 6);
    await untilShows(frame.locator('#film-facts'), /^5 shots · 0:34$/u);
    await untilShows(frame.locator('.place'), 'Free · on this computer');
    const [first = ''] = await titles(frame);
    // To the last frames of the first shot: it goes on with the second by itself.
    await frame.locator('.scrubber').fill('138');
    await frame.locator('body').press('k');
    await frame.waitForFunction((shown) => document.querySelector('.now strong')?.textContent !== shown, first);
    await frame.waitForFunction(() => [...document.querySelectorAll('.screen .front')].map(({ tagName }) => tagName).join() === 'CANVAS');
    await frame.locator('body').press('k');
    await untilAccessible(frame);
    await bench.screenshot('film-dark');
  });

  test('reorders the text with Alt and an arrow in one undo step, and follows the text', async () => {
    const frame = await bench.webview('.film .block');
    const before = await untilDocument(bench.probe, 'courier.hailuo', /^###/mu);
    const [one, two] = await titles(frame);
    await frame.locator('.block').first().click();
    await frame.locator('.strip').press('Alt+ArrowRight');
    const after = await untilDocument(bench.probe, 'courier.hailuo', (text) => text !== before);
    assert.ok(after.indexOf(`### ${two!}`) < after.indexOf(`### ${one!}`));
    await frame.waitForFunction((title) => document.querySelector('.block .title')?.textContent === title, two!);
    await untilShows(frame.locator('.block[aria-selected="true"] .title'), one!);
    await bench.command('workbench.action.focusFirstEditorGroup');
    await bench.command('undo');
    assert.equal(await untilDocument(bench.probe, 'courier.hailuo', (text) => text !== after), before);
    await frame.waitForFunction((title) => document.querySelector('.block .title')?.textContent === title, one!);
  });

  test('goes to the text of a shot that is chosen, and shows the shot at the cursor', async () => {
    const frame = await bench.webview('.film .block');
    const all = await titles(frame);
    await frame.locator('.block').nth(2).click();
    const cursor = (): Promise<string> => bench.probe.evaluate((api) => {
      const editor = api.window.visibleTextEditors.find(({ document }) => document.languageId === 'hailuo');
      return editor?.document.lineAt(editor.selection.active).text ?? '';
    }, undefined);
    await until('the cursor is at the third shot', cursor, (line) => line === `### ${all[2]!}`);
    await bench.command('workbench.action.focusFirstEditorGroup');
    await bench.page.keyboard.press('Control+Home');
    await bench.page.keyboard.press('Control+End');
    await frame.waitForFunction((last) => document.querySelector('.block[aria-selected="true"] .title')?.textContent === last, all.at(-1)!);
  });

  for (const theme of everyTheme) {
    test(`is accessible in ${theme}`, async () => {
      await bench.changeTheme(theme);
      const frame = await bench.webview('.film .block');
      await untilWears(frame, theme);
      await untilAccessible(frame);
      await bench.screenshot(`film-${theme}`);
    });
  }
});
