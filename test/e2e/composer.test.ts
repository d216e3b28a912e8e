import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, afterEach, before, describe, test } from 'node:test';
import type { Frame } from 'playwright-core';
import { untilDocument } from './documents.ts';
import { until } from '../support/until.ts';
import { dropSky } from './drops.ts';
import { untilKept } from './keptState.ts';
import { placeOf, untilShows, untilTexts } from './shown.ts';
import { openWorkbench, type Workbench } from './workbench.ts';

const film = '@duration = 10\n\n### Wake\nA cat wakes.\n\n### Harbour\n[Push in] A red kite over the harbour at dusk, [Pan left] the lighthouse above the roofs. // keep\n';

let bench: Workbench;

before(async () => { bench = await openWorkbench(); });
after(async () => { await bench.close(); });
afterEach(async (context) => {
  if ('passed' in context && !context.passed) await bench.screenshot('composer-failed');
  await bench.clearTable();
});

async function composer(): Promise<Frame> {
  const frame = await bench.webview('.composer');
  await frame.locator('.cm-content').waitFor();
  return frame;
}

async function untilPrompt(frame: Frame, wanted: string): Promise<void> {
  await frame.waitForFunction((text) => [...document.querySelectorAll('.cm-line')].map((line) => line.textContent).join('\n') === text, wanted);
}

/** Waits until what is typed goes into the prompt. */
async function untilTyping(frame: Frame): Promise<void> {
  await frame.waitForFunction(() => document.hasFocus() && document.activeElement?.classList.contains('cm-content'));
}

/** Waits until the timeline has these bars. */
async function untilBars(frame: Frame, wanted: readonly string[]): Promise<void> {
  await untilTexts(frame, '.bar-name', wanted);
}

