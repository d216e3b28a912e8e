import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { mintKey, openBrowser, workbenchUrl } from '../support/page.ts';
import { manifest, root } from '../support/places.ts';
import { startServer } from '../support/server.ts';
import { hands, type Hands } from './hands.ts';
import { installFolder, installPackage } from './install.ts';
import { openProbe, type Probe } from './probe.ts';
import { settingsText, themes, type Theme } from './settings.ts';

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

/** A person's VS Code. */
export interface Workbench extends Hands {
  readonly page: Page;
  readonly home: string;
  readonly port: number;
  readonly workspace: string | undefined;
  readonly url: string;
  /** What another extension would see of ours. */
  readonly probe: Probe;
  /** Runs a command by its id, as a keybinding or another extension does; the result is what it returned. */
  command(id: string, ...args: readonly unknown[]): Promise<unknown>;
  /** Chooses a theme and waits until the workbench wears it. */
  changeTheme(theme: Theme): Promise<void>;
  /** Closes every editor, unsaved or not, and forgets every task: the table of the next test. */
  clearTable(): Promise<void>;
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
    const handsOnIt = hands(page);
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
      ...handsOnIt,
      command: (id, ...args) => probe.evaluate(async (api, call) => api.commands.executeCommand(call.id, ...call.args), { id, args }),
      changeTheme: async (theme) => {
        await probe.evaluate(async (api, name) => { await api.workspace.getConfiguration('workbench').update('colorTheme', name, true); }, themes[theme].setting);
        await page.locator(`.monaco-workbench.${themes[theme].workbench}`).waitFor();
      },
      clearTable: () => probe.evaluate(async (api, extension) => {
        for (const document of api.workspace.textDocuments.filter(({ isDirty, uri }) => isDirty && uri.path.includes('/workspace/'))) {
          await api.window.showTextDocument(document);
          await api.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
        }
        await api.commands.executeCommand('workbench.action.closeAllEditors');
        const ours = api.extensions.getExtension<{ tasks(): readonly { id: string }[] }>(extension);
        for (const { id } of (await ours?.activate())?.tasks() ?? []) await api.commands.executeCommand('hailuo.task.remove', { id });
      }, manifest.id),
      reload: async () => {
        const renewed = probe.renewed();
        await Promise.all([renewed, page.reload().then(() => standsUp(page))]);
      },
      close: async ({ keepHome = false } = {}) => {
        await close();
        if (!keepHome) await rm(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
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
