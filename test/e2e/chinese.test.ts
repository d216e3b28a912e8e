import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { Frame } from 'playwright-core';
import { root } from '../support/places.ts';
import { writeFilm } from '../support/takesWorkspace.ts';
import { homeSpeaking } from './displayLanguage.ts';
import { untilFaultless } from './shown.ts';
import { openWorkbench, type Workbench } from './workbench.ts';

const bundle = JSON.parse(readFileSync(join(root, 'media/l10n/bundle.l10n.zh-cn.json'), 'utf8')) as Readonly<Record<string, string>>;
const shot = '### 港口\n@promptOptimizer = off\n[推进，左摇]清晨的渔港，[上摇]灯塔亮起。【环绕】\n';

/** Our sentences that a page shows, names or explains something with in English, although they have a translation. */
async function english(page: Frame): Promise<readonly string[]> {
  const texts = await page.evaluate(() => [...document.querySelectorAll('body, body *:not(script, style)')].flatMap((element) => [
    ...[...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.nodeValue ?? ''),
    ...['title', 'aria-label', 'aria-valuetext', 'placeholder', 'alt', 'heading', 'label'].map((name) => element.getAttribute(name) ?? ''),
  ]).map((text) => text.trim()).filter((text) => text !== ''));
  const sentences = Object.entries(bundle).filter(([sentence, translated]) => sentence !== translated).map(([sentence]) =>
    new RegExp(`^${sentence.split(/\{\d\}/u).map((part) => part.replace(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`)).join('.+')}$`, 'su'));
  return [...new Set(texts)].filter((text) => sentences.some((sentence) => sentence.test(text)));
}

/** Buttons and links whose words do not fit into them, and what makes the page wider than its room. */
async function cutOff(page: Frame): Promise<readonly string[]> {
  return await page.evaluate(() => [
    ...[...document.querySelectorAll<HTMLElement>('button, a, label, h2, td, th, option')]
      .filter((element) => element.clientWidth > 0 && element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).textOverflow !== 'ellipsis')
      .map((element) => element.innerText),
    ...(document.documentElement.scrollWidth > window.innerWidth ? [`the page: ${document.documentElement.scrollWidth} px in ${window.innerWidth}`] : []),
  ]);
}

async function faults(page: Frame): Promise<readonly string[]> {
  return [...await english(page), ...await cutOff(page)];
}

describe('a VS Code in Chinese', () => {
  let home: string;
  let workspace: string;
  let takes: Awaited<ReturnType<typeof writeFilm>>;
  let bench: Workbench;

  before(async () => {
    home = await homeSpeaking('zh-cn');
    workspace = await mkdtemp(join(tmpdir(), 'hailuo-chinese-'));
    takes = await writeFilm(workspace);
    await writeFile(join(workspace, 'port.hailuo'), shot);
    bench = await openWorkbench({ home, workspace, theme: 'dark' });
  });
  after(async () => {
    await bench.close();
    await Promise.all([home, workspace].map((folder) => rm(folder, { recursive: true, force: true })));
  });

  test('begins in Chinese: views, welcome and commands', async () => {
    assert.equal(await bench.probe.evaluate((api) => api.env.language, undefined), 'zh-cn');
    await bench.command('hailuo.tasks.focus');
    await bench.page.getByRole('button', { name: '设置 API 密钥' }).waitFor();
    await bench.screenshot('chinese-welcome');
    await bench.openFile('port.hailuo');
    await bench.page.locator('.codelens-decoration').getByText('预览运镜').first().waitFor();
    await bench.page.locator('.statusbar-item').getByText('Hailuo 提示词').waitFor();
    await bench.runCommand('Hailuo: 选择服务商');
    await (await bench.quickInput()).getByText('免费、离线：预览运镜，而非画面').waitFor();
    await bench.page.keyboard.press('Escape');
  });

  test('makes a take in Chinese and says so', async () => {
    await bench.goTo(3);
    await bench.runCommand('Hailuo: 用所选文本生成视频');
    await bench.probe.taskIn(['completed'], 120_000);
    await (await bench.notification('视频已就绪：港口')).getByRole('button', { name: '打开' }).waitFor();
    await bench.page.getByRole('treeitem', { name: /^今天/u }).waitFor();
    await bench.screenshot('chinese-tasks');
    await bench.command('notifications.clearAll');
  });

  test('builds a shot in a Chinese composer', async () => {
    await bench.command('workbench.action.closeSidebar');
    await bench.goTo(3);
    await bench.runCommand('Hailuo: 打开镜头编辑器');
    const composer = await bench.webview('.composer');
    await composer.locator('.bar').first().waitFor();
    await composer.getByText('“环绕”不是运镜指令').waitFor();
    await untilFaultless(() => english(composer));
    await bench.command('workbench.action.joinAllGroups');
    for (const width of [1280, 378]) {
      await bench.page.setViewportSize({ width, height: 800 });
      await composer.waitForFunction((most) => window.innerWidth <= most, width);
      await untilFaultless(() => cutOff(composer));
      await bench.screenshot(`chinese-composer-${width}`);
    }
    await bench.page.setViewportSize({ width: 1280, height: 800 });
    await bench.command('workbench.action.closeAllEditors');
  });

  test('looks at takes in Chinese: one, all, two beside each other', async () => {
    await bench.command('hailuo.openTake', { file: takes.street });
    const preview = await bench.webview('.scrubber');
    await preview.getByRole('button', { name: '从最后一帧继续' }).waitFor();
    await untilFaultless(() => faults(preview));
    await bench.screenshot('chinese-take');
    await bench.command('hailuo.takes.focus');
    const library = await bench.webview('.card img');
    await library.getByRole('button', { name: '按运镜、服务商和日期筛选' }).click();
    await untilFaultless(() => faults(library));
    await bench.command('workbench.action.closeAllEditors');
    await bench.command('hailuo.compareTakes', { files: [takes.street, takes.snow] });
    const compare = await bench.webview('.differences');
    await compare.locator('.scrubber').waitFor();
    await untilFaultless(() => faults(compare));
    await bench.screenshot('chinese-compare');
  });

  test('looks at a film in Chinese, wide and narrow', async () => {
    await bench.command('workbench.action.closeAllEditors');
    await bench.openFile('film.hailuo');
    await bench.runCommand('Hailuo: 打开影片');
    const page = await bench.webview('.film .block');
    await page.getByRole('button', { name: /^生成缺少的/u }).waitFor();
    await page.locator('.take').first().waitFor();
    for (const width of [1280, 700]) {
      await bench.page.setViewportSize({ width, height: 800 });
      await untilFaultless(() => faults(page));
      await bench.screenshot(`chinese-film-${width}`);
    }
    await bench.page.setViewportSize({ width: 1280, height: 800 });
  });
});
