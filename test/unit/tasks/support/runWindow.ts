import * as z from 'zod/mini';
import { approveOrders } from '../../../../src/commands/approval/approve.ts';
import { createApimart } from '../../../../src/gateways/apimart/gateway.ts';
import { createHttp } from '../../../../src/gateways/http/undiciHttp.ts';
import { defaultSettings } from '../../../../src/shots/shot.ts';
import type { Disk } from '../../../../src/storage/disk.ts';
import { realDisk } from '../../../../src/storage/disk.ts';
import { isLive } from '../../../../src/tasks/task.ts';
import { ordersIn } from '../../../../src/tasks/taskOrders.ts';
import { newTaskId } from '../../../../src/tasks/taskId.ts';
import { createTasks } from '../../../../src/tasks/tasks.ts';
import { readCap } from '../../../../src/wallet/cap.ts';
import { followTasks } from '../../../../src/wallet/followTasks.ts';
import { createWallet } from '../../../../src/wallet/wallet.ts';
import { png } from '../../../support/images.ts';

/** What a test asks of a window. */
export const orderSchema = z.object({
  folder: z.string(),
  takes: z.string(),
  baseUrl: z.string(),
  key: z.string(),
  /** Prompts of tasks to create; with none it goes on with what is there. */
  prompts: z.array(z.string()),
  /** Prompts of the shots of a film, each of which continues the one before; ordered together. */
  film: z.optional(z.array(z.string())),
  /** For one that is a process of its own: SIGKILL to itself before the so-manieth change of the disk, or in the middle of it. */
  killAt: z.optional(z.number()),
  half: z.optional(z.boolean()),
  /** Counts the changes of the wallet's folder alone. */
  onlyWallet: z.optional(z.boolean()),
  /** Tasks are ordered by an agent, and a person approves whatever waits for that, old and new. */
  approve: z.optional(z.boolean()),
  /** Orders go through a wallet in this folder, with a daily limit and one price for everything. */
  wallet: z.optional(z.object({ folder: z.string(), dailyCap: z.optional(z.number()), price: z.string() })),
});
export type WindowOrder = z.infer<typeof orderSchema>;

/** How it went: each task's state, and how many orders the wallet refused. */
export interface WindowEnd {
  readonly states: Readonly<Record<string, string>>;
  readonly refused: number;
}

const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

/** A window with the real tasks and, where the order says so, the real wallet: does what is asked, goes on with what is there, and closes when nothing is left to do. */
export async function runWindow(order: WindowOrder, { disk = realDisk, drives = () => undefined }: { readonly disk?: Disk; readonly drives?: () => void } = {}): Promise<WindowEnd> {
  const http = createHttp({ limits: { headersMs: 60_000, bodyMs: 60_000 } });
  const money = order.wallet;
  const wallet = money && createWallet({
    folder: money.folder, log: silent, language: 'en',
    settings: () => ({ prices: { 'apimart 768p 6 s': money.price }, caps: money.dailyCap === undefined ? {} : { day: readCap(money.dailyCap) ?? 0 } }),
  }, { disk });
  const tasks = createTasks({
    ...(wallet && { permit: (task) => wallet.permit(task), unsent: (task, why) => wallet.unsent(task, why) }),
    folder: order.folder, language: 'en',
    lastFrame: () => Promise.resolve({ kind: 'frame', png: png(1366, 768) }),
    http: () => Promise.resolve(http),
    gatewayFor: ({ baseUrl = '' }) => Promise.resolve(createApimart({
      baseUrl, key: () => Promise.resolve(order.key), http: () => Promise.resolve(http), directiveLanguage: 'auto', firstFrame: 'upload',
    })),
    settings: () => ({ maxConcurrent: 3, pollIntervalMs: 20 }),
    log: {
      debug: (line) => {
        if (line === 'This window drives the tasks.') {
          drives();
        }
      },
      info: () => undefined, warn: () => undefined, error: (line) => { console.error(line); },
    },
  }, { disk: order.onlyWallet ? realDisk : disk });
  const stop = wallet && followTasks(wallet, tasks, silent);
  await tasks.ready;
  await wallet?.reconcile((id) => tasks.get(id), tasks.list());
  let refused = 0;
  for (const prompt of order.prompts) {
    const id = newTaskId(Date.now());
    const task = { shot: { prompt, settings: defaultSettings }, gateway: 'apimart', baseUrl: order.baseUrl, folder: order.takes, id } as const;
    if (order.approve) {
      await tasks.create({ ...task, approval: { quote: 'quote', concerns: [] }, needsApproval: true });
      continue;
    }
    const reserved = await wallet?.reserve([{ task: id, shot: prompt, gateway: 'apimart', seconds: 6, resolution: '768p' }]);
    if (reserved?.kind === 'over') {
      refused += 1;
      continue;
    }
    await tasks.create(task);
  }
  if (order.approve && wallet) {
    const ids = tasks.list().filter(({ state }) => state === 'needsApproval').map(({ id }) => id);
    if (ids.length > 0) await approveOrders(ids, { tasks, wallet });
  }
  const film = (order.film ?? []).map((prompt) => ({ prompt, id: newTaskId(Date.now()) }));
  if (film.length > 0) await wallet?.reserve(film.map(({ prompt, id }) => ({ task: id, shot: prompt, gateway: 'apimart', seconds: 6, resolution: '768p' })));
  for (const [at, { prompt, id }] of film.entries()) {
    const before = film[at - 1];
    await tasks.create({
      shot: { prompt, settings: defaultSettings }, gateway: 'apimart', baseUrl: order.baseUrl, folder: order.takes, id, order: { id: film[0]?.id ?? '' },
      ...(before && { waitsFor: { shot: before.prompt, task: before.id } }),
    });
  }
  await new Promise<void>((resolve) => {
    const look = (): void => {
      if (!tasks.list().some(isLive) && ![...ordersIn(tasks.list()).values()].some(({ goesOn }) => goesOn)) {
        resolve();
      }
    };
    tasks.onDidChange(look);
    look();
  });
  const states = Object.fromEntries(tasks.list().map(({ id, state }) => [id, state]));
  await wallet?.settle(tasks.list());
  await tasks.dispose();
  stop?.();
  wallet?.dispose();
  await http.close();
  return { states, refused };
}
