import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { Frame } from 'playwright-core';
import { bits } from '../support/countingClip.ts';
import { street, writeFilm } from '../support/takesWorkspace.ts';
import { openWorkbench, type Workbench } from './workbench.ts';

/** The numbers that the pictures of all videos carry, and the one that the page tells, each from 0. */
async function frames(page: Frame): Promise<{ readonly seen: readonly number[]; readonly told: number }> {
  return page.evaluate((count) => {
    const seen = [...document.querySelectorAll('video')].map((video) => {
      const canvas = new OffscreenCanvas(video.videoWidth, video.videoHeight);
      const context = canvas.getContext('2d')!;
      context.drawImage(video, 0, 0);
      const y = Math.floor(canvas.height / 6);
      let number = 0;
      for (let bit = 0; bit < count; bit++) {
        const [red] = context.getImageData(Math.floor((bit + 0.5) * canvas.width / count), y, 1, 1).data;
        number = number * 2 + (red! > 127 ? 1 : 0);
      }
      return number;
    });
    return { seen, told: Number(/\d+/u.exec(document.querySelector('.frame-number')?.textContent ?? '')?.[0]) - 1 };
  }, bits);
}

/** Waits until the page tells a frame, then compares it with what the pictures show. */
async function assertFrame(page: Frame, frame: number): Promise<void> {
  await page.waitForFunction((wanted) => document.querySelector('.frame-number')?.textContent.includes(` ${wanted} `), frame + 1);
  const { seen, told } = await frames(page);
  assert.deepEqual(seen, seen.map(() => told), `told ${told}, pictures show ${seen.join()}`);
  assert.equal(told, frame);
}

async function paused(page: Frame): Promise<void> {
  await page.locator('body').press('Home');
  await assertFrame(page, 0);
}

async function scrubTo(page: Frame, frame: number): Promise<void> {
  await page.locator('.scrubber').evaluate((range: HTMLInputElement, to) => {
    range.value = String(to);
    range.dispatchEvent(new InputEvent('input', { bubbles: true }));
  }, frame);
}

describe('takes', () => {
  let workspace: string;
  let takes: Awaited<ReturnType<typeof writeFilm>>;
  let bench: Workbench;
  const command = <T>(id: string, argument?: unknown): Promise<T> =>
    bench.probe.evaluate(async (api, call) => api.commands.executeCommand<T>(call.id, call.argument), { id, argument });
  const closeTabs = (): Promise<void> => command('workbench.action.closeAllEditors');

  before(async () => {
    workspace = await mkdtemp(join(tmpdir(), 'hailuo-takes-'));
    takes = await writeFilm(workspace);
    bench = await openWorkbench({ workspace });
  });
  after(async () => {
    await bench.close();
    await rm(workspace, { recursive: true, force: true });
  });

  test('a preview steps, scrubs and loops to the exact frame', async () => {
    await command('hailuo.openTake', { file: takes.street });
    const page = await bench.webview('.scrubber');
    await paused(page);
    for (const [key, frame] of [['.', 1], ['.', 2], ['.', 3], [',', 2], ['End', 47], [',', 46], ['Home', 0]] as const) {
      await page.locator('body').press(key);
      await assertFrame(page, frame);
    }
    for (const frame of [19, 20, 21, 40, 39, 7, 46, 23, 24, 1, 47]) {
      await scrubTo(page, frame);
      await assertFrame(page, frame);
    }
    await page.locator('body').press('k');
    await page.waitForFunction(() => document.querySelector('video')!.currentTime < 1);
    await page.locator('body').press('k');
    await page.waitForFunction(() => document.querySelector('video')!.paused && !document.querySelector('video')!.seeking);
    const { told } = await frames(page);
    await page.locator('body').press('.');
    await assertFrame(page, told + 1);
    await bench.screenshot('takes-preview');
  });

  test('its last frame starts the next shot', async () => {
    const result = await command<{ readonly frame: string }>('hailuo.continueFromLastFrame', { id: 'take-street' });
    assert.equal(result.frame, takes.street.replace('.mp4', '-last-frame.png'));
    const png = await readFile(result.frame);
    const number = await bench.page.evaluate(async ({ data, count }) => {
      const picture = await createImageBitmap(new Blob([Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0))]));
      const canvas = new OffscreenCanvas(picture.width, picture.height);
      const context = canvas.getContext('2d')!;
      context.drawImage(picture, 0, 0);
      return Array.from({ length: count }, (_, bit) => context.getImageData(Math.floor((bit + 0.5) * canvas.width / count), 60, 1, 1).data[0]! > 127).reduce((sum, bit) => sum * 2 + Number(bit), 0);
    }, { data: png.toString('base64'), count: bits });
    assert.equal(number, 47);
    const text = await bench.probe.evaluate((api) => api.window.activeTextEditor?.document.getText() ?? '', null);
    assert.match(text, /### Street\n.*\n\n### Street, continued\n@firstFrame = \.\/videos\/street-last-frame\.png\n\n\n### Roofs\n/u);
    await bench.screenshot('takes-continued');
    await command('workbench.action.files.revert');
    await closeTabs();
  });

  test('a take is out of date once its text changed, and its prompt comes back', async () => {
    await command('hailuo.openTake', { file: takes.snow });
    const page = await bench.webview('.warning');
    assert.match(await page.locator('.warning').innerText(), /Out of date/u);
    await page.getByRole('button', { name: 'Restore this prompt' }).click();
    await bench.page.locator('.tabs-container .tab.active').filter({ hasText: 'film.hailuo' }).waitFor();
    const text = await bench.probe.evaluate((api) => api.window.activeTextEditor?.document.getText() ?? '', null);
    assert.match(text, /### Street\nA cat walks through a snowy street/u);
    await command('undo');
    assert.match(await bench.probe.evaluate((api) => api.window.activeTextEditor?.document.getText() ?? '', null), new RegExp(street.slice(0, 30), 'u'));
    await command('workbench.action.files.revert');
    await closeTabs();
  });

  test('two takes play in lock-step; one is kept, one discarded', async () => {
    await command('hailuo.compareTakes', { ids: ['take-street', 'take-snow'] });
    const page = await bench.webview('.side .scrubber, .timeline .scrubber');
    await paused(page);
    for (const key of ['.', '.', 'End', ',', ',']) {
      await page.locator('body').press(key);
    }
    await assertFrame(page, 45);
    await scrubTo(page, 21);
    await assertFrame(page, 21);
    await bench.screenshot('takes-compare');
    await page.getByRole('button', { name: 'Wipe over each other' }).click();
    await page.getByRole('slider', { name: 'Edge between A and B' }).press('PageUp');
    await bench.screenshot('takes-wipe');
    await page.getByRole('button', { name: 'Keep A' }).click();
    await page.getByRole('button', { name: 'Unkeep A' }).waitFor();
    assert.equal((JSON.parse(await readFile(`${takes.street}.json`, 'utf8')) as { favourite: boolean }).favourite, true);
    await page.getByRole('button', { name: 'Discard B…' }).click();
    await (await bench.dialog()).getByRole('button', { name: 'Move to Trash' }).click();
    const forGood = (await bench.dialog()).getByRole('button', { name: 'Delete Permanently' });
    await forGood.click();
    await bench.webview('.story');
    assert.ok(!existsSync(takes.snow) && !existsSync(`${takes.snow}.json`));
    await closeTabs();
  });
});
