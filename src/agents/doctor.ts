import * as vscode from 'vscode';
import { gatewayName } from '../gateways/sites.ts';
import { failureWords } from '../host/messages.ts';
import { outputFolder } from '../host/outputFolder.ts';
import { gatewaySetting } from '../host/settings.ts';
import { oneLine } from '../shots/oneLine.ts';
import { whyNotWritable } from '../storage/canWrite.ts';
import { folderFailure } from '../storage/storageError.ts';
import { moneyText } from '../wallet/money.ts';
import { spendingWords } from '../wallet/spendingWords.ts';
import { isReachable } from './reachable.ts';
import { result } from './result.ts';
import type { ToolInput } from './schemas.ts';
import type { AgentServices } from './services.ts';

/** How long a gateway may take, milliseconds. */
const patience = 15_000;

/** `hailuo_doctor`: what stands between a prompt and a video here. Costs nothing, and never tells a key. */
export async function doctor(_nothing: ToolInput<'hailuo_doctor'>, services: AgentServices, token: vscode.CancellationToken): Promise<vscode.LanguageModelToolResult> {
  const stop = new AbortController();
  const listening = token.onCancellationRequested(() => { stop.abort(); });
  try {
    const gateways = await Promise.all((['apimart', 'toapis'] as const).map((gateway) => stateOf(gateway, services, AbortSignal.any([stop.signal, AbortSignal.timeout(patience)]))));
    const allowance = await services.allowance.left();
    const { spending } = spendingWords(services.wallet.orders(), { caps: services.wallet.limits() }, Date.now());
    const all = services.tasks.list();
    return result({
      chosenGateway: gatewaySetting(vscode.window.activeTextEditor?.document.uri), gateways, outputFolder: await folderState(services.storage),
      trusted: vscode.workspace.isTrusted, ...(spending !== undefined && { spending }), allowanceForAgents: allowance ? `${moneyText(allowance)} left until tonight` : 'none: every order is approved by the person',
      tasks: { needsApproval: count(all, 'needsApproval'), unconfirmed: count(all, 'unconfirmed'), paused: count(all, 'paused'), running: count(all, 'running') + count(all, 'queued') },
    });
  } finally {
    listening.dispose();
  }
}

function count(tasks: ReturnType<AgentServices['tasks']['list']>, state: string): number {
  return tasks.filter((task) => task.state === state).length;
}

async function stateOf(gateway: 'apimart' | 'toapis', { ask }: Pick<AgentServices, 'ask'>, signal: AbortSignal): Promise<Readonly<Record<string, unknown>>> {
  const name = gatewayName(gateway);
  const found = await ask(gateway, signal).catch(() => ({ problem: `${name} did not answer.` }));
  if (found === undefined) return { gateway: name, key: 'none: the person sets it with “Hailuo: Set API Key”' };
  if ('problem' in found) return { gateway: name, problem: found.problem };
  const { key, balance, baseUrl } = found;
  return {
    gateway: name, site: new URL(baseUrl).host, reachable: isReachable(key),
    key: key.kind === 'valid' ? 'valid' : `${key.kind}: ${failureWords(key.failure)}`, balance: balance.kind === 'balance' ? balance.words : failureWords(balance.failure),
  };
}

async function folderState(storage: string): Promise<string> {
  const folder = outputFolder(vscode.window.activeTextEditor?.document.uri, vscode.Uri.file(storage));
  if (folder.kind === 'refused') return folder.message;
  const error = await whyNotWritable(folder.path);
  if (error === undefined) return folder.path;
  const { message, remedy = '' } = await folderFailure(error, folder.path);
  return oneLine([message, remedy]);
}
