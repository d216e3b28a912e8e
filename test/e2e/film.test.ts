import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { Frame } from 'playwright-core';
import { root } from '../support/places.ts';
import { accessibilityProblems } from './accessibility.ts';
import { everyTheme, themes } from './settings.ts';
import { openWorkbench, type Workbench } from './workbench.ts';

let bench: Workbench;
const command = (id: string, argument?: unknown): Promise<unknown> =>
  bench.probe.evaluate(async (api, call) => api.commands.executeCommand(call.id, call.argument), { id, argument });

before(async () => {
  bench = await openWorkbench({ settings: { 'hailuo.gateway': 'animatic' } });
  await writeFile(join(bench.workspace!, 'courier.hailuo'), await readFile(join(root, 'media/samples/courier.hailuo')));
});
after(async () => { await bench.close(); });

function textNow(): Promise<string> {
  return bench.probe.evaluate((api) => api.window.visibleTextEditors.find(({ document }) => document.languageId === 'hailuo')?.document.getText() ?? '', undefined);
}

async function titles(frame: Frame): Promise<readonly string[]> {
  return frame.locator('.block .title').allInnerTexts();
}

async function untilText(holds: (text: string) => boolean): Promise<string> {
  for (;;) {
    const text = await textNow();
    if (holds(text)) return text;
    await bench.page.waitForTimeout(20);
  }
}

describe('a film beside its text', () => {
  test('plays at once as animatics, cuts from shot to shot, and is accessible', async () => {
    await bench.openFile('courier.hailuo');
    await command('hailuo.film.open');
    const frame = await bench.webview('.film .block');
    await frame.waitForFunction(() => Number(document.querySelector<HTMLInputElement>('.scrubber')?.value ?? 0) > 3);
    assert.equal(await frame.locator('.block').count(), 6);
    assert.match(await frame.locator('#film-facts').innerText(), /^5 shots · 0:34$/u);
    const first = await frame.locator('.now strong').innerText();
    // To the last frames of the first shot: it goes on with the second by itself.
    await frame.locator('.scrubber').fill('138');
    await frame.locator('body').press('k');
    await frame.waitForFunction((shown) => document.querySelector('.now strong')?.textContent !== shown, first);
    assert.deepEqual(await frame.locator('.screen .front').evaluateAll((shown) => shown.map(({ tagName }) => tagName)), ['CANVAS']);
    await frame.locator('body').press('k');
    assert.deepEqual(await accessibilityProblems(frame), []);
    await bench.screenshot('film-dark');
  });

  test('reorders the text with Alt and an arrow in one undo step, and follows the text', async () => {
    const frame = await bench.webview('.film .block');
    const before = await textNow();
    const [one, two] = await titles(frame);
    await frame.locator('.block').first().click();
    await frame.locator('.strip').press('Alt+ArrowRight');
    const after = await untilText((text) => text !== before);
    assert.ok(after.indexOf(`### ${two!}`) < after.indexOf(`### ${one!}`));
    await frame.waitForFunction((title) => document.querySelector('.block .title')?.textContent === title, two!);
    assert.equal(await frame.locator('.block[aria-selected="true"] .title').innerText(), one);
    await bench.probe.evaluate(async (api) => {
      await api.commands.executeCommand('workbench.action.focusFirstEditorGroup');
      await api.commands.executeCommand('undo');
    }, undefined);
    assert.equal(await untilText((text) => text !== after), before);
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
    while (await cursor() !== `### ${all[2]!}`) await bench.page.waitForTimeout(20);
    await bench.probe.evaluate(async (api) => { await api.commands.executeCommand('workbench.action.focusFirstEditorGroup'); }, undefined);
    await bench.page.keyboard.press('Control+Home');
    await bench.page.keyboard.press('Control+End');
    await frame.waitForFunction((last) => document.querySelector('.block[aria-selected="true"] .title')?.textContent === last, all.at(-1)!);
  });

  for (const theme of everyTheme) {
    test(`is accessible in ${theme}`, async () => {
      await bench.changeTheme(theme);
      const frame = await bench.webview('.film .block');
      await frame.waitForFunction((kind) => document.body.classList.contains(kind), themes[theme].webview);
      assert.deepEqual(await accessibilityProblems(frame), []);
      await bench.screenshot(`film-${theme}`);
    });
  }
});
