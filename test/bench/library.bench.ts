import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { defaultSettings } from '../../src/shots/shot.ts';
import type * as takesModule from '../../src/takes/takes.ts';
import { moduleAt } from './moved.ts';
import { percentile, report } from './report.ts';

/** The takes that the library shows, read from their metadata files. */
const { createTakes } = await moduleAt<typeof takesModule>('takes/takes.ts', 'tasks/takes.ts');
const count = 5000;
const folder = await mkdtemp(join(tmpdir(), 'hailuo-bench-'));

const metadata = (index: number): string => JSON.stringify({
  version: 1, id: `0mwpo${String(index).padStart(4, '0')}-bench0`, prompt: `[Push in] A cat runs through the garden, take ${String(index)}, in the long light of an evening in autumn`,
  sentPrompt: '[推进] A cat runs through the garden', settings: defaultSettings, gateway: 'apimart', remoteId: `task_${String(index)}`,
  createdAt: new Date(1.8e12 + index * 6e4).toISOString(), completedAt: new Date(1.8e12 + index * 6e4 + 9e4).toISOString(), bytes: 4_000_000, sha256: 'ab'.repeat(32),
  source: { file: '../film.hailuo', line: index + 1, title: `Shot ${String(index % 60)}` }, shotHash: 'cd'.repeat(8), favourite: index % 50 === 0,
}, null, 2);

try {
  await mkdir(join(folder, 'videos'));
  const files = Array.from({ length: count }, (_, index) => join(folder, 'videos', `take-${String(index)}.mp4`));
  for (const [index, file] of files.entries()) {
    await writeFile(file, '');
    await writeFile(`${file}.json`, metadata(index));
  }
  const [walls, processor]: [number[], number[]] = [[], []];
  const delay = monitorEventLoopDelay({ resolution: 1 });
  for (let round = 0; round < 6; round++) {
    const never = () => () => undefined;
    // An earlier release hears of finished videos from the tasks.
    const parts = { find: () => Promise.resolve(files), findNearby: () => Promise.resolve([]), onFinished: never, tasks: { onDidChange: never }, ownFolder: folder };
    if (round > 0) delay.enable();
    const [from, used] = [performance.now(), process.cpuUsage()];
    const takes = await createTakes(parts).all();
    const { user, system } = process.cpuUsage(used);
    delay.disable();
    if (takes.length !== count || takes[0]?.shot.prompt.includes(`take ${String(count - 1)},`) !== true) throw new Error(`${String(takes.length)} takes were read`);
    if (round === 0) continue;
    walls.push(performance.now() - from);
    processor.push((user + system) / 1000);
  }
  report({ what: '5,000 takes read for the library', value: percentile(walls, 0.5), unit: 'ms', note: `median of ${String(walls.length)}` });
  report({ what: '5,000 takes read for the library, processor time of all threads', value: percentile(processor, 0.5), unit: 'ms' });
  report({ what: '5,000 takes read for the library: longest hold of the event loop', value: delay.max / 1e6, unit: 'ms', atMost: 20 });
} finally {
  await rm(folder, { recursive: true, force: true });
}
