import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { film, street, writeTake } from '../support/takesWorkspace.ts';
import { homeSpeaking } from './displayLanguage.ts';
import { untilCount } from './shown.ts';
import { openWorkbench, type Workbench } from './workbench.ts';

for (const { language, take, picker, compare } of [
  { language: 'en', take: (number: number) => `Street · take ${number}`, picker: 'Which takes? Choose 2 to 4.', compare: 'Compare 4 takes' },
  { language: 'zh-cn', take: (number: number) => `Street · 第 ${number} 条`, picker: '比较哪些视频？请选择 2 到 4 个。', compare: '比较 4 个视频' },
] as const) {
  describe(`a take in an editor that speaks ${language}`, () => {
    let home: string | undefined;
    let workspace: string;
    let files: readonly string[];
    let bench: Workbench;

    before(async () => {
      home = language === 'en' ? undefined : await homeSpeaking(language);
      workspace = await mkdtemp(join(tmpdir(), 'hailuo-names-'));
      await writeFile(join(workspace, 'film.hailuo'), film);
      const hours = [8, 9, 10];
      files = await Promise.all(hours.map((hour) => writeTake(workspace, `street-${hour}`, {
        prompt: street, title: 'Street', gateway: hour === 10 ? 'apimart' : 'toapis', completedAt: `2026-11-20T${String(hour).padStart(2, '0')}:00:00.000Z`, shade: hour / 10,
      })));
      bench = await openWorkbench({ workspace, ...(home !== undefined && { home }) });
    });
    after(async () => {
      await bench.close();
      await Promise.all([workspace, ...(home === undefined ? [] : [home])].map((folder) => rm(folder, { recursive: true, force: true })));
    });

    test('has one name: on its card, its row, its tab, in the picker and side by side', async () => {
      const { page } = bench;
      await bench.command('hailuo.takes.focus');
      const library = await bench.webview('.card img');
      for (const number of [1, 2, 3]) await library.getByRole('option', { name: take(number) }).waitFor();

      // The fourth one is made here, the first animatic of the shot, and counts on.
      await bench.command('hailuo.generate', { prompt: street, source: { uri: pathToFileURL(join(workspace, 'film.hailuo')).href, line: 3, title: 'Street' } });
      await bench.probe.taskIn(['completed'], 120_000);
      await bench.notification(take(4));
      await library.getByRole('option', { name: take(4) }).waitFor();
      await page.getByRole('treeitem', { name: take(4) }).waitFor();
      await bench.screenshot(`names-views-${language}`);
      await bench.command('notifications.clearAll');

      await bench.command('hailuo.openTake', { file: files[1] });
      await page.locator('.tabs-container .tab').filter({ hasText: take(2) }).waitFor();
      await bench.command('workbench.action.closeAllEditors');

      void bench.command('hailuo.compareTakes');
      const box = await bench.quickInput();
      await box.getByPlaceholder(picker).waitFor();
      for (const number of [1, 2, 3, 4]) await box.locator('.monaco-list-row').filter({ hasText: take(number) }).waitFor();
      await bench.screenshot(`names-picker-${language}`);
      for (const number of [1, 2, 3, 4]) await box.locator('.monaco-list-row').filter({ hasText: take(number) }).click();
      await page.keyboard.press('Enter');
      await page.locator('.tabs-container .tab').filter({ hasText: compare }).waitFor();
      const side = await bench.webview('.nameplate');
      for (const number of [1, 2, 3, 4]) await side.getByText(take(number), { exact: true }).waitFor();
      // Only what differs is told: who made it.
      await untilCount(side.locator('table tbody tr'), 1);
      await bench.screenshot(`names-compare-${language}`);
      await bench.command('workbench.action.closeAllEditors');

      await bench.openFile('film.hailuo');
      await bench.command('hailuo.film.open');
      const reel = await bench.webview('.takes .take');
      for (const number of [1, 2, 3, 4]) await reel.getByText(take(number), { exact: true }).waitFor();
      await bench.screenshot(`names-film-${language}`);
      assert.deepEqual(bench.errors, []);
    });
  });
}
