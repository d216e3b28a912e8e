import { execFileSync, spawnSync } from 'node:child_process';
import { installPackages } from './debian.ts';

function isThere(): boolean {
  return spawnSync('ffmpeg', ['-version'], { stdio: 'ignore' }).status === 0;
}

/** Whether ffmpeg can be run: root on Debian gets it from Debian's packages; elsewhere tests that need it say that they are skipped. */
export async function ensureFfmpeg(): Promise<boolean> {
  await installPackages(() => (isThere() ? [] : ['ffmpeg']));
  return isThere();
}

/** Runs ffmpeg quietly; throws with its own words. `input` goes to its standard input. */
export function ffmpeg(args: readonly string[], input?: Uint8Array): void {
  execFileSync('ffmpeg', ['-hide_banner', '-loglevel', 'error', '-y', ...args], { ...(input ? { input } : {}), stdio: ['pipe', 'ignore', 'pipe'], maxBuffer: 1 << 28 });
}
