import * as path from 'node:path';
import * as vscode from 'vscode';
import type { BaseUrl } from './gateways/baseUrl.ts';
import { readBaseUrl } from './gateways/baseUrl.ts';
import type { Http } from './gateways/http/http.ts';
import { loadHttp } from './gateways/http/load.ts';
import type { Log } from './gateways/log.ts';
import type { OpenGateways } from './gateways/open.ts';
import { openGateways } from './gateways/open.ts';
import { sites } from './gateways/sites.ts';
import { networkSettings } from './host/network.ts';
import type { MovedFiles } from './host/movedFiles.ts';
import type { Keys } from './host/secrets.ts';
import type { PaidGatewayId } from './host/settings.ts';
import { baseUrlSetting, cleanFirstFrame, gatewayStyle, spendingSettings, trackerSettings } from './host/settings.ts';
import { findNearbyTakes, findTakeFiles, watchTakeFiles } from './host/takeFiles.ts';
import type { Takes } from './takes/takes.ts';
import { createTakes } from './takes/takes.ts';
import { finishedBy } from './tasks/finished.ts';
import type { Task } from './tasks/task.ts';
import type { Tasks } from './tasks/tasks.ts';
import { createTasks } from './tasks/tasks.ts';
import type { Balances } from './wallet/balances.ts';
import { createBalances } from './wallet/balances.ts';
import { followBalances } from './wallet/followBalances.ts';
import { followTasks } from './wallet/followTasks.ts';
import type { Wallet } from './wallet/wallet.ts';
import { createWallet } from './wallet/wallet.ts';

/** The base URL that the settings name, or why it cannot be used. */
export function baseUrlOf(gateway: PaidGatewayId): BaseUrl {
  return readBaseUrl(baseUrlSetting(gateway), sites[gateway].name);
}

/** Where a person makes a key for the gateway. */
export function keyPage(gateway: PaidGatewayId): string {
  return sites[gateway].keyPage;
}

/** Where a person finds what became of a paid request. */
export function taskPage({ gateway }: Pick<Task, 'gateway'>): string {
  return sites[gateway === 'toapis' ? 'toapis' : 'apimart'].taskPage;
}

/**
 * Tasks that wait for a key go on when that very key changes, in whichever window that was done; a changed setting acts
 * at once. A base URL mends no task: each keeps the one that it was made with.
 */
export function wakeOnChange(tasks: Pick<Tasks, 'wake' | 'reconsider'>, secrets: vscode.SecretStorage, keys: Pick<Keys, 'nameOf' | 'onDidKeep'>): vscode.Disposable {
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

/** The tasks of this user and the money that they cost, both shared by all windows. Nothing paid leaves without the wallet's leave. */
export function openTasks(storage: vscode.Uri, gateways: Pick<OpenGateways, 'gatewayFor'>, http: () => Promise<Http>, log: Log): { readonly tasks: Tasks; readonly wallet: Wallet; readonly dispose: () => Promise<void> } {
  const wallet = createWallet({ folder: path.join(storage.fsPath, 'wallet'), settings: spendingSettings, log });
  const tasks = createTasks({ folder: path.join(storage.fsPath, 'tasks'), gatewayFor: gateways.gatewayFor, http, settings: trackerSettings, permit: (task) => wallet.permit(task), log });
  const stop = followTasks(wallet, tasks, log);
  return {
    tasks, wallet,
    dispose: async () => {
      await tasks.dispose();
      stop();
      wallet.dispose();
    },
  };
}

/** The balances at the paid gateways with a key, at the addresses that the settings name now. */
export function openBalances(gateways: Pick<OpenGateways, 'gatewayFor'>, keys: Keys, tasks: Pick<Tasks, 'onDidChange'>): Balances & vscode.Disposable {
  const balances = createBalances({
    gateways: ['apimart', 'toapis'],
    ask: async (gateway, signal) => {
      const base = baseUrlOf(gateway);
      if (base.kind === 'refused' || (await keys.get(gateway, new URL(base.url).origin)) === undefined) return undefined;
      return (await gateways.gatewayFor({ gateway, baseUrl: base.url })).balance(signal);
    },
  });
  return { ...balances, dispose: followBalances(balances, tasks) };
}

/** One HTTP client for the window, opened by the first request and opened anew after the way out changed. */
export function openHttp(): { readonly http: () => Promise<Http> } & vscode.Disposable {
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
export function openAllGateways(storage: vscode.Uri, keys: Keys, http: () => Promise<Http>, log: Log): OpenGateways {
  return openGateways({
    keyFor: (gateway, baseUrl) => keys.get(gateway, new URL(baseUrl).origin),
    http,
    log,
    animaticFolder: path.join(storage.fsPath, 'animatic'),
    style: gatewayStyle,
    cleanFirstFrame,
    uploadsFile: path.join(storage.fsPath, 'uploads.json'),
  });
}

/** The takes that are found here; those that tasks finish are added as they come. */
export function openTakes(storage: vscode.Uri, tasks: Pick<Tasks, 'onDidChange'>, moved: MovedFiles): Takes {
  return createTakes({
    sourceNow: (uri, at) => moved.now(uri, at), onMoved: (listener) => moved.onDidMove(listener),
    ownFolder: path.join(storage.fsPath, 'videos'),
    find: () => findTakeFiles(storage), findNearby: () => findNearbyTakes(storage), watch: (events) => watchTakeFiles(storage, events), onFinished: finishedBy(tasks),
  });
}
