import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
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

/** The same while others go on; rejects with ffmpeg's own words. */
export async function ffmpegAside(args: readonly string[], input: Uint8Array = new Uint8Array()): Promise<void> {
  const child = spawn('ffmpeg', ['-hide_banner', '-loglevel', 'error', '-y', ...args], { stdio: ['pipe', 'ignore', 'pipe'] });
  const [words, [status]] = await Promise.all([
    text(child.stderr), once(child, 'close') as Promise<[number | null]>,
    // One that has read enough closes its input; whether it failed its status says.
    pipeline(Readable.from([input]), child.stdin).catch(() => undefined),
  ]);
  if (status !== 0) throw new Error(`ffmpeg ${args.join(' ')}: ${words}`);
}