describe('the composer', () => {
  test('builds a shot from nothing by keyboard alone and generates it', async () => {
    const { keyboard } = bench.page;
    await bench.runCommand('Hailuo: Open Composer');
    const frame = await composer();
    await untilTyping(frame);
    await keyboard.type('A red kite over the harbour ');
    await keyboard.type('[pu');
    await frame.locator('.cm-tooltip-autocomplete li', { hasText: 'Push in' }).waitFor();
    await frame.locator('.cm-tooltip-autocomplete li[aria-selected]', { hasText: 'Push in' }).waitFor();
    await keyboard.press('Enter');
    await keyboard.type(' at dusk, then the lighthouse ');
    // To the camera pad and into it, without a pointer.
    await frame.locator('.tile').first().focus();
    for (let tile = 0; tile < 2; tile++) await keyboard.press('ArrowRight');
    await untilShows(frame.locator(':focus'), 'Pan left');
    await keyboard.press('Enter');
    await untilPrompt(frame, 'A red kite over the harbour [Push in] at dusk, then the lighthouse [Pan left] ');
    await untilBars(frame, ['Push in', 'Pan left']);
    await frame.waitForFunction(() => document.activeElement?.classList.contains('cm-content'));
    // It left a space for the next word, which is typed with its own.
    await keyboard.type(' turns');
    await untilPrompt(frame, 'A red kite over the harbour [Push in] at dusk, then the lighthouse [Pan left] turns');
    await frame.locator('input[name=duration]:checked').focus();
    await keyboard.press('ArrowRight');
    await frame.locator('.clock', { hasText: '10 s' }).waitFor();
    // What only a model knows is dimmed while nothing goes to one.
    await frame.locator('.unused', { hasText: 'Not used for the camera preview.' }).waitFor();
    await frame.locator('#takes:disabled').waitFor();
    assert.deepEqual(await frame.locator('.toggle vscode-checkbox').evaluateAll((toggles) => toggles.map((toggle) => toggle.hasAttribute('disabled'))), [true, true, true]);
    await frame.locator('input[name=resolution][value="1080p"]:disabled').waitFor({ state: 'attached' });
    // With another gateway they are in reach of the keyboard, and out of it again with the animatic.
    await frame.locator('input[name=gateway]:checked').focus();
    await keyboard.press('ArrowRight');
    await frame.locator('#takes:enabled').focus();
    await keyboard.press('Tab');
    await frame.waitForFunction(() => document.activeElement?.getAttribute('label') === 'Prompt optimizer');
    await frame.locator('input[name=gateway]:checked').focus();
    await keyboard.press('ArrowLeft');
    await frame.locator('#takes:disabled').waitFor();
    await keyboard.press('Control+Enter');
    const take = await bench.probe.taskIn(['completed', 'failed']);
    assert.equal(take.state, 'completed', take.failure?.message);
    assert.equal(take.prompt, 'A red kite over the harbour [Push in] at dusk, then the lighthouse [Pan left] turns');
    assert.equal(take.duration, 10);
    const strip = frame.locator('.take', { hasText: 'Done' });
    await strip.waitFor();
    await strip.scrollIntoViewIfNeeded();
    await bench.screenshot('composer-keyboard');
    await strip.focus();
    await keyboard.press('Enter');
    await bench.webview('video');
    assert.deepEqual(bench.errors, []);
  });

  test('says that the brackets stand come after their text, and turns the prompt round', async () => {
    await bench.runCommand('Hailuo: Open Composer');
    const frame = await composer();
    await frame.locator('.cm-content').focus();
    await bench.page.keyboard.insertText('The clock stops [Pedestal up], then the door shuts [slow push in].');
    const side = frame.locator('.side');
    await side.filter({ hasText: 'come after their text' }).waitFor();
    await untilBars(frame, ['Pedestal up', 'Push in']);
    await bench.screenshot('composer-behind');
    await side.getByRole('button', { name: 'Move each bracket before its text' }).click();
    await untilPrompt(frame, '[Pedestal up] The clock stops, [slow push in] then the door shuts.');
    await side.waitFor({ state: 'hidden' });
    await untilBars(frame, ['Pedestal up', 'Push in']);
    assert.deepEqual(bench.errors, []);
  });

  test('reorders two moves of a shot in a file on the timeline; the file follows, and an undo there comes back', async () => {
    await bench.changeTheme('light');
    await writeFile(join(bench.workspace ?? '', 'film.hailuo'), film);
    await bench.openFile('film.hailuo');
    await bench.goTo(7);
    await bench.runCommand('Hailuo: Open Composer');
    const frame = await composer();
    const before = '[Push in] A red kite over the harbour at dusk, [Pan left] the lighthouse above the roofs.';
    await untilPrompt(frame, before);
    await untilBars(frame, ['Push in', 'Pan left']);
    await frame.locator('.clock', { hasText: '10 s' }).waitFor();

    const { mouse } = bench.page;
    type Place = Awaited<ReturnType<typeof placeOf>>;
    const grabbed = async (): Promise<{ readonly first: Place; readonly second: Place } | undefined> => {
      const [first, second] = [await placeOf(frame.locator('.bar').first()), await placeOf(frame.locator('.bar').nth(1))];
      await mouse.move(first.x + first.width / 2, first.y + 12);
      await mouse.down();
      await mouse.move(second.x + second.width / 3, first.y + 12, { steps: 8 });
      await mouse.move(second.x + second.width / 2, first.y + 12, { steps: 4 });
      if (await frame.locator('.drop-marker').waitFor({ timeout: 20_000 }).then(() => true, () => false)) return { first, second };
      await mouse.up();
      return undefined;
    };
    // What comes late above the timeline (a price, a warning) may move the bars from under the hand.
    const { first, second } = (await until('a bar is in the hand', grabbed, (held) => held !== undefined))!;
    // Past the end the bar stops at the end: what comes behind the timeline, the clock, is never covered.
    await mouse.move(second.x + second.width + 400, first.y + 12, { steps: 4 });
    const rightEdges = (): Promise<readonly [number, number]> => frame.evaluate(() => [document.querySelector('.bar.dragged')!.getBoundingClientRect().right, document.querySelector('.bars')!.getBoundingClientRect().right] as const);
    await until('the dragged bar stands at the end of the timeline', rightEdges, ([bar, bars]) => Math.abs(bar - bars) < 1.5);
    await bench.screenshot('composer-reorder-dragging');
    await mouse.move(second.x + second.width / 2, first.y + 12, { steps: 4 });
    await mouse.up();
    const after = '[Pan left] A red kite over the harbour at dusk, [Push in] the lighthouse above the roofs.';
    await untilPrompt(frame, after);
    await untilBars(frame, ['Pan left', 'Push in']);
    await untilDocument(bench.probe, 'film.hailuo', film.replace(before, after));
    await bench.screenshot('composer-reorder');

    // Typing in the file shows in the composer, whose cursor stays.
    await bench.page.locator('.editor-group-container').first().locator('.view-lines').click();
    await bench.goTo(7, 12);
    await bench.page.keyboard.type('Tonight: ');
    await untilPrompt(frame, after.replace('A red', 'Tonight: A red'));
    for (let text = await untilDocument(bench.probe, 'film.hailuo', /Tonight: /u); text !== film;) {
      const last = text;
      await bench.page.keyboard.press('Control+Z');
      text = await untilDocument(bench.probe, 'film.hailuo', (now) => now !== last);
    }
    await untilPrompt(frame, before);
    await untilBars(frame, ['Push in', 'Pan left']);
    await bench.screenshot('composer-undone-in-file');
    assert.deepEqual(bench.errors, []);
  });

  test('shows, counts and sends a shot with the words of @let put in, and writes it as it is written', async () => {
    await bench.changeTheme('light');
    const words = '@let hero = a courier in a red jacket\n@let start = [Push in] at dawn\n\n';
    const shot = '### Run\n{{start}} {{hero}} runs, [Pan left] the harbour wakes.\n';
    await writeFile(join(bench.workspace ?? '', 'words.hailuo'), words + shot);
    await bench.openFile('words.hailuo');
    await bench.goTo(5);
    await bench.runCommand('Hailuo: Open Composer');
    const frame = await composer();
    await untilPrompt(frame, '{{start}} {{hero}} runs, [Pan left] the harbour wakes.');
    await untilBars(frame, ['Push in', 'Pan left']);
    await bench.screenshot('composer-words');
    await frame.getByText('What will be sent').click();
    await frame.locator('.sent td', { hasText: '[Push in] at dawn a courier in a red jacket runs, [Pan left] the harbour wakes.' }).first().scrollIntoViewIfNeeded();
    await bench.screenshot('composer-words-sent');
    // A bar of a move in the words selects their name; one of the prompt's own is moved in the text as it is written.
    await frame.locator('.bar', { hasText: 'Push in' }).click();
    await frame.waitForFunction(() => getSelection()?.toString() === '{{start}}');
    await frame.locator('.bar', { hasText: 'Pan left' }).focus();
    await bench.page.keyboard.press('Delete');
    await untilPrompt(frame, '{{start}} {{hero}} runs, the harbour wakes.');
    await untilDocument(bench.probe, 'words.hailuo', words + shot.replace('[Pan left] ', ''));
    // Other words reach the page at once.
    await bench.page.locator('.editor-group-container').first().locator('.view-lines').click();
    await bench.goTo(1, 13);
    await bench.page.keyboard.type('tired ');
    await frame.locator('.sent td', { hasText: 'at dawn tired a courier in a red jacket runs' }).first().waitFor();
    assert.deepEqual(bench.errors, []);
  });

  test('follows the gateway of the settings, and writes only what the person chose', async () => {
    await writeFile(join(bench.workspace ?? '', 'film.hailuo'), '### Wake\nA cat wakes.\n');
    await bench.openFile('film.hailuo');
    await bench.goTo(2);
    await bench.runCommand('Hailuo: Open Composer');
    const frame = await composer();
    await untilPrompt(frame, 'A cat wakes.');
    await frame.locator('.cost', { hasText: 'Free · on this computer' }).waitFor();
    await bench.command('hailuo.selectGateway', { gateway: 'apimart' });
    await frame.locator('.cost', { hasText: 'Paid · APIMart' }).waitFor();
    await frame.locator('input[name=gateway][value=apimart]:checked').waitFor({ state: 'attached' });
    await frame.locator('.segment', { hasText: '10 s' }).click();
    await untilDocument(bench.probe, 'film.hailuo', '### Wake\n@duration = 10\nA cat wakes.\n');
    await bench.command('hailuo.selectGateway', { gateway: 'animatic' });
    await frame.locator('.cost', { hasText: 'Free · on this computer' }).waitFor();
    await frame.locator('.segment', { hasText: '6 s' }).click();
    await untilDocument(bench.probe, 'film.hailuo', '### Wake\n@duration = 6\nA cat wakes.\n');
    assert.deepEqual(bench.errors, []);
  });

  test('takes a dropped image that does not fit, and the crop that is offered', async () => {
    await bench.runCommand('Hailuo: Open Composer');
    const frame = await composer();
    await dropSky(frame, 'panorama.png', 1500, 400);
    await frame.locator('.frame-problem', { hasText: 'width / height must be from 0.4 to 2.5' }).waitFor();
    await bench.screenshot('composer-unfit');
    await frame.getByRole('button', { name: 'Crop to 1000 × 400' }).click();
    await frame.locator('.frame-facts', { hasText: '1000 × 400' }).waitFor();
    await frame.locator('.frame-name', { hasText: 'first-frame-' }).waitFor();
    await frame.locator('.frame-problem').first().waitFor({ state: 'detached' });
    // The stage takes the picture's aspect.
    await frame.waitForFunction(() => { const canvas = document.querySelector('canvas')!; return Math.abs(canvas.width / canvas.height - 2.5) < 0.05; });
    await bench.screenshot('composer-cropped');
    const name = await frame.locator('.frame-name').innerText();
    const bytes = await readFile(join(bench.workspace ?? '', 'videos', name));
    assert.deepEqual([bytes.readUInt32BE(16), bytes.readUInt32BE(20)], [1000, 400]);
    await frame.locator('.cm-content').click();
    await bench.page.keyboard.type('[Truck left] Sunset.');
    await bench.page.keyboard.press('Control+Enter');
    const take = await bench.probe.taskIn(['completed', 'failed']);
    assert.equal(take.state, 'completed', take.failure?.message);
    assert.deepEqual(bench.errors, []);
  });

  test('is as it was after the window is reloaded', async () => {
    await bench.changeTheme('highContrast');
    await bench.runCommand('Hailuo: Open Composer');
    const frame = await composer();
    await untilTyping(frame);
    await bench.page.keyboard.type('[Zoom out] 海边的灯塔, ');
    await bench.page.keyboard.type('waves');
    await frame.locator('.segment', { hasText: 'ToAPIs' }).click();
    await frame.locator('vscode-checkbox', { hasText: '' }).first().click();
    await frame.getByText('What will be sent').click();
    await frame.locator('.sent td', { hasText: '"prompt_optimizer": false' }).first().waitFor();
    await untilKept(bench.page, [/waves/, /toapis/, /promptOptimizer\W+false/, /showRequest\W+true/]);
    await bench.reload();
    const again = await composer();
    await untilPrompt(again, '[Zoom out] 海边的灯塔, waves');
    await again.locator('input[name=gateway][value=toapis]:checked').waitFor({ state: 'attached' });
    await again.locator('.sent td', { hasText: '"prompt_optimizer": false' }).first().waitFor();
    await bench.screenshot('composer-reloaded');
    // Even the way back is still there.
    await again.locator('.cm-content').click();
    await bench.page.keyboard.press('Control+Z');
    await again.waitForFunction(() => !document.querySelector('.cm-content')!.textContent.includes('waves'));
    assert.deepEqual(bench.errors, []);
  });

  test('still goes together with its file after the window is reloaded', async () => {
    await bench.changeTheme('highContrastLight');
    await writeFile(join(bench.workspace ?? '', 'film.hailuo'), film);
    await bench.openFile('film.hailuo');
    await bench.goTo(4);
    await bench.runCommand('Hailuo: Open Composer');
    const frame = await composer();
    await untilPrompt(frame, 'A cat wakes.');
    await frame.locator('.link-state', { hasText: /Synced with film\.hailuo$/ }).waitFor();
    await frame.getByRole('button', { name: /Update the shot/ }).waitFor({ state: 'detached' });
    await untilKept(bench.page, [/A cat wakes/, /film\.hailuo/, /base\W+A cat wakes/]);
    await bench.reload();
    const again = await composer();
    await untilPrompt(again, 'A cat wakes.');
    await again.locator('.link-state', { hasText: 'Synced with film.hailuo' }).waitFor();
    await again.locator('.cm-content').click();
    await bench.page.keyboard.press('Control+End');
    await bench.page.keyboard.type(' It stretches.');
    await untilDocument(bench.probe, 'film.hailuo', film.replace('A cat wakes.', 'A cat wakes. It stretches.'));
    await bench.screenshot('composer-reloaded-with-file');
    assert.deepEqual(bench.errors, []);
  });
});
