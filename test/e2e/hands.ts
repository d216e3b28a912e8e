import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { Frame, Locator, Page } from 'playwright-core';
import { out } from '../support/places.ts';

/** What a person does and sees. Every wait is for a condition, 30 s at most unless told. */
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
  /** Types into the quick input in front and accepts. */
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
  const runCommand = async (title: string): Promise<void> => {
    await page.keyboard.press('F1');
    const palette = await front();
    const field = palette.locator('input[type="text"]').first();
    await field.fill(`>${title}`);
    // The list fills in while extensions register; the row must be this very command.
    await palette.locator('.quick-input-list .monaco-list-row').filter({ has: page.getByText(title, { exact: true }) }).first().click();
  };
  const goTo = async (line: number, column = 1): Promise<void> => {
    await page.keyboard.press('Control+G');
    const palette = await front();
    await palette.locator('input[type="text"]').first().fill(`:${String(line)}:${String(column)}`);
    await page.keyboard.press('Enter');
    await input.waitFor({ state: 'hidden' });
  };
  return {
    runCommand,
    goTo,
    selectLines: async (first, last) => {
      await goTo(first);
      for (let line = first; line <= last; line++) await page.keyboard.press('Control+L');
    },
    quickInput: front,
    openFile: async (path) => {
      await page.keyboard.press('Control+P');
      const palette = await front();
      await palette.locator('input[type="text"]').first().fill(path);
      const name = path.split('/').at(-1) ?? path;
      await palette.locator('.quick-input-list .monaco-list-row').filter({ hasText: name }).first().click();
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
      const palette = await front();
      await palette.locator('.quick-input-list .monaco-list-row').filter({ hasText: label }).first().click();
    },
    answer: async (text) => {
      const palette = await front();
      const field = palette.locator('input').and(palette.locator(':visible')).first();
      await field.fill(text);
      await page.keyboard.press('Enter');
    },
    notification: async (text, timeoutMs = 30_000) => {
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
    webview: async (selector, timeoutMs = 30_000) => {
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
