import { appendFileSync, writeFileSync } from 'node:fs';
import * as z from 'zod/mini';
import { createApimart } from '../../../../src/gateways/apimart/gateway.ts';
import { createHttp } from '../../../../src/gateways/http/undiciHttp.ts';
import { defaultSettings } from '../../../../src/shots/shot.ts';
import type { Disk } from '../../../../src/storage/disk.ts';
import { realDisk } from '../../../../src/storage/disk.ts';
import { isLive } from '../../../../src/tasks/task.ts';
import { createTasks } from '../../../../src/tasks/tasks.ts';

/** What a test asks of a window that is a process of its own. Run with the order as JSON in the only argument. */
const orderSchema = z.object({
  folder: z.string(),
  takes: z.string(),
  baseUrl: z.string(),
  key: z.string(),
  /** Prompts of tasks to create; with none it goes on with what is there. */
  prompts: z.array(z.string()),
  /** SIGKILL to itself before the so-manieth change of the disk, or in the middle of it. */
  killAt: z.optional(z.number()),
  half: z.optional(z.boolean()),
});
export type ProcessOrder = z.infer<typeof orderSchema>;

/** What it tells its parent: whether it drives, and when nothing is left to do. */
export type ProcessNews = { readonly kind: 'drives' } | { readonly kind: 'idle'; readonly changes: number; readonly states: Record<string, string> };

let changes = 0;

function dieAt(order: ProcessOrder, middle?: () => void): void {
  changes += 1;
  if (changes === order.killAt) {
    if (order.half) {
      middle?.();
    }
    process.kill(process.pid, 'SIGKILL');
  }
}

function mortalDisk(order: ProcessOrder): Disk {
  const half = (text: string): string => text.slice(0, text.length / 2);
  return {
    ...realDisk,
    write: (path, text, flush) => {
      dieAt(order, () => { writeFileSync(path, half(text)); });
      return realDisk.write(path, text, flush);
    },
    createNew: (path, text) => {
      dieAt(order, () => { writeFileSync(path, half(text), { flag: 'wx' }); });
      return realDisk.createNew(path, text);
    },
    appendLine: (path, line) => {
      dieAt(order, () => { appendFileSync(path, half(line)); });
      return realDisk.appendLine(path, line);
    },
    commit: (from, to, guard) => {
      dieAt(order);
      return realDisk.commit(from, to, guard);
    },
    rename: (from, to) => {
      dieAt(order);
      return realDisk.rename(from, to);
    },
    remove: (path) => {
      dieAt(order);
      return realDisk.remove(path);
    },
  };
}

async function run(order: ProcessOrder): Promise<void> {
  const http = createHttp({ limits: { headersMs: 5000, bodyMs: 5000 } });
  const tell = (news: ProcessNews): void => { process.send?.(news); };
  const tasks = createTasks({
    folder: order.folder,
    http: () => Promise.resolve(http),
    gatewayFor: ({ baseUrl = '' }) => Promise.resolve(createApimart({
      baseUrl, key: () => Promise.resolve(order.key), http: () => Promise.resolve(http), directiveLanguage: 'auto', firstFrame: 'upload',
    })),
    settings: () => ({ maxConcurrent: 3, pollIntervalMs: 20 }),
    log: {
      debug: (line) => {
        if (line === 'This window drives the tasks.') {
          tell({ kind: 'drives' });
        }
      },
      info: () => undefined, warn: () => undefined, error: (line) => { console.error(line); },
    },
  }, { disk: mortalDisk(order) });
  await tasks.ready;
  for (const prompt of order.prompts) {
    await tasks.create({ shot: { prompt, settings: defaultSettings }, gateway: 'apimart', baseUrl: order.baseUrl, folder: order.takes });
  }
  await new Promise<void>((resolve) => {
    const look = (): void => {
      if (!tasks.list().some(isLive)) {
        resolve();
      }
    };
    tasks.onDidChange(look);
    look();
  });
  const states = Object.fromEntries(tasks.list().map(({ id, state }) => [id, state]));
  await tasks.dispose();
  await http.close();
  tell({ kind: 'idle', changes, states });
  process.disconnect();
}

await run(orderSchema.parse(JSON.parse(process.argv[2] ?? '{}')));
