import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, describe, test } from 'node:test';
import type { Frame } from 'playwright-core';
import { writeFilm, writeTake } from '../support/takesWorkspace.ts';
import { until } from '../support/until.ts';
import { openWorkbench, type Workbench } from './workbench.ts';

let bench: Workbench;
let workspace: string;
let takes: Awaited<ReturnType<typeof writeFilm>>;
const command = (id: string, argument?: unknown): Promise<unknown> => bench.probe.evaluate((api, call) => api.commands.executeCommand(call.id, call.argument), { id, argument });

before(async () => {
  workspace = await mkdtemp(join(tmpdir(), 'hailuo-narrow-'));
  takes = await writeFilm(workspace);
  bench = await openWorkbench({ workspace });
});
afterEach(async (context) => {
  if ('passed' in context && !context.passed) await bench.screenshot('narrow-failed');
});
after(async () => {
  await bench.close();
  await rm(workspace, { recursive: true, force: true });
});

/** Rows that are meant to be pushed along: takes, shots of a film, the request as it is sent. */
const pushed = ['strip', 'sent-scroll', 'cm-scroller'];

/** What of a page can be scrolled sideways but is not meant to. */
async function sideways(page: Frame): Promise<readonly string[]> {
  return page.evaluate((meant) => [document.documentElement, ...document.querySelectorAll<HTMLElement>('body, body *')].flatMap((element) => {
    const root = element === document.documentElement || element === document.body;
    const rolls = root || ['auto', 'scroll'].includes(getComputedStyle(element).overflowX);
    const room = root ? window.innerWidth : element.clientWidth;
    return rolls && element.scrollWidth > room && !meant.some((name) => element.classList.contains(name)) ? [`${element.tagName} ${element.className}: ${element.scrollWidth} of ${room}`] : [];
  }), pushed);
}

/** Gives a page this room, as a narrow side bar or a split does. */
async function narrowTo(page: Frame, width: number): Promise<void> {
  await (await page.frameElement()).evaluate((frame, pixels) => { (frame as HTMLElement).style.width = `${pixels}px`; }, width);
  await page.waitForFunction((pixels) => window.innerWidth === pixels, width);
}

const pages = [
  ['the stage', () => command('hailuo.previewCamera', { prompt: '[Push in, Pedestal up] A cat, [Pan left] a dog' }), '.stage-page canvas'],
  ['the preview of a take', () => command('hailuo.openTake', { file: takes.street }), '.scrubber'],
  ['a comparison', () => command('hailuo.compareTakes', { files: [takes.street, takes.snow] }), '.differences'],
  ['the film', () => command('hailuo.film.open', { uri: `file://${workspace}/film.hailuo` }), '.film-page, .reel, main h1'],
  ['the composer', () => command('hailuo.openComposer', { prompt: '[Push in] A cat, [Pan left, Pan right] the dog [Orbit]' }), '.composer .bar'],
  ['the library', () => command('hailuo.takes.focus'), '.card'],
  ['the spending', () => command('hailuo.spending.focus'), '#root h2, #root table, #root p'],
] as const;

describe('no page scrolls sideways', () => {
  for (const [name, open, selector] of pages) {
    test(`${name}, in 170 pixels and at 200 %`, async () => {
      await bench.page.setViewportSize({ width: 1280, height: 800 });
      await command('workbench.action.closeAllEditors');
      await open();
      const page = await bench.webview(selector);
      for (const width of [170, 320]) {
        await narrowTo(page, width);
        await bench.screenshot(`narrow-${name.split(' ').at(-1)}-${width}`);
        assert.deepEqual(await sideways(page), [], `in ${width} pixels`);
      }
    });
  }
});

