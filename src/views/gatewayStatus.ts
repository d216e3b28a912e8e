import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { GatewayId } from '../gateways/gateway.ts';
import { gatewayName } from '../gateways/sites.ts';
import { commands, settingsSection } from '../host/ids.ts';
import { plain } from '../host/plain.ts';
import { gatewaySetting } from '../host/settings.ts';

/** Where videos are generated, named where prompts are written; a click chooses another gateway. */
export function registerGatewayStatus(): vscode.Disposable {
  const status = vscode.languages.createLanguageStatusItem('hailuo.gateway', { language: 'hailuo' });
  status.name = l10n.t('Hailuo gateway');
  status.command = { command: commands.selectGateway, title: l10n.t('Select Gateway') };
  const item = vscode.window.createStatusBarItem('hailuo.gateway', vscode.StatusBarAlignment.Right, 90);
  item.name = l10n.t('Hailuo gateway');
  item.command = commands.selectGateway;

  const update = (): void => {
    const document = vscode.window.activeTextEditor?.document;
    const gateway = gatewaySetting(document?.uri);
    const cost = costWords(gateway);
    status.text = plain(gatewayName(gateway));
    status.detail = plain(cost);
    item.text = `$(device-camera-video)\u00A0${plain(l10n.t('Hailuo: {0}', gatewayName(gateway)))}`;
    item.tooltip = plain(l10n.t('{0}. Select another gateway', cost));
    item.accessibilityInformation = { label: plain(l10n.t('Hailuo gateway: {0}. {1}', gatewayName(gateway), cost)), role: 'button' };
    if (document?.languageId === 'hailuo') item.show();
    else item.hide();
  };
  update();
  return vscode.Disposable.from(
    status, item,
    vscode.window.onDidChangeActiveTextEditor(update),
    vscode.workspace.onDidChangeConfiguration((change) => change.affectsConfiguration(settingsSection) && update()),
    vscode.workspace.onDidOpenTextDocument(update),
  );
}

/** What a video costs there, as far as it can be said. */
function costWords(gateway: GatewayId): string {
  return gateway === 'animatic' ? l10n.t('Free, on this computer') : l10n.t('Each video is paid');
}
