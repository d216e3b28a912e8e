import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { Frame } from 'playwright-core';
import { until } from '../support/until.ts';
import { untilAccessible } from './accessibility.ts';
import { untilShows, untilTexts } from './shown.ts';
import { openWorkbench, type Workbench } from './workbench.ts';

const film = '### Harbour\n[Push in] A fishing harbour at dawn, [Pan left] the lighthouse above the roofs.\n\n### Gulls\n@duration = 10\n[Pedestal up] Gulls over the boats.\n';

let bench: Workbench;

before(async () => {
  bench = await openWorkbench({ settings: { 'hailuo.gateway': 'apimart' } });
  await writeFile(join(bench.workspace!, 'film.hailuo'), film);
  await writeFile(join(bench.workspace!, 'notes.md'), 'Nothing here.\n\n[Tilt up] A tower in the fog.\n');
});
after(async () => { await bench.close(); });

/** The stage, once it moves. */
async function playing(): Promise<Frame> {
  const frame = await bench.webview('.stage-page canvas');
  await frame.waitForFunction(() => Number(document.querySelector<HTMLInputElement>('.scrubber')?.value ?? 0) > 0.2);
  return frame;
}

async function untilTitle(frame: Frame, title: string): Promise<void> {
  await frame.waitForFunction((wanted) => document.querySelector('h1')?.textContent === wanted, title);
}

describe('the stage beside the text', () => {
  test('plays the shot of the lens at once, makes nothing, and follows the cursor and the words', async () => {
    await bench.openFile('film.hailuo');
    await bench.page.locator('.codelens-decoration a').filter({ hasText: 'Preview camera' }).first().click();
    const frame = await playing();
    await untilTitle(frame, 'Harbour');
    await untilTexts(frame, '.bar-name', ['Push in', 'Pan left']);
    await bench.screenshot('stage-dark');
    await untilAccessible(frame);
    await bench.goTo(6, 20);
    await untilTitle(frame, 'Gulls');
    await untilShows(frame.locator('.clock'), /\/ 10 s/u);
    await bench.page.keyboard.press('End');
    await bench.page.keyboard.type(' [Shake] Wind.');
    await frame.waitForFunction(() => [...document.querySelectorAll('.bar-name')].map((bar) => bar.textContent).join() === 'Pedestal up,Shake');
    await bench.openFile('notes.md');
    await bench.goTo(3, 12);
    await untilTitle(frame, 'A tower in the fog.');
    assert.deepEqual(await bench.probe.tasks(), []);
  });

  test('selects the words of a bar, and saves an unchanged shot as video once', async () => {
    await bench.openFile('film.hailuo');
    await bench.goTo(2, 12);
    const frame = await bench.webview('.stage-page canvas');
    await untilTitle(frame, 'Harbour');
    await frame.locator('.bar').nth(1).click();
    const selected = (): Promise<string | undefined> => bench.probe.evaluate((api) => { const editor = api.window.activeTextEditor; return editor?.document.getText(editor.selection); }, undefined);
    await until('the words of the bar are selected', selected, (words) => words === '[Pan left]');
    await frame.getByRole('button', { name: 'Save as Video' }).click();
    await frame.getByRole('button', { name: 'Open Video' }).waitFor({ timeout: 180_000 });
    await frame.getByRole('button', { name: 'Open Video' }).click();
    await bench.webview('video');
    await until('there is one video', () => bench.probe.tasks(), (tasks) => tasks.map(({ state }) => state).join() === 'completed');
  });
});
