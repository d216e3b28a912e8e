import assert from 'node:assert/strict';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, afterEach, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { emulatorKeys, startEmulator, type Emulator } from '../gateway/emulator.ts';
import { ripeAtOnce } from '../gateway/videoTask.ts';
import { homeSpeaking } from './displayLanguage.ts';
import { openWorkbench, type Workbench } from './workbench.ts';

const shot = (title: string, setting = ''): string => `### ${title}\n${setting}[Push in] ${title} at dawn\n`;
const film = [shot('Pier'), shot('Gulls', '@firstFrame = missing.png\n'), shot('Nets'), shot('Boat', '@duration = 10\n@resolution = 1080p\n'), shot('Crane'), shot('Quay')].join('\n');

for (const { language, tryAgain, edit, balance, openSite, refused, fixing, goTo, others, generate } of [
  { language: 'en', tryAgain: 'Try Again', edit: 'Edit Prompt', balance: 'Balance too low', openSite: 'Open 127.0.0.1', refused: 'Prompt or image refused', fixing: '2 of 6 shots need fixing: Gulls, Boat', goTo: 'Go to Gulls', others: 'Generate the other 4', generate: 'Generate' },
  { language: 'zh-cn', tryAgain: '重试', edit: '编辑提示词', balance: '余额不足', openSite: '打开 127.0.0.1', refused: '提示词或图片未通过审核', fixing: '6 个镜头中有 2 个需要修复：Gulls、Boat', goTo: '转到 Gulls', others: '生成其余 4 个', generate: '生成' },
] as const) {
  describe(`what goes wrong, in an editor that speaks ${language},`, () => {
    let emulator: Emulator;
    let home: string | undefined;
    let bench: Workbench;
    const command = (id: string, argument?: unknown): Promise<unknown> => bench.command(id, argument);
    const file = (name: string): string => pathToFileURL(join(bench.workspace ?? '', name)).href;

    before(async () => {
      home = language === 'en' ? undefined : await homeSpeaking(language);
      emulator = await startEmulator({ ripening: ripeAtOnce });
      bench = await openWorkbench({
        settings: { 'hailuo.gateway': 'apimart', 'hailuo.apimart.baseUrl': emulator.apimart, 'hailuo.pollInterval': 1, 'hailuo.prices': { 'apimart 768p 6 s': '0.28 USD' } }, ...(home !== undefined && { home, theme: 'dark' }),
      });
      await writeFile(join(bench.workspace ?? '', 'six.hailuo'), film);
      await writeFile(join(bench.workspace ?? '', 'quay.hailuo'), '### Quay\n[Push in] A quay at dawn\n');
      await writeFile(join(bench.workspace ?? '', 'crane.hailuo'), '### Crane\n[Push in] A crane at dawn\n');
      await command('hailuo.setApiKey', { gateway: 'apimart', key: emulatorKeys.apimart });
      await command('notifications.clearAll');
      await command('hailuo.tasks.focus');
    });
    after(async () => {
      await bench.close();
      await emulator.close();
      if (home !== undefined) await rm(home, { recursive: true, force: true });
    });
    afterEach(async (context) => {
      if ('passed' in context && !context.passed) await bench.screenshot(`troubles-failed-${language}`);
    });

    test('says which of six shots need fixing, and leads to the first', async () => {
      await bench.openFile('six.hailuo');
      void command('hailuo.film.generate', { uri: file('six.hailuo'), which: 'all' });
      const toast = await bench.notification(fixing);
      await toast.getByRole('button', { name: others }).waitFor();
      await bench.screenshot(`troubles-six-${language}`);
      await toast.getByRole('button', { name: goTo }).click();
      await bench.page.locator('.view-line', { hasText: 'missing.png' }).waitFor();
      assert.equal(emulator.submits('apimart'), 0);
      await bench.clearTable();
    });

    test('has what helps a paused task in its row, its hover and its tab', async () => {
      emulator.setFault({ step: 'submit', fault: { kind: 'relay', name: 'a relay: bare words under 200' } });
      const ordered = command('hailuo.generate', { prompt: '[Push in] Nets dry in the sun', gateway: 'apimart' });
      await (await bench.dialog()).getByRole('button', { name: generate, exact: true }).click();
      await ordered;
      await bench.probe.taskIn(['paused']);
      await command('notifications.clearAll');
      const row = bench.page.getByRole('treeitem', { name: balance });
      await row.hover();
      await row.locator('.action-label').and(bench.page.getByRole('button', { name: tryAgain })).waitFor();
      await bench.page.locator('.monaco-hover a', { hasText: tryAgain }).waitFor();
      await bench.screenshot(`troubles-row-${language}`);
      await row.click();
      const tab = await bench.webview('.notice .buttons');
      await bench.screenshot(`troubles-tab-${language}`);
      await tab.getByRole('button', { name: tryAgain }).click();
      await bench.probe.taskIn(['completed'], 60_000);
      // The one that was refused for the balance, and the one that this click is.
      assert.equal(emulator.submits('apimart'), 2);
      await bench.clearTable();
    });

    test('says above a paused shot what pauses it, and what to do', async () => {
      await bench.openFile('crane.hailuo');
      await bench.goTo(2);
      emulator.setFault({ step: 'submit', fault: { kind: 'relay', name: 'a relay: bare words under 200' } });
      await command('hailuo.generateFromSelection');
      await bench.probe.taskIn(['paused']);
      const lenses = bench.page.locator('.codelens-decoration');
      for (const words of [balance, tryAgain, openSite]) await lenses.getByText(words, { exact: false }).first().waitFor();
      await bench.screenshot(`troubles-lens-${language}`);
      await lenses.getByText(tryAgain, { exact: true }).click();
      await bench.probe.taskIn(['completed'], 60_000);
      await bench.clearTable();
    });

    test('leads from a refused prompt to its place in the file', async () => {
      await bench.openFile('quay.hailuo');
      await bench.goTo(2);
      emulator.setFault({ step: 'submit', fault: { kind: 'relay', name: 'rejected by the safety system' } });
      await command('hailuo.generateFromSelection');
      await bench.probe.taskIn(['failed']);
      await bench.page.getByRole('treeitem', { name: refused }).waitFor();
      await bench.page.locator('.codelens-decoration').getByText(refused).waitFor();
      await command('workbench.action.closeAllEditors');
      const toast = await bench.notification('Quay');
      await bench.screenshot(`troubles-refused-${language}`);
      await toast.getByRole('button', { name: edit }).click();
      await bench.page.locator('.tabs-container .tab.active').filter({ hasText: 'quay.hailuo' }).waitFor();
      assert.deepEqual(bench.errors, []);
    });
  });
}
