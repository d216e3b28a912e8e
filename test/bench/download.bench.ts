import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createHttp } from '../../src/gateways/http/undiciHttp.ts';
import { download } from '../../src/tasks/tracker/download.ts';
import { startFileHost, videoBytes } from './download.host.ts';
import { runAside } from '../support/outside.ts';
import { report } from './report.ts';

/** The best of so many: everything else on the machine only ever slows one down. */
const rounds = 9;
const megabyte = 1024 ** 2;
const folder = await mkdtemp(path.join(tmpdir(), 'hailuo-bench-'));
const host = await startFileHost();
const http = createHttp();

async function ours(file: string): Promise<void> {
  const outcome = await download({ http, link: host.url, policy: { mayBePrivate: true }, file, signal: new AbortController().signal, onPartial: () => Promise.resolve() });
  if (outcome.kind !== 'complete' || outcome.bytes !== videoBytes) {
    throw new Error(JSON.stringify(outcome));
  }
}

/** What a person would type to get the same: the file, its SHA-256, and the disk told to keep it. */
async function byHand(file: string): Promise<void> {
  await runAside('sh', ['-c', 'curl -sS "$1" | tee "$2" | sha256sum && sync "$2"', 'sh', host.url, file]);
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const since = performance.now();
  await work();
  return (performance.now() - since) / 1000;
}

try {
  // The first one warms the client, the JIT and the disk.
  await ours(path.join(folder, 'warm.mp4'));
  globalThis.gc?.();
  const baseline = process.memoryUsage().rss;
  let peak = 0;
  const watch = setInterval(() => { peak = Math.max(peak, process.memoryUsage().rss); }, 5);
  const delay = monitorEventLoopDelay({ resolution: 1 });
  const times: { readonly ours: number; readonly curl: number }[] = [];
  for (let round = 0; round < rounds; round++) {
    delay.enable();
    const mine = await seconds(() => ours(path.join(folder, 'ours.mp4')));
    delay.disable();
    const curl = await seconds(() => byHand(path.join(folder, 'curl.mp4')));
    times.push({ ours: mine, curl });
  }
  clearInterval(watch);
  const rate = (which: 'ours' | 'curl'): number => videoBytes / megabyte / Math.min(...times.map((time) => time[which]));
  report({ what: '200 MB download: memory above baseline', value: (peak - baseline) / megabyte, unit: 'MB', atMost: 16, note: 'resident, highest of all rounds' });
  report({ what: '200 MB download: throughput beside curl, sha256sum and sync', value: rate('ours') / rate('curl'), unit: '×', atLeast: 0.9, note: `${rate('ours').toFixed(0)} MB/s, theirs ${rate('curl').toFixed(0)} MB/s; the best of ${String(rounds)} each` });
  report({ what: '200 MB download: event-loop delay p99', value: delay.percentile(99) / 1e6, unit: 'ms' });
} finally {
  await http.close();
  host.close();
  await rm(folder, { recursive: true, force: true });
}
