import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../support/outside.ts';
import { out, root } from '../support/places.ts';

/** A revision of the project, built in a folder of its own. */
export interface Revision {
  readonly commit: string;
  readonly checkout: string;
  /** The benches that it brought itself, for those of today that cannot run on it. */
  readonly ownBenches: string;
}

/**
 * Builds a revision below `out/bench`; one that is built already is taken as it is. Its benches are replaced by today's, so that
 * old and new are measured alike. Throws when git does not know the revision or its build fails.
 */
export function buildRevision(name: string): Revision {
  const commit = run('git', ['rev-parse', '--verify', `${name}^{commit}`], { cwd: root }).out.toString().trim();
  const checkout = join(out, 'bench', commit);
  const ownBenches = 'test/bench-then';
  if (!existsSync(join(checkout, 'dist/extension.js'))) {
    rmSync(checkout, { recursive: true, force: true });
    mkdirSync(checkout, { recursive: true });
    run('tar', ['-x', '-C', checkout], { input: run('git', ['archive', '--format=tar', commit], { cwd: root }).out });
    installInto(checkout);
    run(process.execPath, ['esbuild.mjs'], { cwd: checkout });
    cpSync(join(checkout, 'test/bench'), join(checkout, ownBenches), { recursive: true });
  }
  rmSync(join(checkout, 'test/bench'), { recursive: true, force: true });
  cpSync(join(root, 'test/bench'), join(checkout, 'test/bench'), { recursive: true });
  // What today's benches start programs with.
  cpSync(join(root, 'test/support/outside.ts'), join(checkout, 'test/support/outside.ts'));
  return { commit, checkout, ownBenches };
}

/** Links our packages when they are the same, and what tests keep of downloads; else installs the revision's own. */
function installInto(checkout: string): void {
  if (packagesOf(checkout) === packagesOf(root)) symlinkSync(join(root, 'node_modules'), join(checkout, 'node_modules'), 'junction');
  else run('npm', ['ci', '--no-audit', '--no-fund'], { cwd: checkout, seconds: 600, shell: process.platform === 'win32' });
  const kept = join(root, '.vscode-test');
  if (existsSync(kept)) symlinkSync(kept, join(checkout, '.vscode-test'), 'junction');
}

function packagesOf(checkout: string): string {
  return readFileSync(join(checkout, 'package-lock.json'), 'utf8');
}
