import * as path from 'node:path';
import * as vscode from 'vscode';
import type { AgentServices } from './agents/services.ts';
import { createAgreements } from './commands/gate/agreements.ts';
import { openOrders } from './commands/gate/openOrders.ts';
import type { OrderDependencies } from './commands/gate/order.ts';
import { locateFirstFrame } from './commands/firstFrames.ts';
import type { KeyDesk, KeyStore } from './commands/keys.ts';
import { createKeyDesk } from './commands/keys.ts';
import type { Http } from './gateways/http/http.ts';
import { loadHttp } from './gateways/http/load.ts';
import type { Log } from './gateways/log.ts';
import type { OpenGateways } from './gateways/open.ts';
import { openGateways } from './gateways/open.ts';
import { sites } from './gateways/sites.ts';
import { baseUrlOf } from './host/baseUrl.ts';
import { commands } from './host/ids.ts';
import { createLog } from './host/log.ts';
import { watchMovedFiles } from './host/movedFiles.ts';
import { networkSettings } from './host/network.ts';
import type { MovedFiles } from './host/movedFiles.ts';
import { createKeyNotes } from './host/keyNotes.ts';
import type { Keys } from './host/secrets.ts';
import { createKeys } from './host/secrets.ts';
import type { PaidGatewayId } from './host/settings.ts';
import { cleanFirstFrame, gatewayStyle, spendingSettings } from './host/settings.ts';
import { findNearbyTakes, findTakeFiles, watchTakeFiles } from './host/takeFiles.ts';
import type { PriceListOutcome } from './gateways/remote/priceList.ts';
import { openMoney } from './moneyServices.ts';
import type { Posters } from './takes/posters.ts';
import { createPosters } from './takes/posters.ts';
import type { Takes } from './takes/takes.ts';
import { createTakes } from './takes/takes.ts';
import type { TasksDependencies } from './tasks/dependencies.ts';
import { finishedBy } from './tasks/finished.ts';
import type { TakeNames } from './tasks/takeNames.ts';
import { createTakeNames } from './tasks/takeNames.ts';
import type { Tasks } from './tasks/tasks.ts';
import type { Allowance } from './wallet/allowance.ts';
import type { Balances } from './wallet/balances.ts';
import type { Wallet } from './wallet/wallet.ts';

/** What every feature draws on. */
export interface Services extends vscode.Disposable {
  /** Our own folder. */
  readonly storage: vscode.Uri;
  readonly keys: Keys;
  readonly gateways: OpenGateways;
  readonly tasks: Tasks;
  readonly wallet: Wallet;
  readonly balances: Balances;
  /** Reads APIMart's public page of prices, without a key. */
  readonly readPriceList: (signal: AbortSignal) => Promise<PriceListOutcome>;
  readonly moved: MovedFiles;
  readonly takes: Takes;
  readonly names: TakeNames;
  readonly posters: Posters;
  /** Names what can take the last picture of a video: a webview, which is registered when the tasks are open already. */
  readonly takeLastFramesWith: (take: NonNullable<TasksDependencies['lastFrame']>) => void;
  /** Ends tasks and wallet in good order, which takes time, then the log that they still write to; `dispose` closes the rest. */
  readonly close: () => Promise<void>;
}

/** Opens the services of this window. Waits for nothing: no file, no network. */
export function openServices({ secrets, globalStorageUri: storage, workspaceState }: Pick<vscode.ExtensionContext, 'secrets' | 'globalStorageUri' | 'workspaceState'>): Services {
  const channel = vscode.window.createOutputChannel('Hailuo Director', { log: true });
  const showLog = vscode.commands.registerCommand(commands.showLog, () => channel.show());
  const log = createLog(channel);
  const keys = createKeys(secrets, windowsApart() ? createKeyNotes(path.join(storage.fsPath, 'keys')) : undefined);
  const client = openHttp();
  const gateways = openAllGateways(storage, keys, client.http, log);
  const frames: { last?: NonNullable<TasksDependencies['lastFrame']> } = {};
  const counted: { names?: TakeNames } = {};
  const { tasks, wallet, balances, readPriceList, close } = openMoney({ storage, gateways, keys, http: client.http, lastFrame: (video) => frames.last?.(video) ?? Promise.resolve({ kind: 'none', why: '' }), takeNumber: (task) => counted.names?.next(task), log });
  const moved = watchMovedFiles(workspaceState);
  const takes = openTakes(storage, tasks, moved);
  const names = (counted.names = createTakeNames({ tasks, takes, sourceNow: (uri, at) => moved.now(uri, at) }));
  const all = vscode.Disposable.from(names, wakeOnChange(tasks, secrets, keys), takes, moved, client, showLog);
  return { storage, keys, gateways, tasks, wallet, balances, readPriceList, moved, takes, names, posters: createPosters(path.join(storage.fsPath, 'posters')), takeLastFramesWith: (take) => { frames.last = take; }, close: () => close().finally(() => { channel.dispose(); }), dispose: () => { all.dispose(); } };
}

/** What stands between a wish and a paid request: the keys, the gate, and the tasks of this window. */
export interface Ordering {
  readonly desk: KeyDesk & KeyStore;
  /** Tasks made in this window: it is the one that announces their end. */
  readonly madeHere: Set<string>;
  readonly orders: OrderDependencies;
}

