import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { canInstall, installPackages } from './debian.ts';
import { tryRun } from './outside.ts';

const installed: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((name) => {
    const base = process.env[name];
    return base === undefined ? [] : [
      join(base, 'Google/Chrome/Application/chrome.exe'), join(base, 'Chromium/Application/chrome.exe'),
      join(base, 'Microsoft/Edge/Application/msedge.exe'),
    ];
  }),
};
const onPath = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge-stable', 'microsoft-edge'];

/**
 * Absolute path of a Chromium, Chrome or Edge. Root on Debian gets Chromium and a Chinese font from Debian's packages;
 * anyone else without a browser gets one sentence that says what to do. `HAILUO_BROWSER` names one outright.
 */
export async function ensureBrowser(): Promise<string> {
  const found = findBrowser();
  if (found !== undefined && !lacksChineseFont()) return found;
  await installPackages(() => [...(findBrowser() === undefined ? ['chromium'] : []), ...(lacksChineseFont() ? ['fontconfig', 'fonts-noto-cjk'] : [])]);
  const browser = findBrowser();
  if (browser === undefined) {
    throw new Error('No browser was found: install Chromium, Google Chrome or Microsoft Edge, or name one in HAILUO_BROWSER, and run this again.');
  }
  return browser;
}

function findBrowser(): string | undefined {
  const named = process.env['HAILUO_BROWSER'];
  if (named) return named;
  const candidates = installed[process.platform] ?? (process.env['PATH'] ?? '').split(':').flatMap((folder) => onPath.map((name) => join(folder, name)));
  return candidates.find((path) => existsSync(path));
}

/** Prompts are written in Chinese too; without a font their screenshots would show empty boxes. */
function lacksChineseFont(): boolean {
  if (!canInstall()) return false;
  const listed = tryRun('fc-list', [':lang=zh']);
  return listed?.status !== 0 || listed.out.toString().trim() === '';
}
