import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { takeTitle } from '../../src/takes/quote.ts';
import { createTakes } from '../../src/takes/takes.ts';
import { report } from './report.ts';

/** Two thousand sidecars that a stranger wrote among ten thousand files, each damaged in one of these ways. */
const damages: readonly ((at: number) => string)[] = [
  () => '', () => '{', () => '[]', () => 'null', () => '{"prompt": 7, "settings": []}',
  (at) => JSON.stringify({ prompt: `[Push in] ${'a cat '.repeat(2000)}${String(at)}`, source: { file: 'untitled:x', line: -1 } }),
  () => JSON.stringify({ prompt: '['.repeat(100_000) }),
  () => `${'['.repeat(50_000)}${']'.repeat(50_000)}`,
  (at) => (at % 200 === 8 ? JSON.stringify({ prompt: 'x'.repeat(1_000_000) }) : '\u0000\u0001'),
  (at) => (at % 200 === 9 ? ' '.repeat(1_200_000) : '{"version": 1e999}'),
];

const root = await mkdtemp(path.join(tmpdir(), 'hailuo-bench-'));
try {
  const videos: string[] = [];
  for (let at = 0; at < 10_000; at++) {
    const folder = path.join(root, `folder-${String(at % 20)}`);
    await mkdir(folder, { recursive: true });
    if (at < 2000) {
      const video = path.join(folder, `take-${String(at)}.mp4`);
      videos.push(video);
      await writeFile(`${video}.json`, damages[at % damages.length]!(at));
    } else {
      await writeFile(path.join(folder, `file-${String(at)}.txt`), 'nothing');
    }
  }
  const takes = createTakes({ find: () => Promise.resolve(videos), findNearby: () => Promise.resolve([]), onFinished: () => () => undefined });
  await pause(200);
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const since = performance.now();
  const all = await takes.all();
  const took = performance.now() - since;
  // One more turn, so that the last hold is counted, too.
  await pause(20);
  delay.disable();
  const titles = all.map((take) => {
    const from = performance.now();
    takeTitle(take);
    return performance.now() - from;
  });
  takes.dispose();
  report({ what: 'a workspace of 10,000 files with 2,000 damaged metadata files: longest hold', value: delay.max / 1e6, unit: 'ms', atMost: 50, note: 'empty, torn, deep, of a megabyte and more' });
  report({ what: 'the same: longest title', value: Math.max(...titles), unit: 'ms', atMost: 50, note: 'of a prompt cut at 20,000 characters' });
  report({ what: 'the same: all read', value: took, unit: 'ms' });
} finally {
  await rm(root, { recursive: true });
}