/** Opens the one gate of this window, which every way to generate passes. */
export function openOrdering({ globalState }: Pick<vscode.ExtensionContext, 'globalState'>, { keys, gateways, storage, tasks, wallet, takes }: Pick<Services, 'keys' | 'gateways' | 'storage' | 'tasks' | 'wallet' | 'takes'>): Ordering {
  const desk = createKeyDesk({ keys, baseUrlOf, withKey: gateways.withKey, keyPage, windowsApart: windowsApart() });
  const madeHere = new Set<string>();
  return { desk, madeHere, orders: openOrders({ tasks, takes, keys: desk, baseUrlOf, storage, madeHere, agreements: createAgreements(globalState), wallet, spending: spendingSettings }) };
}

/** What the tools for models draw on; the gate is loaded by the first of them that needs it. */
export function openAgentServices({ storage, tasks, takes, wallet, gateways, keys, posters }: Services, { desk, orders }: Ordering, allowance: Allowance, tellOfOrders: AgentServices['tellOfOrders']): AgentServices {
  const gate = () => import('./commands/approval/agentOrders.ts');
  return {
    storage: storage.fsPath, tasks, takes, wallet, allowance, tellOfOrders, locateFirstFrame,
    plan: async (shots) => (await gate()).planForAgent(shots, orders),
    order: async (order) => (await gate()).placeForAgent(order, orders),
    hasKey: (gateway) => desk.has(gateway),
    posterOf: (take) => posters.find(take),
    ask: async (gateway, signal) => {
      const base = baseUrlOf(gateway);
      if (base.kind === 'refused') return { problem: base.message };
      if ((await keys.get(gateway, new URL(base.url).origin)) === undefined) return undefined;
      const port = await gateways.gatewayFor({ gateway, baseUrl: base.url });
      const [key, balance] = await Promise.all([port.checkKey(signal), port.balance(signal)]);
      return { key, balance, baseUrl: base.url };
    },
  };
}

/** What tells this workspace from others, for an allowance: its file, else its folder. */
export function openAllowance(storage: vscode.Uri): Allowance {
  const place = vscode.workspace.workspaceFile ?? vscode.workspace.workspaceFolders?.[0]?.uri;
  let opened: Promise<Allowance> | undefined;
  // Loaded by the first order of an agent, or by the person who sets it.
  const open = (): Promise<Allowance> => (opened ??= import('./wallet/allowance.ts').then(({ createAllowance }) => createAllowance(path.join(storage.fsPath, 'allowances'), place?.toString() ?? '')));
  return {
    left: async () => (await open()).left(), covers: async (amounts) => (await open()).covers(amounts),
    take: async (quote, amounts) => (await open()).take(quote, amounts), keep: async (quote, amounts) => (await open()).keep(quote, amounts), heal: async (over) => (await open()).heal(over), set: async (cap) => (await open()).set(cap),
  };
}

/** VS Code in a browser keeps secrets by window, see `Keys.isElsewhere`. */
function windowsApart(): boolean {
  return vscode.env.uiKind === vscode.UIKind.Web;
}

/** Where a person makes a key for the gateway. */
function keyPage(gateway: PaidGatewayId): string {
  return sites[gateway].keyPage;
}

/**
 * Tasks that wait for a key go on when that very key changes, in whichever window that was done; a changed setting acts
 * at once. A base URL mends no task: each keeps the one that it was made with.
 */
function wakeOnChange(tasks: Pick<Tasks, 'wake' | 'reconsider'>, secrets: vscode.SecretStorage, keys: Pick<Keys, 'nameOf' | 'onDidKeep'>): vscode.Disposable {
  const wake = (name: string): void => {
    tasks.wake(({ gateway, baseUrl }) => baseUrl !== undefined && keys.nameOf(gateway, new URL(baseUrl).origin) === name);
  };
  return vscode.Disposable.from(
    secrets.onDidChange(({ key }) => { wake(key); }),
    new vscode.Disposable(keys.onDidKeep(wake)),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('hailuo')) {
        tasks.reconsider();
      }
    }),
  );
}

/** One HTTP client for the window, opened by the first request and opened anew after the way out changed. */
function openHttp(): { readonly http: () => Promise<Http> } & vscode.Disposable {
  let client: Promise<Http> | undefined;
  const close = (): void => {
    void client?.then((http) => http.close());
    client = undefined;
  };
  const listening = vscode.workspace.onDidChangeConfiguration((change) => {
    if (change.affectsConfiguration('http')) {
      close();
    }
  });
  return {
    http: () => (client ??= loadHttp(networkSettings())),
    dispose: () => {
      listening.dispose();
      close();
    },
  };
}

/** The three gateways, each loaded when a task first needs it. */
function openAllGateways(storage: vscode.Uri, keys: Keys, http: () => Promise<Http>, log: Log): OpenGateways {
  return openGateways({
    keyFor: (gateway, baseUrl) => keys.get(gateway, new URL(baseUrl).origin),
    isKeyElsewhere: (gateway, baseUrl) => keys.isElsewhere(gateway, new URL(baseUrl).origin),
    http,
    log,
    animaticFolder: path.join(storage.fsPath, 'animatic'),
    style: gatewayStyle,
    cleanFirstFrame,
    uploadsFile: path.join(storage.fsPath, 'uploads.json'),
  });
}

/** The takes that are found here; those that tasks finish are added as they come. */
function openTakes(storage: vscode.Uri, tasks: Pick<Tasks, 'onDidChange'>, moved: MovedFiles): Takes {
  return createTakes({
    sourceNow: (uri, at) => moved.now(uri, at), onMoved: (listener) => moved.onDidMove(listener),
    ownFolder: path.join(storage.fsPath, 'videos'),
    find: () => findTakeFiles(storage), findNearby: () => findNearbyTakes(storage), watch: (events) => watchTakeFiles(storage, events), onFinished: finishedBy(tasks),
  });
}
