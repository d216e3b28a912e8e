import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import type { TestContext } from 'node:test';
import { createApimart } from '../../../../src/gateways/apimart/gateway.ts';
import type { Gateway, GatewayId } from '../../../../src/gateways/gateway.ts';
import type { HttpRequest } from '../../../../src/gateways/http/http.ts';
import type { Log } from '../../../../src/gateways/log.ts';
import type { GatewayStyle } from '../../../../src/gateways/style.ts';
import { createToapis } from '../../../../src/gateways/toapis/gateway.ts';
import { defaultSettings } from '../../../../src/shots/shot.ts';
import type { Task, TaskState } from '../../../../src/tasks/task.ts';
import type { Platform, TasksDependencies } from '../../../../src/tasks/dependencies.ts';
import type { NewTask, Tasks } from '../../../../src/tasks/tasks.ts';
import { createTasks } from '../../../../src/tasks/tasks.ts';
import { makeClip } from '../../../gateway/clip.ts';
import type { Emulator, EmulatorOptions } from '../../../gateway/emulator.ts';
import { startEmulator } from '../../../gateway/emulator.ts';
import { ripeAtOnce } from '../../../gateway/videoTask.ts';
import { openClients } from '../../../support/clients.ts';

const endings = new WeakMap<TestContext, (() => Promise<unknown>)[]>();

/** Runs at the end of the test, the last one first: windows close before their folder and their gateway go. */
export function atEnd(t: TestContext, work: () => Promise<unknown>): void {
  const works = endings.get(t);
  if (works) {
    works.unshift(work);
    return;
  }
  const first = [work];
  endings.set(t, first);
  t.after(async () => {
    for (const ending of first) {
      await ending();
    }
  });
}

/** A folder of this test's own, gone afterwards. */
export async function temporaryFolder(t: TestContext): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'hailuo-tasks-'));
  // On time that runs fast a window has no time to close in: its last write may come while the folder is being emptied.
  atEnd(t, () => rm(folder, { recursive: true, force: true, maxRetries: 50, retryDelay: 20 }));
  return folder;
}

let sharedClip: Promise<Uint8Array> | undefined;

/** Tasks are done when they are first asked about. */
export const atOnce = { ripening: ripeAtOnce } as const satisfies EmulatorOptions;

/** Both gateways with one small real mp4, encoded once for all tests of a file. */
export async function emulator(t: TestContext, options?: EmulatorOptions): Promise<Emulator> {
  sharedClip ??= makeClip();
  const started = await startEmulator({ clip: await sharedClip, ...options });
  atEnd(t, () => started.close());
  return started;
}

/** The same mp4 made `bytes` longer by a box that players skip. */
export async function longClip(bytes: number): Promise<Uint8Array> {
  sharedClip ??= makeClip();
  const box = Buffer.alloc(bytes);
  box.writeUInt32BE(bytes, 0);
  box.write('free', 4, 'latin1');
  return Buffer.concat([await sharedClip, box]);
}

export const silent: Log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

/** A log whose lines a test can read. */
export function listeningLog(): { readonly log: Log; readonly lines: string[] } {
  const lines: string[] = [];
  const add = (line: string): void => { lines.push(line); };
  return { lines, log: { debug: add, info: add, warn: add, error: add } };
}

export interface Window {
  readonly tasks: Tasks;
  /** Keys as the window has them; change them at will. */
  readonly keys: Partial<Record<GatewayId, string>>;
}

export interface WindowOptions {
  readonly folder: string;
  readonly emulator?: Emulator;
  readonly gateways?: Partial<Record<GatewayId, Gateway>>;
  readonly settings?: Partial<ReturnType<TasksDependencies['settings']>>;
  readonly platform?: Partial<Platform>;
  readonly log?: Log;
  readonly lastFrame?: TasksDependencies['lastFrame'];
  /** Sees every download before its bytes are taken. */
  readonly onStream?: (request: HttpRequest) => Promise<void>;
  readonly permit?: NonNullable<TasksDependencies['permit']>;
  readonly unsent?: NonNullable<TasksDependencies['unsent']>;
}

/** One window's tasks on real adapters, real HTTP and real files, with short waits. */
export function openWindow(t: TestContext, { folder, emulator: served, gateways = {}, settings, platform, log = silent, lastFrame, onStream, permit, unsent }: WindowOptions): Window {
  const clients = openClients(served);
  const keys: Partial<Record<GatewayId, string>> = { ...served?.keys };
  const config = (id: 'apimart' | 'toapis', baseUrl = '', style?: GatewayStyle): Parameters<typeof createToapis>[0] & Parameters<typeof createApimart>[0] => ({
    baseUrl, key: () => Promise.resolve(keys[id]), http: clients.http, directiveLanguage: style?.directiveLanguage ?? 'auto', firstFrame: style?.apimartFirstFrame ?? 'upload', requestStyle: style?.toapisRequestStyle ?? 'metadata',
    ...(platform?.clock && { now: () => platform.clock?.now() ?? 0 }),
  });
  const made = new Map<string, Gateway>();
  const tasks = createTasks({
    folder, log, language: 'en', ...(lastFrame && { lastFrame }), ...(permit && { permit }), ...(unsent && { unsent }),
    http: async () => {
      const http = await clients.http();
      return onStream ? { ...http, stream: async (request) => { const outcome = await http.stream(request); await onStream(request); return outcome; } } : http;
    },
    settings: () => ({ maxConcurrent: 3, pollIntervalMs: 30, ...settings }),
    gatewayFor: ({ gateway, baseUrl, style }) => {
      const given = gateways[gateway];
      const key = JSON.stringify([gateway, baseUrl, style]);
      const adapter = given ?? made.get(key) ?? (gateway === 'toapis' ? createToapis(config('toapis', baseUrl, style)) : createApimart(config('apimart', baseUrl, style)));
      made.set(key, adapter);
      return Promise.resolve(adapter);
    },
  }, platform);
  atEnd(t, async () => {
    await tasks.dispose();
    await clients.close();
  });
  return { tasks, keys };
}

export function newTask(folder: string, more: Partial<NewTask> = {}): NewTask {
  return { shot: { prompt: '[Push in] A cat runs in the garden', settings: defaultSettings }, gateway: 'apimart', folder: path.join(folder, 'videos'), ...more };
}

/** Settles when a task is in one of the states; fails after four minutes, which no good run needs, just before its test would end without a word. */
export async function reaches(tasks: Tasks, id: string, ...states: readonly TaskState[]): Promise<Task> {
  return until(tasks, `${id} to be ${states.join(' or ')}`, () => {
    const task = tasks.get(id);
    return task && states.includes(task.state) ? task : undefined;
  }, { about: () => tasks.get(id) ?? 'no such task' });
}

/** Settles with what `look` finds, asked at every change. */
export async function until<T>(tasks: Tasks, what: string, look: () => T | undefined, { limitMs = 240_000, about = (): unknown => tasks.list().slice(0, 3) }: { readonly limitMs?: number; readonly about?: () => unknown } = {}): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      stop();
      reject(new Error(`waited in vain for ${what}: ${JSON.stringify(about())}`));
    }, limitMs);
    const ask = (): void => {
      const found = look();
      if (found !== undefined) {
        clearTimeout(timer);
        stop();
        resolve(found);
      }
    };
    const stop = tasks.onDidChange(ask);
    ask();
  });
}
