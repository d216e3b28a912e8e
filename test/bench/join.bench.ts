import { copyFile, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import type { CutShot } from '../../src/film/cut.ts';
import { joinClips } from '../../src/film/join/joinClips.ts';
import { planJoin } from '../../src/film/join/joinable.ts';
import { lookAtClip } from '../../src/film/join/lookAtClip.ts';
import { ensureFfmpeg, ffmpeg } from '../support/ffmpeg.ts';
import { runAside } from '../support/outside.ts';
import { percentile, report } from './report.ts';

const rounds = 9;
const count = 20;
const megabyte = 1024 ** 2;
const folder = await mkdtemp(path.join(tmpdir(), 'hailuo-bench-'));

/** Takes of 6 s and about 5 MB each, as the model's are: two encoders' worth of parameter sets where they are `mixed`. */
async function takes(mixed: boolean): Promise<readonly CutShot[]> {
  const sources = [path.join(folder, 'a.mp4'), path.join(folder, 'b.mp4')];
  sources.forEach((file, at) => {
    ffmpeg(['-f', 'lavfi', '-i', 'testsrc2=s=1366x768:r=24', '-vf', 'noise=alls=40:allf=t', '-frames:v', '144', '-pix_fmt', 'yuv420p', '-c:v', 'libx264', '-preset', 'ultrafast',
      '-profile:v', at === 0 ? 'high' : 'main', '-b:v', '7M', '-maxrate', '7M', '-bufsize', '7M', file]);
  });
  return Promise.all(Array.from({ length: count }, async (_, at): Promise<CutShot> => {
    const file = path.join(folder, `${mixed ? 'mixed' : 'same'}-${String(at)}.mp4`);
    await copyFile(sources[mixed ? at % 2 : 0] ?? '', file);
    const facts = await lookAtClip(file);
    if (!facts) throw new Error(file);
    return { title: `Shot ${String(at + 1)}`, prompt: '', file, facts };
  }));
}

async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const since = performance.now();
  await work();
  return performance.now() - since;
}

/** Joins in turn with `cat` of the same files to disk with a flush: the ratio of each pair, and the most memory above what there was. */
async function measure(shots: readonly CutShot[], kind: string): Promise<void> {
  const plan = planJoin(shots);
  if (plan.kind !== 'plan') throw new Error(plan.message);
  const to = path.join(folder, 'film.mp4');
  const ours = async (): Promise<void> => {
    const outcome = await joinClips({ cut: { name: 'film', shots }, plan, to });
    if (outcome.kind !== 'joined' || outcome.frames !== count * 144) throw new Error(JSON.stringify(outcome));
  };
  const cat = (): Promise<unknown> => runAside('sh', ['-c', 'out="$1"; shift; cat "$@" > "$out" && sync "$out"', 'sh', path.join(folder, 'cat.mp4'), ...shots.map(({ file }) => file)]);
  // The first ones warm the JIT and the disk.
  await ours();
  await cat();
  globalThis.gc?.();
  const baseline = process.memoryUsage().rss;
  let peak = baseline;
  const watch = setInterval(() => { peak = Math.max(peak, process.memoryUsage().rss); }, 5);
  const pairs: { readonly ours: number; readonly cat: number }[] = [];
  for (let round = 0; round < rounds; round++) pairs.push({ ours: await milliseconds(ours), cat: await milliseconds(cat) });
  clearInterval(watch);
  const bytes = (await stat(to)).size;
  const of = (which: 'ours' | 'cat'): number => percentile(pairs.map((pair) => pair[which]), 0.5);
  report({ what: `${String(count)} takes of 6 s joined, ${kind}, beside cat with a flush`, value: percentile(pairs.map((pair) => pair.ours / pair.cat), 0.5), unit: '×', atMost: 1.5, note: `${(bytes / 1e6).toFixed(0)} MB, median of ${String(rounds)} pairs: ${of('ours').toFixed(0)} and ${of('cat').toFixed(0)} ms` });
  report({ what: `the same, ${kind}: memory above baseline`, value: (peak - baseline) / megabyte, unit: 'MB', atMost: 32 });
}

try {
  if (await ensureFfmpeg()) {
    await measure(await takes(false), 'same parameter sets');
    await measure(await takes(true), 'mixed parameter sets');
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
