import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Frame, Locator, Page } from 'playwright-core';
import { mintKey, openBrowser, workbenchUrl } from '../support/page.ts';
import { out, root } from '../support/places.ts';
import { startServer } from '../support/server.ts';
import { installFolder, installPackage } from './install.ts';
import { openProbe, type Probe } from './probe.ts';
import { settingsText, type Theme } from './settings.ts';

export interface WorkbenchOptions {
  /** Absolute path of a folder or `.code-workspace` file; absent: an empty folder of its own; `null`: no folder at all. */
  readonly workspace?: string | null;
  /** User settings. */
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly theme?: Theme;
  /** `development`: this checkout as `npm run build` left it, installed where it stands. `none`: VS Code by itself. Default `development`. */
  readonly extension?: 'development' | 'none' | { readonly vsix: string };
  /** A folder of an earlier workbench (`home`): the same settings, state, secrets and browser profile, as after a restart. */
  readonly home?: string;
  /** The port of the earlier workbench: storage in a browser belongs to an origin. */
  readonly port?: number;
  /** Answers the workbench's wish for a sealing key, so that secrets outlive a page. Default true; `false` is "the key is gone". */
  readonly answerMintKey?: boolean;
  /** Leaves workspace trust on: the folder opens in Restricted Mode. */
  readonly workspaceTrust?: boolean;
  readonly environment?: Readonly<Record<string, string>>;
  readonly headless?: boolean;
  readonly openFile?: string;
}

/** A person's VS Code: what can be pressed, typed and seen. Every wait is for a condition, 30 s at most unless told. */
export interface Workbench {
  readonly page: Page;
  readonly home: string;
  readonly port: number;
  readonly workspace: string | undefined;
  readonly url: string;
  /** What another extension would see of ours. */
  readonly probe: Probe;
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
  /** `out/screenshots/NAME.png`; the path. */
  screenshot(name: string): Promise<string>;
  /** Reloads the window as *Developer: Reload Window* does and waits until it stands again. */
  reload(): Promise<void>;
  /** Ends browser and server; `keepHome` leaves settings, state and profile for the next. */
  close(options?: { readonly keepHome?: boolean }): Promise<void>;
  /** Ends both without notice, as a power cut does; the home stays. */
  kill(): Promise<void>;
}

/** Opens the real workbench in a browser. The caller closes it. */
export async function openWorkbench(options: WorkbenchOptions = {}): Promise<Workbench> {
  const home = options.home ?? await mkdtemp(join(tmpdir(), 'hailuo-e2e-'));
  const place = { data: join(home, 'data'), extensions: join(home, 'extensions'), profile: join(home, 'profile') };
  const user = join(place.data, 'data/User');
  const workspace = options.workspace === null ? undefined : options.workspace ?? join(home, 'workspace');
  await Promise.all([user, place.extensions, place.profile, ...(options.workspace === undefined ? [join(home, 'workspace')] : [])]
    .map((folder) => mkdir(folder, { recursive: true })));
  if (options.home === undefined || options.settings !== undefined || options.theme !== undefined) {
    await writeFile(join(user, 'settings.json'), settingsText(options.theme ?? 'dark', options.settings));
  }
  const extension = options.extension ?? 'development';
  if (typeof extension === 'object') await installPackage(extension.vsix, place.extensions, place.data);
  if (extension === 'development') await installFolder(root, place.extensions);
  const probe = await openProbe(place.extensions);

  const server = await startServer({
    serverDataDir: place.data, extensionsDir: place.extensions,
    environment: { ...options.environment, ...probe.environment },
    ...(options.port !== undefined && { port: options.port }),
    ...(options.workspaceTrust !== undefined && { workspaceTrust: options.workspaceTrust }),
  });
  try {
    const browser = await openBrowser({ profileDir: place.profile, ...(options.headless !== undefined && { headless: options.headless }) });
    if (options.answerMintKey !== false) {
      await browser.route('**/mint-key', mintKey);
    }
    const page = browser.pages()[0] ?? await browser.newPage();
    const url = workbenchUrl({
      authority: server.authority,
      ...(workspace !== undefined && { workspace }),
      ...(options.openFile !== undefined && { openFile: options.openFile }),
    });
    await page.goto(url);
    await standsUp(page);
    await probe.connected();
    const close = async (): Promise<void> => {
      await browser.close();
      await server.stop();
      await probe.close();
    };
    return {
      page, home, port: server.port, workspace, url, probe,
      ...hands(page),
      reload: async () => {
        await page.reload();
        await standsUp(page);
        await probe.connected();
      },
      close: async ({ keepHome = false } = {}) => {
        await close();
        if (!keepHome && options.home === undefined) await rm(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
      },
      kill: async () => {
        await server.kill();
        await browser.close();
        await probe.close();
      },
    };
  } catch (error) {
    await server.kill();
    throw error;
  }
}

async function standsUp(page: Page): Promise<void> {
  await page.locator('.monaco-workbench .part.statusbar').waitFor();
}

type Hands = Omit<Workbench, 'page' | 'home' | 'port' | 'workspace' | 'url' | 'probe' | 'reload' | 'close' | 'kill'>;

function hands(page: Page): Hands {
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
    webview: (selector, timeoutMs = 30_000) => frameWith(page, selector, timeoutMs),
    screenshot: async (name) => {
      assert.match(name, /^[\w-]+$/);
      const path = join(out, 'screenshots', `${name}.png`);
      await page.screenshot({ path, animations: 'disabled' });
      return path;
    },
  };
}

/** A webview is a frame in a frame that comes and goes with its tab: looks at all of them until one holds `selector`. */
async function frameWith(page: Page, selector: string, timeoutMs: number): Promise<Frame> {
  const deadline = Date.now() + timeoutMs;
  while (Date.now() < deadline) {
    for (const frame of page.frames()) {
      const found = await frame.locator(selector).first().isVisible().catch(() => false);
      if (found && frame !== page.mainFrame()) return frame;
    }
    await page.waitForTimeout(100);
  }
  throw new Error(`No webview shows "${selector}" after ${String(timeoutMs)} ms; frames: ${page.frames().map((frame) => frame.url().slice(0, 80)).join(' ')}`);
}
