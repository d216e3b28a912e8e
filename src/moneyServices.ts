import * as path from 'node:path';
import * as vscode from 'vscode';
import type { PriceListOutcome } from './gateways/remote/priceList.ts';
import type { Http } from './gateways/http/http.ts';
import type { Log } from './gateways/log.ts';
import type { OpenGateways } from './gateways/open.ts';
import { baseUrlOf } from './host/baseUrl.ts';
import type { Keys } from './host/secrets.ts';
import { spendingSettings, trackerSettings } from './host/settings.ts';
import { costsMoney } from './tasks/task.ts';
import type { Tasks } from './tasks/tasks.ts';
import type { TasksDependencies } from './tasks/dependencies.ts';
import { createTasks } from './tasks/tasks.ts';
import type { Balances } from './wallet/balances.ts';
import { createBalances } from './wallet/balances.ts';
import { followBalances } from './wallet/followBalances.ts';
import { followTasks } from './wallet/followTasks.ts';
import type { Meter } from './wallet/meter.ts';
import type { Wallet } from './wallet/wallet.ts';
import { createWallet } from './wallet/wallet.ts';

interface MoneyDependencies {
  /** Our own folder. */
  readonly storage: vscode.Uri;
  readonly gateways: Pick<OpenGateways, 'gatewayFor'>;
  readonly keys: Pick<Keys, 'get'>;
  readonly http: () => Promise<Http>;
  readonly lastFrame: NonNullable<TasksDependencies['lastFrame']>;
  readonly takeNumber: NonNullable<TasksDependencies['takeNumber']>;
  readonly log: Log;
}

interface Money {
  readonly tasks: Tasks;
  readonly wallet: Wallet;
  readonly balances: Balances;
  readonly readPriceList: (signal: AbortSignal) => Promise<PriceListOutcome>;
  /** Ends tasks, then wallet; takes time. */
  readonly close: () => Promise<void>;
}

/** The tasks of this user and the money that they cost, both shared by all windows. Nothing paid leaves without the wallet's leave. */
export function openMoney({ storage, gateways, keys, http, lastFrame, takeNumber, log }: MoneyDependencies): Money {
  const wallet = createWallet({ folder: path.join(storage.fsPath, 'wallet'), settings: spendingSettings, log, language: vscode.env.language });
  // Loaded by the first paid task of this window.
  let meter: Promise<Meter> | undefined;
  const metered = async (): Promise<Meter> => (await import('./wallet/meter.ts')).createMeter({ wallet, ask: async (task, signal) => (await gateways.gatewayFor(task)).balance(signal) });
  const tasks = createTasks({
    folder: path.join(storage.fsPath, 'tasks'), gatewayFor: gateways.gatewayFor, http, settings: trackerSettings, lastFrame, takeNumber, log, language: vscode.env.language,
    permit: async (task) => {
      if (costsMoney(task.gateway)) await (await (meter ??= metered())).before(task);
      return wallet.permit(task);
    },
    unsent: (task, why) => wallet.unsent(task, why),
  });
  const balances = openBalances(gateways, keys);
  const stops = [followTasks(wallet, tasks, log), tasks.onDidChange(({ changed }) => { void meter?.then((one) => { changed.forEach(one.changed); }); }), followBalances(balances, tasks)];
  return {
    tasks, wallet, balances,
    readPriceList: (signal) => readPriceList(http, signal),
    close: async () => {
      await tasks.dispose();
      stops.forEach((stop) => { stop(); });
      (await meter)?.dispose();
      wallet.dispose();
    },
  };
}

/** The balances at the paid gateways with a key, at the addresses that the settings name now. */
function openBalances(gateways: MoneyDependencies['gateways'], keys: MoneyDependencies['keys']): Balances {
  return createBalances({
    gateways: ['apimart', 'toapis'],
    ask: async (gateway, signal) => {
      const base = baseUrlOf(gateway);
      if (base.kind === 'refused' || (await keys.get(gateway, new URL(base.url).origin)) === undefined) return undefined;
      return (await gateways.gatewayFor({ gateway, baseUrl: base.url })).balance(signal);
    },
  });
}

/** Loaded when the person asks for it. */
async function readPriceList(http: MoneyDependencies['http'], signal: AbortSignal): Promise<PriceListOutcome> {
  const base = baseUrlOf('apimart');
  if (base.kind === 'refused') return { kind: 'unreadable', failure: { class: 'invalid', message: base.message } };
  const page = await import('./gateways/remote/priceList.ts');
  return page.readPriceList(await http(), base.url, signal);
}
