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
import type { Keys } from './host/secrets.ts';
import type { PaidGatewayId } from './host/settings.ts';
import { baseUrlSetting, cleanFirstFrame, gatewayStyle } from './host/settings.ts';
import { findNearbyTakes, findTakeFiles, watchTakeFiles } from './host/takeFiles.ts';
import type { Takes } from './takes/takes.ts';
import { createTakes } from './takes/takes.ts';
import { finishedBy } from './tasks/finished.ts';
import type { Task } from './tasks/task.ts';
import type { Tasks } from './tasks/tasks.ts';

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
export function openTakes(storage: vscode.Uri, tasks: Pick<Tasks, 'onDidChange'>): Takes {
  return createTakes({
    ownFolder: path.join(storage.fsPath, 'videos'),
    find: () => findTakeFiles(storage), findNearby: () => findNearbyTakes(storage), watch: (events) => watchTakeFiles(storage, events), onFinished: finishedBy(tasks),
  });
}
