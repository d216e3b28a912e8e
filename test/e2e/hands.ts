import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { Frame, Locator, Page } from 'playwright-core';
import { patienceMs } from '../support/page.ts';
import { out } from '../support/places.ts';

/** What a person does and sees. Every wait is for a condition, `patienceMs` at most unless told. */
export interface Hands {
  /** Runs a command through the palette by the title a person reads there, `Hailuo: …`. */
  runCommand(title: string): Promise<void>;
  /** Opens a file by path relative to the workspace and waits for its editor; the result is its text area. */
  openFile(path: string): Promise<Locator>;
  /** Selects the whole text of the active editor. */
  selectAll(): Promise<void>;
  /** Selects whole lines of the active editor, 1-based, the last one included. */
  selectLines(first: number, last: number): Promise<void>;
  /** Puts the cursor at a 1-based line and column of the active editor. */
  goTo(line: number, column?: number): Promise<void>;
  /** The quick input in front (a picker or an input box). */
  quickInput(): Promise<Locator>;
  /** Picks the row of the quick input in front whose label holds `label`. */
  pick(label: string | RegExp): Promise<void>;
  /** Types into the input box in front and accepts; waits for it when a list is still there. */
  answer(text: string): Promise<void>;
  /** A notification that holds `text`; its buttons are below it as `button(name)`. */
  notification(text: string | RegExp, timeoutMs?: number): Promise<Locator>;
  /** The modal dialog in front. */
  dialog(): Promise<Locator>;
  /** The document inside the webview that holds `selector`. */
  webview(selector: string, timeoutMs?: number): Promise<Frame>;
  /** What pages and webviews threw and nobody caught, oldest first. */
  readonly errors: readonly string[];
  /** `out/screenshots/NAME.png`; the path. */
  screenshot(name: string): Promise<string>;
}

/** Hands on a page that will be, or is, a workbench. */
export function hands(page: Page): Hands {
  const errors: string[] = [];
  page.on('pageerror', (error) => { errors.push(error.message); });
  const input = page.locator('.quick-input-widget:not([style*="display: none"])');
  const front = async (): Promise<Locator> => {
    await input.waitFor();
    return input;
  };
  const field = input.locator('input[type="text"]').first();
  const rows = input.locator('.quick-input-list .monaco-list-row');
  /** Opens a quick input by its key, types and accepts. Begins again when what loads behind it takes the focus, which closes it. */
  const ask = async (key: string, text: string, accept: () => Promise<void>): Promise<void> => {
    const deadline = Date.now() + patienceMs;
    for (;;) {
      try {
        await page.keyboard.press(key);
        await field.fill(text, { timeout: 10_000 });
        await accept();
        // What comes next may be a box of another kind, which has no such field.
        while (await input.isVisible() && await field.inputValue({ timeout: 200 }).catch(() => '') === text) await page.waitForTimeout(20);
        return;
      } catch (error) {
        if (Date.now() > deadline) throw error;
        // A list that stays open keeps the commands it was opened with: those of an extension that came later are in the next.
        await page.keyboard.press('Escape');
      }
    }
  };
  const click = async (row: Locator): Promise<void> => {
    await row.waitFor({ timeout: 5000 });
    await row.click({ timeout: 10_000 });
  };
  const runCommand = (title: string): Promise<void> =>
    // The list fills in while extensions register; the row must be this very command.
    ask('F1', `>${title}`, () => click(rows.filter({ has: page.getByText(title, { exact: true }) }).first()));
  const goTo = (line: number, column = 1): Promise<void> => ask('Control+G', `:${line}:${column}`, () => page.keyboard.press('Enter'));
  return {
    runCommand,
    goTo,
    selectLines: async (first, last) => {
      await goTo(first);
      for (let line = first; line <= last; line++) await page.keyboard.press('Control+L');
    },
    quickInput: front,
    openFile: async (path) => {
      const name = path.split('/').at(-1) ?? path;
      await ask('Control+P', path, () => click(rows.filter({ hasText: name }).first()));
      await page.locator('.tabs-container .tab.active').filter({ hasText: name }).waitFor();
      const editor = page.locator('.editor-group-container.active .monaco-editor').first();
      await editor.waitFor();
      return editor;
    },
    selectAll: async () => {
      await page.locator('.editor-group-container.active .monaco-editor .view-lines').first().click();
      await page.keyboard.press('Control+A');
    },
    pick: async (label) => {
      await rows.filter({ hasText: label }).first().click();
    },
    answer: async (text) => {
      await input.filter({ has: page.locator('.quick-input-list[style*="display: none"]') }).waitFor();
      await input.locator('input').and(page.locator(':visible')).first().fill(text);
      await page.keyboard.press('Enter');
    },
    notification: async (text, timeoutMs = patienceMs) => {
      const toast = page.locator('.notifications-toasts .notification-list-item').filter({ hasText: text }).first();
      await toast.waitFor({ timeout: timeoutMs });
      return toast;
    },
    dialog: async () => {
      const dialog = page.locator('.monaco-dialog-box');
      await dialog.waitFor();
      return dialog;
    },
    errors,
    webview: async (selector, timeoutMs = patienceMs) => {
      const frame = await frameWith(page, selector, timeoutMs);
      if (frame !== undefined) return frame;
      await page.screenshot({ path: join(out, 'screenshots/no-webview.png') });
      throw new Error(`No webview shows "${selector}" after ${timeoutMs} ms; see out/screenshots/no-webview.png. Errors of the pages: ${errors.join(' · ') || 'none'}`);
    },
    screenshot: async (name) => {
      assert.match(name, /^[\w-]+$/);
      const path = join(out, 'screenshots', `${name}.png`);
      await page.screenshot({ path, animations: 'disabled' });
      return path;
    },
  };
}

/** A webview is a frame in a frame that comes and goes with its tab: looks at all of them until one holds `selector`. */
async function frameWith(page: Page, selector: string, timeoutMs: number): Promise<Frame | undefined> {
  const deadline = Date.now() + timeoutMs;
  while (Date.now() < deadline) {
    for (const frame of page.frames()) {
      const found = await frame.locator(selector).first().isVisible().catch(() => false);
      if (found && frame !== page.mainFrame()) return frame;
    }
    await page.waitForTimeout(100);
  }
  return undefined;
}
