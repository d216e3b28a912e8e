import { installPackages } from './debian.ts';
import { run, runAside, tryRun } from './outside.ts';

const isThere = (): boolean => tryRun('ffmpeg', ['-version'])?.status === 0;
const quietly = ['-hide_banner', '-loglevel', 'error', '-y'] as const;

/** Whether ffmpeg can be run: root on Debian gets it from Debian's packages; elsewhere tests that need it say that they are skipped. */
export async function ensureFfmpeg(): Promise<boolean> {
  await installPackages(() => (isThere() ? [] : ['ffmpeg']));
  return isThere();
}

/** Runs ffmpeg quietly; throws with its own words. `input` goes to its standard input. */
export function ffmpeg(args: readonly string[], input?: Uint8Array): void {
  run('ffmpeg', [...quietly, ...args], input && { input });
}

/** The same while others go on; rejects with ffmpeg's own words. */
export async function ffmpegAside(args: readonly string[], input?: Uint8Array): Promise<void> {
  await runAside('ffmpeg', [...quietly, ...args], input && { input });
}
