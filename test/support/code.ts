#!/usr/bin/env node
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { format, parseArgs } from 'node:util';
import { mintKey, openBrowser, workbenchUrl } from './page.ts';
import { out } from './places.ts';
import { startServer } from './server.ts';
import { suitePrefix } from './suitePrefix.ts';

/**
 * Stands in for the `code` binary under `@vscode/test-electron`: takes the arguments that `runTests` gives, runs the suite
 * in the server build with a headless browser, forwards what it prints, and exits with its code. Nothing outlives it.
 */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    strict: false,
    allowPositionals: true,
    options: {
      'extensionDevelopmentPath': { type: 'string' },
      'extensionTestsPath': { type: 'string' },
      'extensions-dir': { type: 'string' },
      'user-data-dir': { type: 'string' },
      'disable-workspace-trust': { type: 'boolean' },
    },
  });
  const text = (name: string): string | undefined => { const value = values[name]; return typeof value === 'string' ? value : undefined; };
  const own = await mkdtemp(join(tmpdir(), 'hailuo-code-'));
  const extensionsDir = text('extensions-dir') ?? join(own, 'extensions');
  const serverDataDir = text('user-data-dir') ?? join(own, 'data');
  await Promise.all([mkdir(extensionsDir, { recursive: true }), mkdir(serverDataDir, { recursive: true }), mkdir(out, { recursive: true })]);

  const server = await startServer({ extensionsDir, serverDataDir, automation: true, workspaceTrust: values['disable-workspace-trust'] !== true });
  const browser = await openBrowser({ profileDir: join(own, 'profile') });
  let exitCode = 1;
  const ended = new Promise<string>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => { resolve(`ended by ${signal}`); });
    browser.once('close', () => { resolve('the browser closed'); });
    void browser.exposeFunction('codeAutomationExit', (code: number) => { exitCode = code; resolve('the suite ended'); });
  });
  try {
    await browser.route('**/mint-key', mintKey);
    const everything = createWriteStream(join(out, 'vscode-console.log'));
    await browser.exposeFunction('codeAutomationLog', (type: string, args: readonly unknown[]) => {
      const line = format(...args);
      everything.write(`${type}: ${line}\n`);
      // The server's own chatter (it runs without native parts) would bury the suite.
      if (line.startsWith(suitePrefix)) console.log(line.slice(suitePrefix.length));
    });
    const page = browser.pages()[0] ?? await browser.newPage();
    const workspace = positionals[0];
    const extensionDevelopmentPath = text('extensionDevelopmentPath');
    const extensionTestsPath = text('extensionTestsPath');
    await page.goto(workbenchUrl({
      authority: server.authority,
      ...(workspace !== undefined && { workspace }),
      ...(extensionDevelopmentPath !== undefined && { extensionDevelopmentPath }),
      ...(extensionTestsPath !== undefined && { extensionTestsPath }),
    }));
    const reason = await ended;
    if (exitCode !== 0) console.error(`VS Code: ${reason}, exit code ${String(exitCode)}. All it printed is in out/vscode-console.log.`);
  } finally {
    await browser.close();
    await server.stop();
    await rm(own, { recursive: true, force: true });
  }
  process.exit(exitCode);
}

await main();
