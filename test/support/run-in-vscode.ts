import { runTests } from '@vscode/test-electron';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './places.ts';

/**
 * The suite inside VS Code. By default the executable is our stand-in for `code`, which needs no download of a desktop
 * build; with `--desktop` the package fetches one (`HAILUO_VSCODE` chooses the version, default `stable`).
 */
const desktop = process.argv.includes('--desktop');
const home = await mkdtemp(join(tmpdir(), 'hailuo-suite-'));
const workspace = join(home, 'workspace');
await mkdir(workspace);
try {
  await runTests({
    ...(desktop ? { version: process.env['HAILUO_VSCODE'] ?? 'stable' } : { vscodeExecutablePath: join(root, 'test/support/code.ts') }),
    extensionDevelopmentPath: root,
    extensionTestsPath: join(root, 'out/test/vscode/index.mjs'),
    // What keeps the compiled modules of test files is none of a person's window.
    extensionTestsEnv: { NODE_COMPILE_CACHE: undefined },
    launchArgs: [workspace, `--user-data-dir=${join(home, 'data')}`, `--extensions-dir=${join(home, 'extensions')}`],
  });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await rm(home, { recursive: true, force: true, maxRetries: 3 });
}
