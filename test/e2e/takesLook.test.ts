import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { film, writeFilm } from '../support/takesWorkspace.ts';
import { untilAccessible } from './accessibility.ts';
import { everyTheme } from './settings.ts';
import { untilWears } from './shown.ts';
import { openWorkbench, type Workbench } from './workbench.ts';

describe('the pages of takes', () => {
  let workspace: string;
  let bench: Workbench;
  let takes: Awaited<ReturnType<typeof writeFilm>>;

  before(async () => {
    workspace = await mkdtemp(join(tmpdir(), 'hailuo-look-'));
    takes = await writeFilm(workspace);
    await writeFile(join(workspace, 'film.hailuo'), film.replace('rainy', 'foggy'));
    bench = await openWorkbench({ workspace });
  });
  after(async () => {
    await bench.close();
    await rm(workspace, { recursive: true, force: true });
  });

  for (const theme of everyTheme) {
    for (const width of [1280, 720]) {
      test(`are accessible and whole in ${theme} at ${width === 720 ? 'some 320' : width} pixels`, async () => {
        await bench.changeTheme(theme);
        await bench.page.setViewportSize({ width, height: 900 });
        await bench.command('workbench.action.closeAllEditors');
        await bench.command('hailuo.openTake', { file: takes.street });
        const preview = await bench.webview('.story');
        await untilWears(preview, theme);
        await preview.locator('body').press('End');
        await untilAccessible(preview);
        await bench.screenshot(`take-${theme}-${width}`);

        await bench.command('hailuo.takes.focus');
        const library = await bench.webview('.card img');
        await library.locator('[role="listbox"]').press('ArrowRight');
        await untilWears(library, theme);
        const filters = library.getByRole('button', { name: 'Filter by camera, gateway and day' });
        if (await filters.getAttribute('aria-pressed') !== 'true') await filters.click();
        await library.locator('[aria-pressed="true"]').and(filters).waitFor();
        await untilAccessible(library);
        await bench.screenshot(`library-${theme}-${width}`);

        await bench.command('workbench.action.closeAllEditors');
        await bench.command('hailuo.compareTakes', { files: [takes.street, takes.snow] });
        const compare = await bench.webview('.differences');
        await compare.locator('.scrubber').waitFor();
        await untilWears(compare, theme);
        await compare.locator('body').press('End');
        await untilAccessible(compare);
        await bench.screenshot(`compare-${theme}-${width}`);
      });
    }
  }
});
