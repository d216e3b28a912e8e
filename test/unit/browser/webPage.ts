import { build } from 'esbuild';
import { chromium, type Page } from 'playwright-core';
import { ensureBrowser } from '../../support/browser.ts';
import { patienceMs } from '../../support/page.ts';
import { root } from '../../support/places.ts';

/** An empty page in the real browser, with a module of the checkout as the global `subject` when one is named. */
export async function openPage(module?: string): Promise<{ readonly page: Page; close(): Promise<void> }> {
  const browser = await chromium.launch({ executablePath: await ensureBrowser(), args: ['--no-sandbox', '--disable-gpu'], timeout: patienceMs });
  const page = await browser.newPage();
  page.setDefaultTimeout(patienceMs);
  if (module !== undefined) await page.addScriptTag({ content: await bundled(module) });
  return { page, close: () => browser.close() };
}

async function bundled(module: string): Promise<string> {
  const { outputFiles } = await build({
    absWorkingDir: root, entryPoints: [module], bundle: true, write: false, format: 'iife', globalName: 'subject', platform: 'browser',
    alias: { '@vscode/l10n': '@vscode/l10n/dist/browser.js' },
  });
  return outputFiles[0]?.text ?? '';
}
