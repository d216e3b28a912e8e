import { mkdtemp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { createApimart } from '../../src/gateways/apimart/gateway.ts';
import { createHttp } from '../../src/gateways/http/undiciHttp.ts';
import { defaultSettings } from '../../src/shots/shot.ts';
import { taskText } from '../../src/tasks/journal/record.ts';
import type { Task } from '../../src/tasks/task.ts';
import type { Tasks } from '../../src/tasks/tasks.ts';
import { createTasks } from '../../src/tasks/tasks.ts';
import { runAside } from '../support/outside.ts';
import { percentile, report } from './report.ts';
import { startGatewayProcess } from './tasks.gateway.ts';

const root = await mkdtemp(path.join(tmpdir(), 'hailuo-bench-'));
const gateway = await startGatewayProcess();
const http = createHttp();
const adapter = createApimart({ baseUrl: gateway.baseUrl, key: () => Promise.resolve(gateway.key), http: () => Promise.resolve(http), directiveLanguage: 'auto', firstFrame: 'upload' });

function open(folder: string, pollIntervalMs: number, maxConcurrent = 3): Tasks {
  return createTasks({
    folder, language: 'en', http: () => Promise.resolve(http), gatewayFor: () => Promise.resolve(adapter), settings: () => ({ maxConcurrent, pollIntervalMs }),
    log: { debug: () => undefined, info: () => undefined, warn: console.error, error: console.error },
  });
}

const record = (number: number, more: Partial<Task>): Task => ({
  version: 1, id: `0mwpo${String(number).padStart(4, '0')}-bench0`, revision: 4, gateway: 'apimart', baseUrl: gateway.baseUrl, state: 'running', progress: 0,
  prompt: `[Push in] A cat runs through the garden, take ${String(number)}, in the long light of an evening in autumn`, sentPrompt: '[推进] A cat runs through the garden',
  settings: defaultSettings, folder: path.join(root, 'videos'), createdAt: Date.now(), submittedAt: Date.now(), followedSince: Date.now(), idempotencyKey: `key-${String(number)}`,
  prepared: { sentPrompt: '[推进] A cat runs through the garden', body: { model: 'MiniMax-Hailuo-2.3', prompt: '[推进] A cat runs through the garden', duration: 6, resolution: '768p' } },
  ...more,
});

/** From "create" to the file, against a loop of curl that submits, asks and downloads at the same pace. */
async function overhead(): Promise<void> {
  const rounds = 15;
  const interval = 20;
  const tasks = open(path.join(root, 'overhead'), interval);
  await tasks.ready;
  const ours: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const since = performance.now();
    const { id } = await tasks.create({ shot: { prompt: `A cat, ${String(round)}`, settings: defaultSettings }, gateway: 'apimart', baseUrl: gateway.baseUrl, folder: path.join(root, 'videos') });
    await new Promise<void>((resolve) => {
      const stop = tasks.onDidChange(() => {
        if (tasks.get(id)?.state === 'completed') {
          stop();
          resolve();
        }
      });
    });
    ours.push(performance.now() - since);
  }
  await tasks.dispose();

  const theirs: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const since = performance.now();
    await curlRound(round, interval);
    theirs.push(performance.now() - since);
  }
  const [mine, curls] = [percentile(ours, 0.5), percentile(theirs, 0.5)];
  report({ what: 'submit → saved', value: mine, unit: 'ms', note: `median of ${String(rounds)}, 3 status reads ${String(interval)} ms apart, records and video flushed to disk` });
  report({ what: 'the same by a loop of curl', value: curls, unit: 'ms', note: 'a process for each request, nothing flushed' });
}

