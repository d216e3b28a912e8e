import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import * as z from 'zod/mini';
import type { GatewayId } from '../gateways/gateway.ts';
import { gatewayIds } from '../gateways/gateway.ts';
import { commands } from '../host/ids.ts';
import { chooseGateway, gatewaySetting } from '../host/settings.ts';
import { gatewayName } from '../tasks/words.ts';
import type { KeyDesk } from './keys.ts';

const argumentSchema = z.object({ gateway: z.enum(gatewayIds) });

async function describe(gateway: GatewayId, desk: KeyDesk): Promise<string> {
  if (gateway === 'animatic') {
    return l10n.t('Free and offline: a preview of the camera, not of the picture');
  }
  return (await desk.has(gateway)) ? l10n.t('Paid · key stored') : l10n.t('Paid · no key yet');
}

/** *Select Gateway* `{gateway}`; resolves to the gateway chosen. */
export function registerSelectGateway(desk: KeyDesk): vscode.Disposable {
  return vscode.commands.registerCommand(commands.selectGateway, async (argument: unknown): Promise<GatewayId | undefined> => {
    const given = argumentSchema.safeParse(argument);
    const current = gatewaySetting(vscode.window.activeTextEditor?.document.uri);
    const pick = async (): Promise<GatewayId | undefined> => {
      const items = await Promise.all(gatewayIds.map(async (gateway) => ({
        label: gatewayName(gateway),
        description: gateway === current ? l10n.t('current') : '',
        detail: await describe(gateway, desk),
        gateway,
      })));
      return (await vscode.window.showQuickPick(items, { placeHolder: l10n.t('Where do shots go?') }))?.gateway;
    };
    const gateway = given.success ? given.data.gateway : await pick();
    if (!gateway) {
      return undefined;
    }
    await chooseGateway(gateway);
    if (gateway !== 'animatic' && !given.success && !(await desk.has(gateway))) {
      await desk.ask(gateway);
    }
    return gateway;
  });
}
