import { createServer, type AddressInfo, type Socket } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type * as vscode from 'vscode';
import type { PublicTask } from '../../src/tasks/publicTask.ts';
import { manifest, root } from '../support/places.ts';
import { installFolder } from './install.ts';

/** Another extension in the same extension host. */
export interface Probe {
  readonly environment: Readonly<Record<string, string>>;
  /** Resolves once an extension host answers. */
  connected(): Promise<void>;
  /** Resolves once a new extension host answers, which a reload brings: call it before. The one of the old page may live on for a while. */
  renewed(): Promise<void>;
  /** Runs a function there; it sees its arguments alone, and what goes in and out is JSON. */
  readonly evaluate: <Argument, Result>(work: (api: typeof vscode, argument: Argument) => Result | Promise<Result>, argument: Argument) => Promise<Result>;
  tasks(): Promise<readonly PublicTask[]>;
  /** Waits for change events until a task is in one of `states`; rejects after `timeoutMs` with the tasks there were. */
  taskIn(states: readonly PublicTask['state'][], timeoutMs?: number): Promise<PublicTask>;
  close(): Promise<void>;
}

/** Longer than anything that a test waits for; an extension host that has lost its window answers some questions never. */
const patienceMs = 180_000;

interface Answer { readonly id: number; readonly value?: unknown; readonly error?: string }

/** Installs the probe into an extensions folder and listens for it. */
export async function openProbe(extensionsDir: string): Promise<Probe> {
  await installFolder(join(root, 'test/e2e/probe'), extensionsDir);
  const waiting = new Map<number, { readonly of: Socket; resolve(value: unknown): void; reject(error: Error): void }>();
  let socket: Socket | undefined;
  let arrived: (socket: Socket) => void = () => undefined;
  let arrival = new Promise<Socket>((resolve) => { arrived = resolve; });
  const expectAnother = (): void => {
    socket = undefined;
    arrival = new Promise<Socket>((resolve) => { arrived = resolve; });
  };
  const server = createServer((incoming) => {
    socket = incoming;
    arrived(incoming);
    incoming.on('error', () => undefined);
    incoming.on('close', () => {
      for (const asker of waiting.values()) if (asker.of === incoming) asker.reject(new Error('The extension host ended before it answered.'));
      if (socket === incoming) expectAnother();
    });
    createInterface(incoming).on('line', (line) => {
      const { id, value, error } = JSON.parse(line) as Answer;
      const asker = waiting.get(id);
      if (error === undefined) asker?.resolve(value);
      else asker?.reject(new Error(error));
    });
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const { port } = server.address() as AddressInfo;

  let lastId = 0;
  const evaluate: Probe['evaluate'] = async <Argument, Result>(work: (api: typeof vscode, argument: Argument) => Result | Promise<Result>, argument: Argument): Promise<Result> => {
    const to = socket ?? await arrival;
    const id = ++lastId;
    const answer = new Promise<unknown>((resolve, reject) => { waiting.set(id, { of: to, resolve, reject }); });
    const timer = setTimeout(() => { waiting.get(id)?.reject(new Error(`The extension host did not answer within ${patienceMs} ms: ${work.toString().slice(0, 200)}`)); }, patienceMs);
    to.write(`${JSON.stringify({ id, source: work.toString(), argument })}\n`);
    return await answer.finally(() => {
      clearTimeout(timer);
      waiting.delete(id);
    }) as Result;
  };
  return {
    environment: { HAILUO_PROBE_PORT: String(port) },
    evaluate,
    renewed: async () => {
      expectAnother();
      await evaluate((api) => api.version, null);
    },
    connected: async () => { await evaluate((api) => api.version, null); },
    tasks: () => evaluate(listTasks, manifest.id),
    taskIn: (states, timeoutMs = 150_000) => evaluate(waitForTask, { id: manifest.id, states, timeoutMs }),
    close: async () => {
      socket?.destroy();
      await new Promise<void>((resolve) => { server.close(() => { resolve(); }); });
    },
  };
}

async function listTasks(api: typeof vscode, id: string): Promise<readonly PublicTask[]> {
  const extension = api.extensions.getExtension<{ tasks(): readonly PublicTask[] }>(id);
  if (extension === undefined) throw new Error(`${id} is not installed.`);
  return (await extension.activate()).tasks();
}

async function waitForTask(api: typeof vscode, { id, states, timeoutMs }: { id: string; states: readonly PublicTask['state'][]; timeoutMs: number }): Promise<PublicTask> {
  interface PublicApi { readonly tasks: () => readonly PublicTask[]; readonly onDidChangeTasks: vscode.Event<unknown> }
  const extension = api.extensions.getExtension<PublicApi>(id);
  if (extension === undefined) throw new Error(`${id} is not installed.`);
  const { tasks, onDidChangeTasks } = await extension.activate();
  return await new Promise((resolve, reject) => {
    const look = (): void => {
      const found = tasks().find((task) => states.includes(task.state));
      if (found === undefined) return;
      listening.dispose();
      clearTimeout(timer);
      resolve(found);
    };
    const listening = onDidChangeTasks(look);
    const timer = setTimeout(() => {
      listening.dispose();
      reject(new Error(`No task was ${states.join(' or ')} within ${timeoutMs} ms: ${JSON.stringify(tasks(), undefined, 2)}`));
    }, timeoutMs);
    look();
  });
}