async function curlRound(round: number, interval: number): Promise<void> {
  const curl = async (...args: readonly string[]): Promise<string> => (await runAside('curl', ['-sS', '-H', `Authorization: Bearer ${gateway.key}`, ...args])).out.toString();
  const body = JSON.stringify({ model: 'MiniMax-Hailuo-2.3', prompt: `A cat, ${String(round)}`, duration: 6, resolution: '768p' });
  const submitted = JSON.parse(await curl('-H', 'Content-Type: application/json', '--data', body, `${gateway.baseUrl}/v1/videos/generations`)) as { data: [{ task_id: string }] };
  for (;;) {
    await pause(interval);
    const status = JSON.parse(await curl(`${gateway.baseUrl}/v1/tasks/${submitted.data[0].task_id}`)) as { data: { result?: { videos: [{ url: string[] }] } } };
    const url = status.data.result?.videos[0].url[0];
    if (url !== undefined) {
      await runAside('curl', ['-sS', '-o', path.join(root, `curl-${String(round)}.mp4`), url]);
      return;
    }
  }
}

/** A thousand tasks that run at the gateway, followed for some intervals of the default length divided by ten. */
async function thousandActive(): Promise<void> {
  const [count, interval, intervals] = [1000, 5000, 4];
  const folder = path.join(root, 'active-1000');
  await mkdir(path.join(folder, 'active'), { recursive: true });
  const ids = await gateway.seed(count);
  await Promise.all(ids.map((remoteId, at) => writeFile(path.join(folder, 'active', `${record(at, {}).id}.json`), taskText(record(at, { remoteId })))));
  globalThis.gc?.();
  const before = process.memoryUsage().rss;
  const tasks = open(folder, interval, count);
  await tasks.ready;
  await pause(interval);
  const [asked, delay] = [await gateway.statusReads(), monitorEventLoopDelay({ resolution: 1 })];
  delay.enable();
  await pause(intervals * interval);
  delay.disable();
  const perTask = ((await gateway.statusReads()) - asked) / count / intervals;
  globalThis.gc?.();
  const memory = (process.memoryUsage().rss - before) / 1024 ** 2;
  await tasks.dispose();
  report({ what: '1,000 active tasks: requests per task and interval', value: perTask, unit: '', atMost: 1.1, note: `${String(intervals)} intervals of ${String(interval / 1000)} s, progress written at each` });
  report({ what: '1,000 active tasks: event-loop delay p99', value: delay.percentile(99) / 1e6, unit: 'ms', atMost: 20, note: `longest ${(delay.max / 1e6).toFixed(1)} ms` });
  report({ what: '1,000 active tasks: memory', value: memory, unit: 'MB', note: 'resident, over the same process before' });
}

/** Ten thousand tasks of the past. */
async function tenThousand(): Promise<void> {
  const count = 10_000;
  const folder = path.join(root, 'journal-10000');
  await mkdir(folder, { recursive: true });
  const lines = Array.from({ length: count }, (_, at) => taskText(record(at, { state: 'completed', progress: 100, remoteId: `task_${String(at)}`, file: '/film/a.mp4', bytes: 1, sha256: 'ab'.repeat(32) })));
  await writeFile(path.join(folder, 'done.jsonl'), `${lines.join('\n')}\n`);
  const times: number[] = [];
  const delay = monitorEventLoopDelay({ resolution: 1 });
  for (let round = 0; round < 7; round++) {
    delay.enable();
    const since = performance.now();
    const tasks = open(folder, 10_000);
    await tasks.ready;
    const loaded = tasks.list().length;
    times.push(performance.now() - since);
    delay.disable();
    await tasks.dispose();
    if (loaded !== count) {
      throw new Error(`${String(loaded)} tasks loaded`);
    }
  }
  const size = (await readFile(path.join(folder, 'done.jsonl'))).length / 1024 ** 2;
  report({ what: '10,000 journalled tasks: load', value: percentile(times, 0.5), unit: 'ms', atMost: 300, note: `median of 7, worst ${Math.max(...times).toFixed(0)} ms, ${size.toFixed(1)} MB` });
  report({ what: '10,000 journalled tasks: longest hold of the event loop', value: delay.max / 1e6, unit: 'ms', atMost: 50 });
}

try {
  await tenThousand();
  await overhead();
  await thousandActive();
} finally {
  await http.close();
  gateway.close();
  await rm(root, { recursive: true, force: true });
}
