import { chromium, type BrowserContext, type Route } from 'playwright-core';
import { ensureBrowser } from './browser.ts';

/** VS Code at a common laptop's size, so that screenshots compare. */
export const desktop = { width: 1280, height: 800 } as const;

/** What a wait for a page takes at most: long, as a busy machine with slow cores is no fault; a wait that is over ends at once. */
export const patienceMs = 90_000;

export interface BrowserOptions {
  /** Keeps local storage (settings, secrets, layout) between runs; must exist. */
  readonly profileDir: string;
  readonly headless?: boolean;
}

/** A browser with one profile. Closing the context ends the browser. */
export async function openBrowser({ profileDir, headless = true }: BrowserOptions): Promise<BrowserContext> {
  const context = await chromium.launchPersistentContext(profileDir, {
    executablePath: await ensureBrowser(),
    headless,
    timeout: patienceMs,
    viewport: desktop,
    // Signals are handled by who opened it, who has a server to end as well.
    handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false,
    args: [
      '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync',
    ],
  });
  context.setDefaultTimeout(patienceMs);
  return context;
}

/** Answers the workbench's `POST /mint-key` with the 32 bytes that seal its secrets, which the bare server does not. */
export async function mintKey(route: Route): Promise<void> {
  await route.fulfill({ status: 200, contentType: 'application/octet-stream', body: Buffer.alloc(32, 7) });
}

export interface WorkbenchAddress {
  /** `HOST:PORT` of the server. */
  readonly authority: string;
  /** Absolute path of a folder or a `.code-workspace` file; absent for an empty window. */
  readonly workspace?: string;
  readonly extensionDevelopmentPath?: string;
  /** Module that exports `run(): Promise<void>`, with or without its ending. */
  readonly extensionTestsPath?: string;
  /** A file to open at the start. */
  readonly openFile?: string;
}

/** The address that opens a workbench; what a desktop build takes as arguments travels in its `payload`. */
export function workbenchUrl(address: WorkbenchAddress): string {
  const url = new URL(`http://${address.authority}/`);
  const remote = (path: string): string => new URL(encodeURI(path), `vscode-remote://${address.authority}/`).href;
  if (address.workspace === undefined) url.searchParams.set('ew', 'true');
  else url.searchParams.set(address.workspace.endsWith('.code-workspace') ? 'workspace' : 'folder', address.workspace);
  const payload: (readonly [string, string])[] = [['skipWelcome', 'true'], ['skipReleaseNotes', 'true']];
  if (address.extensionDevelopmentPath !== undefined) payload.push(['extensionDevelopmentPath', remote(address.extensionDevelopmentPath)]);
  if (address.extensionTestsPath !== undefined) payload.push(['extensionTestsPath', remote(address.extensionTestsPath)]);
  if (address.openFile !== undefined) payload.push(['openFile', remote(address.openFile)]);
  url.searchParams.set('payload', JSON.stringify(payload));
  return url.href;
}
