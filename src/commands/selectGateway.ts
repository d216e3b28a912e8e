import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import * as z from 'zod/mini';
import type { GatewayId } from '../gateways/gateway.ts';
import { gatewayIds } from '../gateways/gateway.ts';
import { commands, settings, settingsSection } from '../host/ids.ts';
import { openSettings, showInformation, showWarning } from '../host/messages.ts';
import { pick } from '../host/pick.ts';
import { chooseGateway, gatewaySetting } from '../host/settings.ts';
import { gatewayName } from '../gateways/sites.ts';
import type { KeyDesk } from './keys.ts';

const argumentSchema = z.object({ gateway: z.enum(gatewayIds) });

async function describe(gateway: GatewayId, desk: KeyDesk): Promise<string> {
  if (gateway === 'animatic') {
    return l10n.t('Free and offline: previews the camera, not the picture');
  }
  if (await desk.has(gateway)) return l10n.t('Paid · key saved');
  return (await desk.isElsewhere(gateway)) ? l10n.t('Paid · key set in another window: reload this one') : l10n.t('Paid · no key yet');
}

/** A folder may say otherwise, and goes before the choice. */
function warnIfOverruled(chosen: GatewayId): boolean {
  const gateway = gatewaySetting(vscode.window.activeTextEditor?.document.uri ?? vscode.workspace.workspaceFolders?.[0]?.uri);
  if (gateway !== chosen) {
    showWarning(l10n.t('{0} is selected, but shots here still use {1}: {2} is set in the workspace or folder settings.', gatewayName(chosen), gatewayName(gateway), `${settingsSection}.${settings.gateway}`), [openSettings(settings.gateway)]);
  }
  return gateway !== chosen;
}

/** *Select Gateway* `{gateway}`; resolves to the gateway chosen. */
export function registerSelectGateway(desk: KeyDesk): vscode.Disposable {
  return vscode.commands.registerCommand(commands.selectGateway, async (argument: unknown): Promise<GatewayId | undefined> => {
    const given = argumentSchema.safeParse(argument);
    const current = gatewaySetting(vscode.window.activeTextEditor?.document.uri);
    const choose = async (): Promise<GatewayId | undefined> => {
      const items = await Promise.all(gatewayIds.map(async (gateway) => ({
        label: gatewayName(gateway),
        description: gateway === current ? l10n.t('current') : '',
        detail: await describe(gateway, desk),
        gateway,
      })));
      return (await pick(items, { placeHolder: l10n.t('Where should videos be generated?') }))?.gateway;
    };
    const gateway = given.success ? given.data.gateway : await choose();
    if (!gateway) {
      return undefined;
    }
    await chooseGateway(gateway);
    if (!warnIfOverruled(gateway) && !given.success) {
      showInformation(gateway === 'animatic' ? l10n.t('Videos are now free previews, rendered on this computer.') : l10n.t('Videos are now generated with {0}. Each one costs money.', gatewayName(gateway)));
    }
    if (gateway !== 'animatic' && !given.success && !(await desk.has(gateway))) {
      await desk.ask(gateway);
    }
    return gateway;
  });
}
