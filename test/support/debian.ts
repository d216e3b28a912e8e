import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { withLock } from './lock.ts';
import { runAside } from './outside.ts';
import { cache } from './places.ts';

/** Whether this is Debian and run by root, so that a test may install what it needs. */
export function canInstall(): boolean {
  return process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/etc/debian_version') && existsSync('/usr/bin/apt-get');
}

/**
 * Installs Debian's packages where that is possible; does nothing elsewhere or when `missing` names none. It is asked
 * again once it is this process's turn. Never rejects: what could not be installed is told on the console.
 */
export async function installPackages(missing: () => readonly string[]): Promise<void> {
  if (canInstall() && missing().length > 0) {
    await withLock(join(cache, 'packages.lock'), () => install(missing()));
  }
}

async function install(wanted: readonly string[]): Promise<void> {
  if (wanted.length === 0) return;
  console.log(`Installing ${wanted.join(', ')} from Debian's packages, once.`);
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...args: string[]): Promise<unknown> => runAside('apt-get', ['-qq', ...args], { environment, seconds: 300 });
  try {
    await apt('update');
    await apt('install', '-y', '--no-install-recommends', ...wanted);
  } catch (error) {
    console.error(`Debian's package manager could not install ${wanted.join(', ')}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
