import assert from 'node:assert/strict';
import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, afterEach, before, describe, test } from 'node:test';
import type { Frame } from 'playwright-core';
import { readImageHeader } from '../../src/shots/image/header.ts';
import { png } from '../support/images.ts';
import { until } from '../support/until.ts';
import { drop, dropSky } from './drops.ts';
import { placeOf, untilShows } from './shown.ts';
import { openWorkbench, type Workbench } from './workbench.ts';

let bench: Workbench;
let frame: Frame;

async function untilPrompt(wanted: string): Promise<void> {
  await frame.waitForFunction((text) => [...document.querySelectorAll('.cm-line')].map((line) => line.textContent).join('\n') === text, wanted);
}

/** Waits until a file of the workspace reads like this on disk. */
async function untilSaved(name: string, fits: (text: string) => boolean): Promise<void> {
  await until(`${name} is saved`, () => readFile(join(bench.workspace ?? '', name), 'utf8'), fits);
}

describe('a person’s ways through the composer', () => {
  before(async () => {
    // In a browser VS Code saves by itself after a second, on the desktop it does not: here the person saves.
    bench = await openWorkbench({ settings: { 'files.autoSave': 'off' } });
    await writeFile(join(bench.workspace ?? '', 'sunset.png'), png(640, 360));
  });
  afterEach(async (context) => {
    if ('passed' in context && !context.passed) await bench.screenshot('composer-flow-failed');
  });
  after(async () => { await bench.close(); });

  test('Animate This Image begins a shot with the image', async () => {
    await bench.page.getByRole('treeitem', { name: 'sunset.png' }).click({ button: 'right' });
    await bench.page.locator('.context-view .action-label', { hasText: 'Animate This Image' }).hover();
    await bench.page.keyboard.press('Enter');
    frame = await bench.webview('.frame-thumb');
    await frame.locator('.frame-facts', { hasText: '640 × 360' }).waitFor();
    await frame.locator('.cm-content').click();
    await bench.page.keyboard.type('[Push in] The sun sets, [Pan left] the harbour lights up. [Shake] Thunder rolls over the roofs.');
    await bench.screenshot('composer-animate-image');
  });

  test('the timeline is edited by keys, and an undo takes each back', async () => {
    const whole = '[Push in] The sun sets, [Pan left] the harbour lights up. [Shake] Thunder rolls over the roofs.';
    await untilPrompt(whole);
    await frame.locator('.bar').first().focus();
    await bench.page.keyboard.press('ArrowRight');
    await bench.page.keyboard.press('Alt+ArrowRight');
    await untilPrompt('[Push in] The sun sets, [Shake] the harbour lights up. [Pan left] Thunder rolls over the roofs.');
    await untilShows(frame.locator(':focus .bar-name'), 'Pan left');
    await bench.page.keyboard.press('Delete');
    await untilPrompt('[Push in] The sun sets, [Shake] the harbour lights up. Thunder rolls over the roofs.');
    await bench.page.keyboard.press('Shift+ArrowRight');
    await frame.waitForFunction(() => !document.querySelector('.cm-content')!.textContent.includes('sets, [Shake] the'));
    await frame.locator('.cm-content').focus();
    for (let step = 0; step < 3; step++) await bench.page.keyboard.press('Control+Z');
    await untilPrompt(whole);
  });

  test('a bar’s edge is dragged, and its bracket moves in the text', async () => {
    const edge = await placeOf(frame.locator('.edge').first());
    const { mouse } = bench.page;
    await mouse.move(edge.x + edge.width / 2, edge.y + 12);
    await mouse.down();
    await mouse.move(edge.x + 70, edge.y + 12, { steps: 10 });
    await bench.screenshot('composer-edge');
    await mouse.up();
    await frame.waitForFunction(() => /lights \[Pan left\] up|harbour \[Pan left\] lights|up\. \[Pan left\]/.test(document.querySelector('.cm-content')!.textContent));
    await frame.locator('.cm-content').focus();
    await bench.page.keyboard.press('Control+Z');
    await untilPrompt('[Push in] The sun sets, [Pan left] the harbour lights up. [Shake] Thunder rolls over the roofs.');
  });

  test('a bar that is clicked selects its bracket, where the camera pad then dims what cannot join', async () => {
    await frame.locator('.bar', { hasText: 'Pan left' }).click();
    await frame.waitForFunction(() => getSelection()?.toString() === '[Pan left]');
    await bench.page.keyboard.press('ArrowRight');
    await bench.page.keyboard.press('ArrowLeft');
    const opposite = frame.locator('.tile[aria-disabled="true"]', { hasText: 'Pan right' });
    await opposite.hover();
    await frame.locator('.hint', { hasText: 'opposite' }).waitFor();
    await bench.screenshot('composer-dimmed');
    await frame.locator('.tile', { hasText: 'Pedestal up' }).click();
    await untilPrompt('[Push in] The sun sets, [Pan left, Pedestal up] the harbour lights up. [Shake] Thunder rolls over the roofs.');
  });

  test('a problem is mended by its button', async () => {
    await frame.locator('.cm-content').focus();
    await bench.page.keyboard.press('Control+End');
    await bench.page.keyboard.type(' [Orbit] The end comes at last.');
    await frame.getByRole('button', { name: 'Change to “Truck left, Pan right”' }).click();
    await frame.waitForFunction(() => document.querySelector('.cm-content')!.textContent.includes('[Truck left, Pan right] The end'));
    await frame.locator('.findings li:not(.finding-information)').first().waitFor({ state: 'detached' });
  });

  test('what will be sent can be copied as cURL', async () => {
    await frame.getByText('What will be sent').click();
    await frame.getByRole('button', { name: 'Copy as cURL' }).first().click();
    await frame.locator('.notice', { hasText: 'APIMART_API_KEY' }).waitFor();
  });

  test('the shot is saved to a file, and from then on both go together', async () => {
    await frame.getByRole('button', { name: 'Save to file…' }).click();
    await bench.quickInput();
    await bench.pick('New File…');
    await bench.page.waitForFunction(() => (document.activeElement as HTMLInputElement).value === 'shot.hailuo');
    await bench.page.keyboard.press('Enter');
    await frame.locator('.link-state', { hasText: /Synced with shot\.hailuo$/ }).waitFor();
    await untilSaved('shot.hailuo', (text) => /^### The sun sets.*\n@firstFrame = \.\/sunset\.png\n\[Push in\] The sun sets/.test(text));
    await frame.locator('.cm-content').focus();
    await bench.page.keyboard.press('Control+Home');
    await bench.page.keyboard.type('Quietly: ');
    await bench.page.locator('.view-line', { hasText: 'Quietly:' }).waitFor();
    await frame.locator('.segment', { hasText: '10 s' }).click();
    await bench.page.locator('.view-line', { hasText: '@duration' }).waitFor();
    await frame.locator('.link-state', { hasText: 'not saved yet' }).waitFor();
    await frame.getByRole('button', { name: 'Save shot.hailuo' }).click();
    await frame.locator('.link-state', { hasText: /Synced with shot\.hailuo$/ }).waitFor();
    await untilSaved('shot.hailuo', (text) => /@duration = 10\n\s*Quietly: \[Push in\]/.test(text));
    await bench.screenshot('composer-saved');
  });

  test('what the file would read as a comment waits in the field, and is written once it reads otherwise', async () => {
    await frame.locator('.cm-content').focus();
    await bench.page.keyboard.press('Control+End');
    await bench.page.keyboard.type(' // softly');
    await frame.locator('.link-state', { hasText: 'Not written to shot.hailuo' }).waitFor();
    await frame.locator('.notice', { hasText: 'a comment (“//” after a space)' }).waitFor();
    await frame.waitForFunction(() => document.querySelector('.cm-content')!.textContent.endsWith('at last. // softly'));
    await bench.screenshot('composer-unwritable');
    for (let letter = 0; letter < 'softly'.length + 3; letter++) await bench.page.keyboard.press('Backspace');
    await bench.page.keyboard.type('Softly.');
    await bench.page.locator('.view-line', { hasText: 'Softly.' }).waitFor();
    await frame.locator('.link-state', { hasText: 'Synced with shot.hailuo' }).waitFor();
  });

  test('a file of the explorer that is dropped in a remote window is the first frame', async () => {
    await copyFile(join(bench.workspace ?? '', 'sunset.png'), join(bench.workspace ?? '', 'dawn.png'));
    await drop(frame, { type: 'application/vnd.code.uri-list', text: `vscode-remote://127.0.0.1:${bench.port}${bench.workspace ?? ''}/dawn.png` });
    await frame.locator('.frame-name', { hasText: 'dawn.png' }).waitFor();
  });

  test('once a first frame is chosen, the keyboard is at the prompt again; also when none is', async () => {
    const atPrompt = async (): Promise<void> => {
      await bench.page.waitForFunction(() => document.activeElement?.matches('iframe.webview'));
      await frame.waitForFunction(() => document.activeElement?.classList.contains('cm-content'));
    };
    await frame.getByRole('button', { name: 'Choose another…' }).click();
    await bench.pick('sunset.png');
    await frame.locator('.frame-name', { hasText: 'sunset.png' }).waitFor();
    await atPrompt();
    await frame.getByRole('button', { name: 'Choose another…' }).click();
    await bench.quickInput();
    await bench.page.keyboard.press('Escape');
    await atPrompt();
  });

  test('why a first frame does not fit is said to who does not see it', async () => {
    await dropSky(frame, 'strip.png', 900, 200);
    const alert = frame.getByRole('alert').filter({ hasText: 'width / height must be from 0.4 to 2.5' });
    await alert.waitFor();
    await frame.getByRole('button', { name: 'Keep the previous one' }).click();
    await frame.locator('.frame-name', { hasText: 'sunset.png' }).waitFor();
    await alert.waitFor({ state: 'detached' });
  });

  test('nothing is ordered or saved while a first frame is seen that would not be sent', async () => {
    const onDisk = (): Promise<string> => readFile(join(bench.workspace ?? '', 'shot.hailuo'), 'utf8');
    const before = await onDisk();
    const refused = async (words: string): Promise<void> => {
      await frame.locator('.frame-problem', { hasText: words }).first().waitFor();
      await frame.locator('.cm-content').focus();
      await bench.page.keyboard.press('Control+Enter');
      await frame.locator('.notice', { hasText: words }).waitFor();
      await frame.waitForFunction(() => document.activeElement?.matches('.frame-offers button') === true);
    };
    await dropSky(frame, 'strip.png', 900, 200);
    await refused('900×200 px');
    await bench.screenshot('composer-frame-refused');
    await drop(frame, { file: 'words.png', type: 'image/png', base64: Buffer.from('no picture').toString('base64') });
    await refused('words.png');
    await bench.screenshot('composer-frame-unreadable');
    await frame.locator('.cm-content').focus();
    await frame.getByRole('button', { name: 'Save shot.hailuo' }).click();
    await frame.waitForFunction(() => document.activeElement?.matches('.frame-offers button') === true);
    assert.equal(await onDisk(), before);
    assert.deepEqual(await bench.probe.tasks(), []);
    await frame.getByRole('button', { name: 'Remove the first frame' }).click();
    await frame.locator('.frame-problem').waitFor({ state: 'detached' });
    await frame.locator('.notice:empty').waitFor({ state: 'attached' });
  });

  test('a key that is held orders one video', async () => {
    const before = await bench.probe.tasks();
    assert.deepEqual(before, []);
    await frame.locator('.cm-content').focus();
    await bench.page.keyboard.down('Control');
    for (let repeat = 0; repeat < 6; repeat++) await bench.page.keyboard.down('Enter');
    await bench.page.keyboard.up('Enter');
    await bench.page.keyboard.up('Control');
    await bench.probe.taskIn(['completed', 'failed']);
    await frame.locator('.generate button[aria-disabled="false"]').waitFor();
    assert.equal((await bench.probe.tasks()).length, 1);
  });

  test('a take of the library that is dropped gives its last frame', async () => {
    const [take] = await bench.probe.tasks();
    assert.ok(take);
    assert.ok(take.file, take.failure?.message);
    await copyFile(take.file, join(bench.workspace ?? '', 'earlier.mp4'));
    await drop(frame, { type: 'application/vnd.hailuo.take', text: `file://${bench.workspace ?? ''}/earlier.mp4` });
    await frame.locator('.frame-name', { hasText: 'first-frame-' }).waitFor({ timeout: 180_000 });
    const name = await frame.locator('.frame-name').innerText();
    const header = readImageHeader(await readFile(join(bench.workspace ?? '', 'videos', name)));
    assert.equal(header?.type, 'png');
    assert.equal(header.height, 768);
    // The same video from outside of VS Code, as a file.
    await frame.getByRole('button', { name: 'Remove the first frame' }).click();
    await frame.locator('.frame-name').waitFor({ state: 'detached' });
    await drop(frame, { file: 'earlier.mp4', type: 'video/mp4', base64: (await readFile(take.file)).toString('base64') });
    await frame.locator('.frame-name', { hasText: 'first-frame-' }).waitFor({ timeout: 180_000 });
    await bench.screenshot('composer-last-frame');
    assert.deepEqual(bench.errors, []);
  });

  test('a shot that is saved onto a film is added to it, without a first frame where the film has one for all', async () => {
    const film = '@firstFrame = ./sunset.png\n\n### Dusk\nThe sun is gone.\n';
    await writeFile(join(bench.workspace ?? '', 'film.hailuo'), film);
    await bench.clearTable();
    await bench.command('hailuo.openComposer', { prompt: 'A gull lands.' });
    frame = await bench.webview('.composer');
    await frame.getByRole('button', { name: 'Save to file…' }).click();
    await bench.page.locator('.quick-input-list .monaco-list-row', { hasText: 'Add to film.hailuo' }).waitFor();
    await bench.screenshot('composer-save-where');
    await bench.pick('New File…');
    await bench.page.locator('.quick-input-widget input:visible').first().fill('film');
    await bench.page.locator('.quick-input-message', { hasText: '“film.hailuo” exists already: the shot is added at its end.' }).waitFor();
    await bench.screenshot('composer-save-exists');
    await bench.page.keyboard.press('Enter');
    await frame.locator('.link-state', { hasText: /Synced with film\.hailuo$/ }).waitFor();
    await untilSaved('film.hailuo', (text) => text === `${film}\n### A gull lands\n@firstFrame = none\nA gull lands.\n`);
    await frame.getByText('Synced with film.hailuo').waitFor();
    await bench.page.locator('.codelens-decoration').getByText('Generate').nth(1).waitFor();
    assert.deepEqual(bench.errors, []);
  });
});
