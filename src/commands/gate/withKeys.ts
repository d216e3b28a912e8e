import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { pick } from '../../host/pick.ts';
import type { NewTask } from '../../tasks/tasks.ts';
import { gatewayName } from '../../gateways/sites.ts';
import type { KeyDesk } from '../keys.ts';
import { elsewhereWords } from '../keys.ts';
import type { PlannedShot } from './plan.ts';

/** Paid gateways without a key: set one, take the free animatic instead, or let it be (undefined). */
export async function withKeys(planned: readonly PlannedShot[], keys: KeyDesk): Promise<readonly PlannedShot[] | undefined> {
  let shots = planned;
  for (const gateway of new Set(planned.map(({ task }) => task.gateway))) {
    if (gateway === 'animatic' || (await keys.has(gateway))) {
      continue;
    }
    const isElsewhere = await keys.isElsewhere(gateway);
    const items = [
      ...(isElsewhere ? [{ id: 'reload', icon: 'refresh', label: l10n.t('Reload this window'), detail: elsewhereWords(gateway) }] : []),
      { id: 'key', icon: 'key', label: l10n.t('Set {0} API key', gatewayName(gateway)), detail: l10n.t('Stored securely in VS Code. Checking it is free.') },
      { id: 'animatic', icon: 'device-camera-video', label: l10n.t('Render the animatic'), detail: l10n.t('Free and offline: previews the camera, not the picture.') },
    ];
    const picked = await pick(items, { placeHolder: l10n.t('{0} needs an API key.', gatewayName(gateway)), ignoreFocusOut: true });
    if (picked?.id === 'reload') {
      await vscode.commands.executeCommand('workbench.action.reloadWindow');
      return undefined;
    }
    if (!picked || (picked.id === 'key' && !(await keys.ask(gateway)))) {
      return undefined;
    }
    if (picked.id === 'animatic') {
      shots = shots.map((shot) => (shot.task.gateway === gateway ? asAnimatic(shot) : shot));
    }
  }
  return shots;
}

function asAnimatic(shot: PlannedShot): PlannedShot {
  const { wanted, task: { baseUrl: _paidOnly, style: _itsStyle, ...task } } = shot;
  const free: NewTask = { ...task, gateway: 'animatic' };
  return { ...shot, task: free, takes: 1, statements: [], warnings: [], wanted: { ...wanted, written: { ...wanted.written, gateway: 'animatic' } } };
}
