import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import * as z from 'zod/mini';
import type { BaseUrl } from '../gateways/baseUrl.ts';
import { gatewayName } from '../gateways/sites.ts';
import { commands, settings } from '../host/ids.ts';
import { openSettings, showError, showInformation, showWarning } from '../host/messages.ts';
import { outputFolder } from '../host/outputFolder.ts';
import { pick } from '../host/pick.ts';
import type { PaidGatewayId } from '../host/settings.ts';
import { StorageError } from '../storage/storageError.ts';
import { toPublicTask, type PublicTask } from '../tasks/publicTask.ts';
import type { Tasks } from '../tasks/tasks.ts';
import type { KeyDesk } from './keys.ts';
import { askTaskId } from './askTaskId.ts';

const argumentSchema = z.object({ gateway: z.optional(z.enum(['apimart', 'toapis'])), remoteId: z.optional(z.string()) });

export interface AdoptDependencies {
  readonly tasks: Pick<Tasks, 'adopt'>;
  readonly keys: KeyDesk;
  readonly baseUrlOf: (gateway: PaidGatewayId) => BaseUrl;
  readonly storage: vscode.Uri;
  /** Tasks of this window: it is the one that announces their end. */
  readonly madeHere: Set<string>;
}

/**
 * *Adopt Task by ID…* `{gateway?, remoteId?}`: follows a video that was ordered on the vendor's site or on another machine and
 * fetches it like ours. Costs nothing and can never come to an order. Resolves to the task; to undefined when cancelled or refused.
 */
export async function adoptTask(argument: unknown, { tasks, keys, baseUrlOf, storage, madeHere }: AdoptDependencies): Promise<PublicTask | undefined> {
  const adopt = async (gateway: PaidGatewayId, remoteId: string): Promise<PublicTask | undefined> => {
    const base = baseUrlOf(gateway);
    const folder = outputFolder(vscode.window.activeTextEditor?.document.uri, storage);
    const refusal = base.kind === 'refused' ? base : folder.kind === 'refused' ? folder : undefined;
    if (refusal || base.kind === 'refused' || folder.kind === 'refused') {
      showError(refusal?.message ?? '', [openSettings(base.kind === 'refused' ? `${gateway}.baseUrl` : settings.outputFolder)]);
      return undefined;
    }
    if (!(await keys.has(gateway)) && !(await keys.ask(gateway))) {
      return undefined;
    }
    const outcome = await tasks.adopt({ gateway, baseUrl: base.url, remoteId, folder: folder.path });
    if (outcome.kind === 'notDone') {
      showWarning(outcome.message);
      return undefined;
    }
    madeHere.add(outcome.task.id);
    showInformation(l10n.t('Tracking {0} on {1}. Nothing is submitted.', remoteId, gatewayName(gateway)), [{ label: l10n.t('Show Tasks'), run: () => vscode.commands.executeCommand(commands.showTasks) }]);
    return toPublicTask(outcome.task);
  };

  const given = argumentSchema.safeParse(argument ?? {});
  const gateway = given.data?.gateway ?? (await pickGateway());
  const named = given.data?.remoteId?.trim();
  const remoteId = gateway && (named === undefined || named === '' ? await askTaskId(gateway) : named);
  if (!gateway || !remoteId) {
    return undefined;
  }
  try {
    return await adopt(gateway, remoteId);
  } catch (error) {
    if (error instanceof StorageError) {
      showError(error.message);
      return undefined;
    }
    throw error;
  }
}

async function pickGateway(): Promise<PaidGatewayId | undefined> {
  const items = (['apimart', 'toapis'] as const).map((gateway) => ({ label: gatewayName(gateway), gateway }));
  return (await pick(items, { placeHolder: l10n.t('Which gateway has the task?') }))?.gateway;
}
