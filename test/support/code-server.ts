import { existsSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, delimiter, join } from 'node:path';
import { withLock } from './lock.ts';
import { runAside } from './outside.ts';
import { cache } from './places.ts';

/** The npm package that carries VS Code 1.139.1 as a server. Pinned: a suite's host does not change by itself. */
const version = '4.139.1';

export interface CodeServer {
  /** Absolute path of the server's entry, run by this process's Node. */
  readonly main: string;
}

/**
 * Installs the server build on first use (some 15 s and 600 MB in `.vscode-test`) and finds it afterwards.
 * Rejects with npm's own words when the registry cannot be reached.
 */
export async function ensureCodeServer(): Promise<CodeServer> {
  const folder = join(cache, `code-server-${version}`);
  const main = join(folder, 'node_modules/code-server/lib/vscode/out/server-main.js');
  if (existsSync(main)) return { main };
  return await withLock(`${folder}.lock`, async () => {
    if (!existsSync(main)) await install(folder);
    return { main };
  });
}

async function install(folder: string): Promise<void> {
  console.log(`Installing VS Code (code-server ${version}) into .vscode-test, once.`);
  const unfinished = `${folder}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { recursive: true });
  await writeFile(join(unfinished, 'package.json'), '{"private":true}\n');
  // Its install scripts compile native parts that need a toolchain; the workbench and the extension host run without them.
  await npm(unfinished, ['install', `code-server@${version}`, '--ignore-scripts']);
  await npm(join(unfinished, 'node_modules/code-server/lib/vscode'), ['install', '--omit=dev', '--ignore-scripts']);
  await rename(unfinished, folder);
}

async function npm(cwd: string, args: readonly string[]): Promise<void> {
  const path = [dirname(process.execPath), process.env['PATH']].join(delimiter);
  // Set by `npm run`; a nested npm would read the outer project's configuration from them.
  const inherited = Object.entries(process.env).filter(([name]) => !/^npm_(package|lifecycle|command)/.test(name));
  await runAside('npm', [...args, '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd, environment: { ...Object.fromEntries(inherited), PATH: path }, seconds: 480, shell: process.platform === 'win32',
  });
}
