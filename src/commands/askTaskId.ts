import * as l10n from '@vscode/l10n';
import { gatewayName } from '../gateways/sites.ts';
import { askWords } from '../host/pick.ts';
import type { PaidGatewayId } from '../host/settings.ts';

/** The id of a task as its gateway names it; undefined when cancelled. */
export async function askTaskId(gateway: PaidGatewayId): Promise<string | undefined> {
  const remoteId = await askWords({
    title: l10n.t('Adopt a task from {0}', gatewayName(gateway)),
    prompt: l10n.t('The task ID shown in the task list on {0}’s website.', gatewayName(gateway)),
    placeHolder: gateway === 'apimart' ? 'task_…' : 'video_…',
    ignoreFocusOut: true,
    validateInput: (value) => (/^\S{4,200}$/u.test(value.trim()) ? undefined : l10n.t('A task ID has 4 to 200 characters and no spaces.')),
  });
  return remoteId?.trim();
}
