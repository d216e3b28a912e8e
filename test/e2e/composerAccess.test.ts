import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { Frame } from 'playwright-core';
import { until } from '../support/until.ts';
import { untilAccessible } from './accessibility.ts';
import { dropSky } from './drops.ts';
import { everyTheme } from './settings.ts';
import { untilWears } from './shown.ts';
import { openWorkbench, type Workbench } from './workbench.ts';

const film = '### Harbour\n@duration = 10\n@fastPretreatment\n@promptOptimizer = off\n[Push in] A red kite over the harbour at dusk, [Pan left, Pan right] the lighthouse. [Orbit] Rain [Tilt up]\n';

let bench: Workbench;
let frame: Frame;

describe('the composer is for everyone', () => {
  before(async () => {
    bench = await openWorkbench();
    await writeFile(join(bench.workspace ?? '', 'film.hailuo'), film);
    await bench.page.keyboard.press('Control+B');
    await bench.openFile('film.hailuo');
    await bench.runCommand('Hailuo: Open Composer');
    frame = await bench.webview('.composer');
    await frame.locator('.bar').first().waitFor();
    // Everything there is to see: problems with their fixes, the requests, a first frame that does not fit, a take.
    await frame.getByText('What will be sent').click();
    await dropSky(frame, 'strip.png', 900, 200);
    await frame.locator('.frame-problem').first().waitFor();
  });
  after(async () => { await bench.close(); });

  test('the name of each move stands on one line, beside its file and alone', async () => {
    const wrapped = (): Promise<readonly string[]> => frame.evaluate(() => [...document.querySelectorAll('.tile span')].filter((words) => words.getClientRects().length !== 1 || words.getBoundingClientRect().height > 20).map(({ textContent }) => textContent));
    await until('no name is broken', wrapped, (names) => names.length === 0);
    await bench.runCommand('View: Maximize Editor Group');
    await until('none is in a wide column either', wrapped, (names) => names.length === 0);
    await bench.runCommand('View: Reset Editor Group Sizes');
  });

  for (const theme of everyTheme) {
    test(`axe-core finds nothing wrong in ${theme}`, async () => {
      await bench.changeTheme(theme);
      await untilWears(frame, theme);
      await frame.locator('.cm-content').focus();
      await bench.screenshot(`composer-${theme}`);
      await untilAccessible(frame);
    });
  }

  for (const [words, width, height] of [['320 px wide', 378, 800], ['at 200 %', 640, 400]] as const) {
    test(`nothing is cut off or out of reach ${words}`, async () => {
      await bench.runCommand('View: Join All Editor Groups');
      await bench.page.setViewportSize({ width, height });
      await frame.waitForFunction((most) => window.innerWidth <= most, width);
      const widths = (): Promise<{ readonly scroll: number; readonly page: number; readonly room: number }> =>
        frame.evaluate(() => ({ scroll: document.documentElement.scrollWidth, page: document.querySelector('.composer')!.scrollWidth, room: window.innerWidth }));
      await until('the page is no wider than its room', widths, ({ scroll, page, room }) => scroll <= room && page <= room);
      await bench.screenshot(`composer-${width}`);
      const generate = frame.getByRole('button', { name: 'Generate' });
      await generate.scrollIntoViewIfNeeded();
      await generate.waitFor();
      await untilAccessible(frame);
    });
  }
});
