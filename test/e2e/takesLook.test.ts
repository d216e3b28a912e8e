import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { film, writeFilm } from '../support/takesWorkspace.ts';
import { accessibilityProblems } from './accessibility.ts';
import { everyTheme, themes } from './settings.ts';
import { openWorkbench, type Workbench } from './workbench.ts';

describe('the pages of takes', () => {
  let workspace: string;
  let bench: Workbench;
  let takes: Awaited<ReturnType<typeof writeFilm>>;
  const command = (id: string, argument?: unknown): Promise<unknown> =>
    bench.probe.evaluate(async (api, call) => api.commands.executeCommand(call.id, call.argument), { id, argument });

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
        await command('workbench.action.closeAllEditors');
        await command('hailuo.openTake', { file: takes.street });
        const preview = await bench.webview('.story');
        await preview.locator('body').press('End');
        assert.deepEqual(await accessibilityProblems(preview), []);
        await bench.screenshot(`take-${theme}-${width}`);

        await command('hailuo.takes.focus');
        const library = await bench.webview('.card img');
        await library.locator('[role="listbox"]').press('ArrowRight');
        await library.waitForFunction((kind) => document.body.classList.contains(kind), themes[theme].webview);
        const filters = library.getByRole('button', { name: 'Filter by camera, gateway and day' });
        if (await filters.getAttribute('aria-pressed') !== 'true') await filters.click();
        assert.deepEqual(await accessibilityProblems(library), []);
        await bench.screenshot(`library-${theme}-${width}`);

        await command('workbench.action.closeAllEditors');
        await command('hailuo.compareTakes', { files: [takes.street, takes.snow] });
        const compare = await bench.webview('.differences');
        await compare.locator('.scrubber').waitFor();
        await compare.locator('body').press('End');
        assert.deepEqual(await accessibilityProblems(compare), []);
        await bench.screenshot(`compare-${theme}-${width}`);
      });
    }
  }
});
