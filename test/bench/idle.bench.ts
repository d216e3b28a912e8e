import { createHook } from 'node:async_hooks';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createApimart } from '../../src/gateways/apimart/gateway.ts';
import { createHttp } from '../../src/gateways/http/undiciHttp.ts';
import { defaultSettings } from '../../src/shots/shot.ts';
import type { Tasks } from '../../src/tasks/tasks.ts';
import { createTasks } from '../../src/tasks/tasks.ts';
import { root as checkout } from '../support/places.ts';
import { report } from './report.ts';
import { startGatewayProcess } from './tasks.gateway.ts';

/**
 * A window in which nothing runs any more: what is left of its tasks in memory, and which timers still wait. A timer that does not
 * wait cannot fire, so what waits tells of the hour to come; those that fire in the quiet are counted all the same.
 */
const [batch, quietMs] = [100, 20_000];
const folder = await mkdtemp(path.join(tmpdir(), 'hailuo-bench-'));
const gateway = await startGatewayProcess();
const http = createHttp();
const adapter = createApimart({ baseUrl: gateway.baseUrl, key: () => Promise.resolve(gateway.key), http: () => Promise.resolve(http), directiveLanguage: 'auto', firstFrame: 'upload' });

/** Timers that wait, by where in our sources they were set; `fired` counts their calls. */
const waiting = new Map<number, string>();
let fired = 0;
const hook = createHook({
  init: (id, type) => {
    if (type !== 'Timeout') return;
    const ours = new Error().stack?.split('\n').find((line) => line.includes(path.join(checkout, 'src')));
    if (ours !== undefined) waiting.set(id, ours.trim());
  },
  before: (id) => { if (waiting.has(id)) fired++; },
  destroy: (id) => { waiting.delete(id); },
});

/** Orders so many shots and waits until their videos are saved. */
async function makeTakes(tasks: Tasks, from: number): Promise<void> {
  const ordered: string[] = [];
  for (let shot = from; shot < from + batch; shot++) {
    const { id } = await tasks.create({ shot: { prompt: `[Push in] A cat, ${String(shot)}`, settings: defaultSettings }, gateway: 'apimart', baseUrl: gateway.baseUrl, folder: path.join(folder, 'videos') });
    ordered.push(id);
  }
  const isDone = (): boolean => ordered.every((id) => tasks.get(id)?.state === 'completed');
  await new Promise<void>((resolve) => {
    const look = (): void => {
      if (!isDone()) return;
      stop();
      resolve();
    };
    const stop = tasks.onDidChange(look);
    setImmediate(look);
  });
}

async function heap(): Promise<number> {
  // What was waiting to be closed gets its turn before the collector.
  await pause(200);
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 1024 ** 2;
}

try {
  hook.enable();
  const tasks = createTasks({
    folder: path.join(folder, 'journal'), language: 'en', http: () => Promise.resolve(http), gatewayFor: () => Promise.resolve(adapter), settings: () => ({ maxConcurrent: 10, pollIntervalMs: 50 }),
    log: { debug: () => undefined, info: () => undefined, warn: console.error, error: console.error },
  });
  await tasks.ready;
  await makeTakes(tasks, 0);
  const first = await heap();
  await makeTakes(tasks, batch);
  await makeTakes(tasks, 2 * batch);
  const last = await heap();
  fired = 0;
  await pause(quietMs);
  const left = [...waiting.values()];
  hook.disable();
  report({ what: '300 tasks saved: memory of the heap for each beyond the first 100', value: (last - first) * 1024 / (2 * batch), unit: 'kB', atMost: 8, note: `${first.toFixed(1)} MB after 100, ${last.toFixed(1)} MB after 300` });
  report({ what: 'idle after them: timers of ours that fire', value: fired, unit: '', atMost: 0, note: `in ${String(quietMs / 1000)} s` });
  report({ what: 'idle after them: timers of ours that wait', value: left.length, unit: '', atMost: 0, note: [...new Set(left)].join('; ') });
  await tasks.dispose();
} finally {
  await http.close();
  gateway.close();
  await rm(folder, { recursive: true, force: true });
}
