import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { registerAgents } from './agents/register.ts';
import { registerLinks } from './agents/uriHandler.ts';
import { createApi, type HailuoApi } from './api.ts';
import { registerApprovals } from './commands/approval/register.ts';
import { tellOfOrders } from './commands/approval/tell.ts';
import { locateFirstFrame, lookUnasked } from './commands/firstFrames.ts';
import { followChoices, registerFilmCommands } from './commands/film/register.ts';
import { registerGenerate } from './commands/generate.ts';
import { registerKeyCommands } from './commands/keys.ts';
import { registerLateCommands } from './commands/lateCommands.ts';
import { registerLimitChanges } from './commands/limitChanges.ts';
import { registerSelectGateway } from './commands/selectGateway.ts';
import { registerTakeCommands } from './commands/takes.ts';
import { registerTakeMenu } from './commands/takeMenu.ts';
import { registerTaskCommands } from './commands/taskCommands.ts';
import { registerTrySample } from './commands/trySample.ts';
import { registerLanguageFeatures } from './editor/languageFeatures.ts';
import { baseUrlOf } from './host/baseUrl.ts';
import { findNearbyTakes } from './host/takeFiles.ts';
import { openPanels } from './panels.ts';
import { openAgentServices, openAllowance, openOrdering, openServices } from './services.ts';
import { registerTakePalette } from './views/library/palette.ts';
import { registerLibrary } from './views/library/view.ts';
import { registerNotices } from './views/notices.ts';
import { registerSpending } from './views/spending/view.ts';
import { registerStatusBar } from './views/statusBar.ts';
import { registerTaskPalette } from './views/tasks/palette.ts';
import { registerTaskTree } from './views/tasks/tree.ts';

/** What has to end in good order before the host goes: requests that are out, records, the lease. */
let close: () => Promise<void> = () => Promise.resolve();

/** Opens the services, then registers every feature. Waits for nothing: no file, no network. */
export function activate(context: vscode.ExtensionContext): HailuoApi {
  l10n.config({ contents: vscode.l10n.bundle ?? {} });
  const services = openServices(context);
  const { storage, keys, gateways, tasks, wallet, balances, readPriceList, moved, takes, names, posters } = services;
  close = services.close;
  const ordering = openOrdering(context, services);
  const { desk, madeHere, orders } = ordering;
  const allowance = openAllowance(storage);
  const api = createApi(tasks);
  const { comparison, preview, film, excerpts, all: panels } = openPanels(context, services);

  context.subscriptions.push(
    services, api, ...panels,
    registerGenerate(tasks, orders),
    registerFilmCommands({ show: film.open, takes, posters, orders }),
    followChoices({ tasks, takes, storage, agreements: orders.agreements }),
    registerKeyCommands(desk, { keys, baseUrlOf }, context.secrets),
    registerSelectGateway(desk),
    registerTaskCommands({ tasks, wallet, gatewayFor: gateways.gatewayFor }),
    registerTakeCommands({ tasks, takes, names, posters, preview, openComparison: comparison.open }),
    registerTakeMenu(),
    registerTrySample(context.extensionUri),
    registerLimitChanges(wallet),
    registerApprovals({ tasks, wallet }, allowance),
    registerAgents(openAgentServices(services, ordering, allowance, (ids) => void tellOfOrders(ids, { tasks, wallet }))),
    registerLinks(storage.fsPath, tasks),
    registerLateCommands({ tasks, wallet, orders, readPriceList, keys: desk, baseUrlOf, storage, madeHere }),
    registerTaskTree(tasks, names),
    registerTaskPalette(tasks),
    registerTakePalette(takes, () => findNearbyTakes(storage)),
    registerLibrary({ extensionUri: context.extensionUri, storage, takes, names, posters, excerpts }),
    registerStatusBar(tasks, wallet, balances, names),
    registerSpending({ extensionUri: context.extensionUri, wallet, balances }),
    registerNotices(tasks, madeHere, desk, names),
    registerLanguageFeatures({ extensionUri: context.extensionUri, tasks, takes, moved, wallet, firstFrames: { locate: locateFirstFrame, look: lookUnasked } }),
  );
  return api;
}

/** VS Code waits for this some seconds, so that another window can take over at once. */
export function deactivate(): Promise<void> {
  return close();
}
