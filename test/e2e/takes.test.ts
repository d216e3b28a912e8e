import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { Frame } from 'playwright-core';
import { bits, framesPerSecond } from '../support/countingClip.ts';
import { street, writeFilm } from '../support/takesWorkspace.ts';
import { until } from '../support/until.ts';
import { untilInFront } from './documents.ts';
import { untilFavourite } from './favourite.ts';
import { frameNumberIn } from './frameNumber.ts';
import { untilShows } from './shown.ts';
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

/** Waits until the page tells a frame and all pictures show it. */
async function untilFrame(page: Frame, frame: number): Promise<void> {
  await until(`frame ${frame} is told and seen`, () => frames(page), ({ seen, told }) => told === frame && seen.length > 0 && seen.every((number) => number === frame));
}

/** The frame at which a video that was told to pause has come to rest: its clock, its picture and what the page tells agree. */
async function restingFrame(page: Frame): Promise<number> {
  const { told } = await until('the video rests', async () => ({ ...await frames(page), clock: await clockOf(page) }), ({ seen, told, clock }) => clock === told && seen[0] === told);
  return told;
}

/** The frame that the clock of a paused video is in. */
async function clockOf(page: Frame): Promise<number | undefined> {
  return page.locator('video').first().evaluate((video: HTMLVideoElement, rate) => (video.paused && !video.seeking ? Math.floor(video.currentTime * rate + 1e-3) : undefined), framesPerSecond);
}

async function paused(page: Frame): Promise<void> {
  // Until VS Code has given the tab its focus, a key goes elsewhere.
  const last = async (): Promise<number> => {
    await page.locator('body').press('End');
    return (await frames(page)).told;
  };
  await until('keys reach the page', last, (told) => told > 0);
  await page.locator('body').press('Home');
  await untilFrame(page, 0);
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
  const closeTabs = (): Promise<unknown> => bench.command('workbench.action.closeAllEditors');

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
    await bench.command('hailuo.openTake', { file: takes.street });
    const page = await bench.webview('.scrubber');
    await paused(page);
    for (const [key, frame] of [['.', 1], ['.', 2], ['.', 3], [',', 2], ['End', 47], [',', 46], ['Home', 0]] as const) {
      await page.locator('body').press(key);
      await untilFrame(page, frame);
    }
    for (const frame of [19, 20, 21, 40, 39, 7, 46, 23, 24, 1, 47]) {
      await scrubTo(page, frame);
      await untilFrame(page, frame);
    }
    await page.locator('body').press('k');
    await page.waitForFunction(() => document.querySelector('video')!.currentTime < 1);
    await page.locator('body').press('k');
    const rest = await restingFrame(page);
    await page.locator('body').press('.');
    await untilFrame(page, rest + 1);
    await bench.screenshot('takes-preview');
  });

  test('its last frame starts the next shot', async () => {
    const result = await bench.command('hailuo.continueFromLastFrame', { id: 'take-street' }) as { readonly frame: string };
    assert.equal(result.frame, takes.street.replace('.mp4', '-last-frame.png'));
    assert.equal(await frameNumberIn(bench.page, result.frame, bits), 47);
    await untilInFront(bench.probe, /### Street\n.*\n\n### Street, continued\n@firstFrame = \.\/videos\/street-last-frame\.png\n\n\n### Roofs\n/u);
    await bench.screenshot('takes-continued');
    await bench.command('workbench.action.files.revert');
    await closeTabs();
  });

  test('a take is out of date once its text changed, and its prompt comes back', async () => {
    await bench.command('hailuo.openTake', { file: takes.snow });
    const page = await bench.webview('.warning');
    await untilShows(page.locator('.warning'), /Out of date/u);
    await page.getByRole('button', { name: 'Restore this prompt' }).click();
    await bench.page.locator('.tabs-container .tab.active').filter({ hasText: 'film.hailuo' }).waitFor();
    await untilInFront(bench.probe, /### Street\nA cat walks through a snowy street/u);
    await bench.command('undo');
    await untilInFront(bench.probe, new RegExp(street.slice(0, 30), 'u'));
    await bench.command('workbench.action.files.revert');
    await closeTabs();
  });

  test('two takes play in lock-step; one is kept, one discarded', async () => {
    await bench.command('hailuo.compareTakes', { ids: ['take-street', 'take-snow'] });
    const page = await bench.webview('.side .scrubber, .timeline .scrubber');
    await paused(page);
    for (const key of ['.', '.', 'End', ',', ',']) {
      await page.locator('body').press(key);
    }
    await untilFrame(page, 45);
    await scrubTo(page, 21);
    await untilFrame(page, 21);
    await bench.screenshot('takes-compare');
    await page.getByRole('button', { name: 'Wipe over each other' }).click();
    await page.getByRole('slider', { name: 'Edge between A and B' }).press('PageUp');
    await bench.screenshot('takes-wipe');
    await page.getByRole('button', { name: 'Keep A' }).click();
    await page.getByRole('button', { name: 'Unkeep A' }).waitFor();
    await untilFavourite(takes.street);
    await page.getByRole('button', { name: 'Discard B…' }).click();
    await (await bench.dialog()).getByRole('button', { name: 'Move to Trash' }).click();
    const forGood = (await bench.dialog()).getByRole('button', { name: 'Delete Permanently' });
    await forGood.click();
    await bench.webview('.story');
    await until('the video and its metadata file are gone', () => [takes.snow, `${takes.snow}.json`].filter((file) => existsSync(file)), ({ length }) => length === 0);
    await closeTabs();
  });
});
