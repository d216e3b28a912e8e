import { copyFile, link, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Frame } from 'playwright-core';
import { openWorkbench, type Workbench } from '../../e2e/workbench.ts';
import { defaultSettings } from '../../../src/shots/shot.ts';
import { street, writeFilm, writeTake } from '../../support/takesWorkspace.ts';
import { percentile, report } from '../report.ts';
import { ask, closeAll } from './commands.ts';

const libraryCount = 5000;

/** When the page first painted anything, by the machine's clock: the library paints nothing before its cards. */
async function firstPaint(page: Frame): Promise<number> {
  return page.evaluate(() => {
    const [paint] = performance.getEntriesByName('first-contentful-paint');
    return performance.timeOrigin + (paint?.startTime ?? Number.NaN);
  });
}

/** From a key to its picture: stepping on, and back, which decodes from the last key picture. */
async function steps(page: Frame): Promise<void> {
  await page.locator('body').press('Home');
  for (const [key, what] of [['.', 'one frame on'], [',', 'one frame back']] as const) {
    const times = await page.evaluate(async (pressed) => {
      const video = document.querySelector('video')!;
      const taken: number[] = [];
      for (let step = 0; step < 40; step++) {
        const shown = new Promise<number>((resolve) => { video.requestVideoFrameCallback((now) => { resolve(now); }); });
        const started = performance.now();
        document.body.dispatchEvent(new KeyboardEvent('keydown', { key: pressed, bubbles: true }));
        taken.push(await shown - started);
      }
      return taken;
    }, key);
    report({ what: `step ${what}, key to picture, p50`, value: percentile(times, 0.5), unit: 'ms' });
    report({ what: `step ${what}, key to picture, p99`, value: percentile(times, 0.99), unit: 'ms' });
  }
}

async function stepping(bench: Workbench, file: string): Promise<void> {
  await ask(bench, 'hailuo.openTake', { file });
  await steps(await bench.webview('.scrubber'));
  await closeAll(bench);
}

async function comparison(bench: Workbench, files: readonly string[]): Promise<void> {
  await ask(bench, 'hailuo.compareTakes', { files });
  const page = await bench.webview('.scrubber');
  await page.locator('body').press('Home');
  await page.waitForFunction(() => [...document.querySelectorAll('video')].every((video) => video.paused && !video.seeking));
  const played = await page.evaluate(async () => {
    const videos = [...document.querySelectorAll('video')];
    const quality = () => videos.map((video) => video.getVideoPlaybackQuality());
    const before = quality();
    let apart = 0;
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'k', bubbles: true }));
    await new Promise<void>((resolve) => {
      const look = (): void => {
        const times = videos.map((video) => video.currentTime);
        if (times[0]! > 0.5) apart = Math.max(apart, Math.max(...times) - Math.min(...times));
        if (times[0]! > videos[0]!.duration - 0.3) resolve();
        else requestAnimationFrame(look);
      };
      look();
    });
    const after = quality();
    const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);
    return {
      dropped: sum(after.map((one, index) => one.droppedVideoFrames - before[index]!.droppedVideoFrames)),
      total: sum(after.map((one, index) => one.totalVideoFrames - before[index]!.totalVideoFrames)), apart,
    };
  });
  report({ what: 'four takes of 1080p together, dropped frames', value: 100 * played.dropped / played.total, unit: '%', note: `${played.dropped} of ${played.total}, decoded without a graphics card` });
  report({ what: 'farthest apart while playing', value: played.apart * 24, unit: 'frames', atMost: 2 });
  await closeAll(bench);
}

async function library(bench: Workbench): Promise<void> {
  const asked = await ask(bench, 'hailuo.takes.focus');
  const page = await bench.webview('.card');
  report({ what: `library of ${libraryCount}, command to cards on screen`, value: await firstPaint(page) - asked, unit: 'ms', atMost: 500 });
  const frames = await page.evaluate(async () => {
    const scroller = document.querySelector('.scroller')!;
    const times: number[] = [];
    await new Promise<void>((resolve) => {
      let last = performance.now();
      const scroll = (now: number): void => {
        times.push(now - last);
        last = now;
        scroller.scrollTop += 120;
        if (times.length < 180) requestAnimationFrame(scroll);
        else resolve();
      };
      requestAnimationFrame(scroll);
    });
    return times.slice(5);
  });
  report({ what: 'scrolling it by 120 px a frame, frame time p50', value: percentile(frames, 0.5), unit: 'ms' });
  report({ what: 'scrolling it by 120 px a frame, frame time p99', value: percentile(frames, 0.99), unit: 'ms' });
}

/** Sidecars of takes made one a minute; all videos are one and the same file. */
async function writeLibrary(workspace: string, video: string): Promise<void> {
  const folder = join(workspace, 'videos');
  for (let take = 0; take < libraryCount; take++) {
    const file = join(folder, `take-${take}.mp4`);
    await link(video, file);
    const at = new Date(Date.UTC(2026, 0, 1) + take * 60_000).toISOString();
    await writeFile(`${file}.json`, JSON.stringify({
      version: 1, id: `m${take}`, prompt: `Take ${take}. ${street}`, sentPrompt: street, settings: defaultSettings, gateway: 'animatic', createdAt: at, completedAt: at,
      bytes: 1, sha256: take.toString(16).padStart(64, '0'), source: { file: '../film.hailuo', line: 4 },
    }));
  }
}

const home = await mkdtemp(join(tmpdir(), 'hailuo-bench-'));
try {
  const workspace = join(home, 'workspace');
  const { street: small } = await writeFilm(workspace);
  const large = [await writeTake(workspace, 'large-0', { prompt: street, width: 1920, height: 1080, frames: 96 })];
  for (let copy = 1; copy < 4; copy++) {
    const file = large[0]!.replace('large-0', `large-${copy}`);
    await Promise.all([copyFile(large[0]!, file), copyFile(`${large[0]!}.json`, `${file}.json`)]);
    large.push(file);
  }
  await writeLibrary(workspace, small);
  const bench = await openWorkbench({ workspace });
  try {
    await stepping(bench, small);
    await comparison(bench, large);
    await library(bench);
  } finally {
    await bench.close();
  }
} finally {
  await rm(home, { recursive: true, force: true });
}
