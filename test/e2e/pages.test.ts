import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, describe, test } from 'node:test';
import type { Frame } from 'playwright-core';
import { writeFilm } from '../support/takesWorkspace.ts';
import { untilAccessible } from './accessibility.ts';
import { everyTheme } from './settings.ts';
import { untilWears } from './shown.ts';
import { openWorkbench, type Workbench } from './workbench.ts';

let bench: Workbench;
let workspace: string;
let takes: Awaited<ReturnType<typeof writeFilm>>;

before(async () => {
  workspace = await mkdtemp(join(tmpdir(), 'hailuo-pages-'));
  takes = await writeFilm(workspace);
  bench = await openWorkbench({ workspace });
});
afterEach(async (context) => {
  if ('passed' in context && !context.passed) await bench.screenshot('pages-failed');
});
after(async () => {
  await bench.close();
  await rm(workspace, { recursive: true, force: true });
});

/** Which of these a page lets happen: what a prompt or a file with markup in it would try. */
async function allowedIn(page: Frame): Promise<readonly string[]> {
  return page.evaluate(async () => {
    const allowed: string[] = [];
    const run = globalThis as unknown as Record<string, boolean>;
    const script = document.createElement('script');
    script.textContent = 'globalThis.ranInline = true';
    document.body.append(script);
    if (run['ranInline']) allowed.push('a script in the page');
    const button = document.createElement('div');
    button.innerHTML = '<img src="x:" onerror="globalThis.ranHandler = true"><button onclick="globalThis.ranHandler = true"></button>';
    document.body.append(button);
    button.querySelector('button')!.click();
    if (run['ranHandler']) allowed.push('a handler in an attribute');
    const away = 'https://elsewhere.example/';
    const wanted = new Set(['connect-src', 'img-src', 'media-src', 'frame-src']);
    await new Promise<void>((resolve) => {
      const tooLate = setTimeout(resolve, 60_000);
      document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
        wanted.delete(effectiveDirective);
        if (wanted.size > 0) return;
        clearTimeout(tooLate);
        resolve();
      });
      fetch(away).catch(() => undefined);
      document.body.append(Object.assign(new Image(), { src: `${away}a.png` }), Object.assign(document.createElement('video'), { src: `${away}a.mp4` }), Object.assign(document.createElement('iframe'), { src: away }));
    });
    // Whatever a debugger may do, no text is code: that is asked of the policy itself.
    const policy = document.querySelector('meta[http-equiv="Content-Security-Policy"]')?.getAttribute('content') ?? '';
    if (!/(?:^|; )default-src 'none'(?:;|$)/u.test(policy) || /'unsafe-(?:inline|eval)'|\*(?!\.)/u.test(policy)) allowed.push(policy);
    return [...allowed, ...wanted];
  });
}

/** The words of the live regions of a page, once one of them meets this. */
async function told(page: Frame, words: RegExp): Promise<void> {
  await page.waitForFunction(({ source, flags }) => [...document.querySelectorAll('[role=status], [role=alert], [aria-live=polite], [aria-live=assertive]')].some((region) => new RegExp(source, flags).test(region.textContent)), { source: words.source, flags: words.flags });
}

describe('a page of ours runs its own script alone and asks nobody outside', () => {
  for (const [name, open, selector] of [
    ['the composer', () => bench.command('hailuo.openComposer', { prompt: '[Push in] A cat' }), '.cm-content'],
    ['the stage', () => bench.command('hailuo.previewCamera', { prompt: '[Push in] A cat' }), '.stage-page canvas'],
    ['the preview of a take', () => bench.command('hailuo.openTake', { file: takes.street }), '.story'],
    ['a comparison', () => bench.command('hailuo.compareTakes', { files: [takes.street, takes.snow] }), '.differences'],
    ['the library', () => bench.command('hailuo.takes.focus'), '.card'],
    ['the spending', () => bench.command('hailuo.spending.focus'), '#root h2, #root table, #root p'],
  ] as const) {
    test(name, async () => {
      await bench.command('workbench.action.closeAllEditors');
      await open();
      const page = await bench.webview(selector);
      assert.deepEqual(await allowedIn(page), []);
    });
  }
});

describe('axe-core finds nothing wrong in any theme', () => {
  test('with the menu of a take open', async () => {
    await bench.command('workbench.action.closeAllEditors');
    await bench.command('hailuo.openTake', { file: takes.street });
    const page = await bench.webview('.more-button');
    for (const theme of everyTheme) {
      await bench.changeTheme(theme);
      await untilWears(page, theme);
      // Another theme, or the focus that goes to it, may have closed it.
      if (!await page.locator('#more-actions').isVisible()) await page.locator('.more-button').click();
      await page.locator('#more-actions .menu-line').first().waitFor();
      await untilAccessible(page);
      await bench.screenshot(`take-menu-${theme}`);
    }
  });

  for (const [name, open, selector] of [
    ['the stage', () => bench.command('hailuo.previewCamera', { prompt: '[Push in, Pedestal up] A cat, [Pan left] a dog', gateway: 'apimart' }), '.stage-page canvas'],
    ['the film', () => bench.command('hailuo.film.open', { uri: `file://${workspace}/film.hailuo` }), '.film .block'],
  ] as const) {
    test(`of ${name}, with what its clicks cost`, async () => {
      await bench.command('workbench.action.closeAllEditors');
      await open();
      const page = await bench.webview(selector);
      for (const theme of everyTheme) {
        await bench.changeTheme(theme);
        await untilWears(page, theme);
        await untilAccessible(page);
        await bench.screenshot(`${name.split(' ').at(-1)}-${theme}`);
      }
      await bench.changeTheme('dark');
    });
  }
});

describe('what changes is said to who does not see it', () => {
  test('how many takes a search leaves', async () => {
    await bench.command('hailuo.takes.focus');
    const library = await bench.webview('.card');
    await told(library, /2 takes/u);
    await library.getByRole('searchbox').fill('snowy');
    await told(library, /1 of 2/u);
    await library.getByRole('searchbox').fill('');
  });
});
