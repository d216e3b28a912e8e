import fs from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import * as path from 'node:path';
import * as z from 'zod/mini';
import type { AgentServices } from '../../../../src/agents/services.ts';
import { defaultSettings } from '../../../../src/shots/shot.ts';
import { isLive } from '../../../../src/tasks/task.ts';

/** What a test asks of a window, a process of its own, in which a model orders a quote. Run with it as JSON in the only argument. */
const orderSchema = z.object({
  root: z.string(), baseUrl: z.string(), key: z.string(), quoteId: z.string(),
  /** SIGKILL to itself before the so-manieth change of any file while the call lasts. */
  killAt: z.optional(z.number()),
});
export type OrderByModel = z.infer<typeof orderSchema>;
export interface OrderNews { readonly states: Readonly<Record<string, string>>; readonly left: number }

const order = orderSchema.parse(JSON.parse(process.argv[2] ?? '{}'));

let changes: number | undefined;
/** Every change of a file is one step, whoever makes it. */
function mortal<A extends readonly unknown[], R>(change: (...args: A) => Promise<R>): (...args: A) => Promise<R> {
  return (...args) => {
    if (changes !== undefined && ++changes === order.killAt) process.kill(process.pid, 'SIGKILL');
    return change(...args);
  };
}
Object.assign(fs, { writeFile: mortal(fs.writeFile), appendFile: mortal(fs.appendFile), rename: mortal(fs.rename), rm: mortal(fs.rm), unlink: mortal(fs.unlink), link: mortal(fs.link), open: mortal(fs.open) });
syncBuiltinESMExports();

const { generate } = await import('../../../../src/agents/generate.ts');
const { approveOrders } = await import('../../../../src/commands/approval/approve.ts');
const { createApimart } = await import('../../../../src/gateways/apimart/gateway.ts');
const { createHttp } = await import('../../../../src/gateways/http/undiciHttp.ts');
const { createTasks } = await import('../../../../src/tasks/tasks.ts');
const { createAllowance } = await import('../../../../src/wallet/allowance.ts');
const { followTasks } = await import('../../../../src/wallet/followTasks.ts');
const { createWallet } = await import('../../../../src/wallet/wallet.ts');

const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
const http = createHttp({ limits: { headersMs: 60_000, bodyMs: 60_000 } });
const wallet = createWallet({ folder: path.join(order.root, 'wallet'), log: silent, language: 'en', settings: () => ({ prices: { 'apimart 768p 6 s': '0.28 USD' }, caps: { day: 600_000 } }) });
const tasks = createTasks({
  folder: path.join(order.root, 'tasks'), http: () => Promise.resolve(http), permit: (task) => wallet.permit(task), lastFrame: () => Promise.resolve({ kind: 'none', why: '' }),
  gatewayFor: ({ baseUrl = '' }) => Promise.resolve(createApimart({ baseUrl, key: () => Promise.resolve(order.key), http: () => Promise.resolve(http), directiveLanguage: 'auto', firstFrame: 'upload' })),
  settings: () => ({ maxConcurrent: 3, pollIntervalMs: 20 }), log: silent, language: 'en',
});
const stop = followTasks(wallet, tasks, silent);
const allowance = createAllowance(path.join(order.root, 'allowances'), 'w');
await tasks.ready;
await wallet.reconcile((id) => tasks.get(id), tasks.list());

/** Stands for the gate, as far as this matters: money first, then a record for each, under the ids of the quote. */
const place: AgentServices['order'] = async ({ quote, ids, shots, needsApproval }) => {
  if (!needsApproval) await wallet.reserve(ids.map((task, at) => ({ task, shot: shots[at]?.prompt ?? '', gateway: 'apimart', seconds: 6, resolution: '768p' })));
  const made = [];
  for (const [at, id] of ids.entries()) {
    made.push(await tasks.create({ id, shot: { prompt: shots[at]?.prompt ?? '', settings: defaultSettings }, gateway: 'apimart', baseUrl: order.baseUrl, folder: path.join(order.root, 'videos'), approval: { quote, concerns: [] }, needsApproval }));
  }
  return { kind: 'placed', tasks: made };
};
const unused = (): never => { throw new Error('hailuo_generate needs no more than its order.'); };
changes = 0;
await generate({ quoteId: order.quoteId, maxCost: '0.56 USD' }, {
  storage: order.root, tasks, wallet, allowance, order: place, tellOfOrders: () => undefined, hasKey: () => Promise.resolve(true),
  takes: { all: unused, read: unused }, plan: unused, ask: unused, posterOf: unused, locateFirstFrame: unused,
}, { isCancellationRequested: false, onCancellationRequested: () => ({ dispose: () => undefined }) });
// From here on it is an approval as any other, whose steps have a test of their own.
changes = undefined;
const waiting = tasks.list().filter(({ state }) => state === 'needsApproval').map(({ id }) => id);
if (waiting.length > 0) await approveOrders(waiting, { tasks, wallet });
await new Promise<void>((resolve) => {
  const look = (): void => { if (!tasks.list().some(isLive)) resolve(); };
  tasks.onDidChange(look);
  look();
});
await wallet.settle(tasks.list());
const left = (await allowance.left())?.micros ?? 0;
process.send?.({ states: Object.fromEntries(tasks.list().map(({ id, state }) => [id, state])), left } satisfies OrderNews);
await tasks.dispose();
stop();
wallet.dispose();
await http.close();
process.disconnect();