test('the names on the camera pad stand on one line each, so that its tiles are of one height', async () => {
  await bench.page.setViewportSize({ width: 1280, height: 800 });
  await command('workbench.action.closeAllEditors');
  await command('hailuo.openComposer', { prompt: '[Push in] A cat' });
  const page = await bench.webview('.composer .bar');
  for (const width of [320, 400]) {
    await narrowTo(page, width);
    const heights = await page.locator('.tile span').evaluateAll((names) => names.map((name) => name.getBoundingClientRect().height));
    assert.equal(heights.length, 15);
    assert.equal(new Set(heights).size, 1, `in ${width} pixels: ${heights.join()}`);
  }
});

test('the buttons that play a comparison are in reach however tall its pictures are', async () => {
  // 1920 × 1080 at 200 %: three takes stand in two rows, which with what is under them is more than the page is high.
  await bench.page.setViewportSize({ width: 960, height: 540 });
  const third = await writeTake(workspace, 'fog', { prompt: 'A cat walks through fog. [Push in]', shade: 0.5 });
  await command('workbench.action.closeAllEditors');
  await command('hailuo.compareTakes', { files: [takes.street, takes.snow, third] });
  const page = await bench.webview('.controls button');
  const places = (): Promise<{ readonly last: number; readonly bottom: number; readonly room: number }> => page.evaluate(() => ({
    last: document.querySelector('.side figure:last-child')!.getBoundingClientRect().bottom, bottom: document.querySelector('.controls')!.getBoundingClientRect().bottom, room: window.innerHeight,
  }));
  await until('the buttons stand inside the window, over pictures that reach beyond it', places, ({ last, bottom, room }) => last + 40 > room && bottom <= room + 0.5);
  await bench.screenshot('compare-960');
});

test('in a view that is lower than a card, the keyboard shows the start of each card: its picture', async () => {
  await bench.page.setViewportSize({ width: 1280, height: 800 });
  await command('hailuo.takes.focus');
  const page = await bench.webview('.card');
  await narrowTo(page, 170);
  await (await page.frameElement()).evaluate((frame) => { (frame as HTMLElement).style.height = '150px'; });
  await page.waitForFunction(() => window.innerHeight === 150);
  // The third came with the comparison.
  await page.waitForFunction(() => document.querySelector('.card')?.getAttribute('aria-setsize') === '3');
  await page.locator('[role="listbox"]').focus();
  const above = (): Promise<number | undefined> => page.evaluate(() => {
    const card = document.querySelector('.card.current');
    return card ? card.getBoundingClientRect().top - document.querySelector('.scroller')!.getBoundingClientRect().top : undefined;
  });
  for (const key of ['End', 'Home', 'ArrowDown']) {
    await bench.page.keyboard.press(key);
    await page.waitForFunction((place) => document.querySelector('.card.current')?.getAttribute('aria-posinset') === String(place), { End: 3, Home: 1, ArrowDown: 2 }[key]);
    await until(`${key}: the card begins where the view does`, above, (top) => top !== undefined && top >= -1 && top < 12);
  }
  await bench.screenshot('library-low');
});

test('the composer is usable in a small window', async () => {
  await command('workbench.action.closeAllEditors');
  await bench.openFile('film.hailuo');
  await bench.goTo(4);
  await bench.runCommand('Hailuo: Open Composer');
  const page = await bench.webview('.composer .bar');
  await bench.page.setViewportSize({ width: 900, height: 600 });
  for (const [what, key] of [['beside its file', undefined], ['alone', 'View: Join All Editor Groups']] as const) {
    if (key) await bench.runCommand(key);
    await page.locator('.cm-content').click();
    await bench.screenshot(`composer-900-${what.split(' ')[0]}`);
    const { footer, room, generate } = await page.evaluate(() => ({
      footer: document.querySelector('.actions')!.getBoundingClientRect().height, room: window.innerHeight,
      generate: document.querySelector('.generate button')!.getBoundingClientRect().bottom,
    }));
    assert.ok(footer < room / 4, `${what}: the actions take ${footer} of ${room}`);
    assert.ok(generate <= room, `${what}: Generate is out of sight`);
    assert.deepEqual(await sideways(page), []);
  }
});
