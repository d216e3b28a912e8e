import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { GatewayId } from '../gateways/gateway.ts';
import { gatewayName } from '../gateways/sites.ts';
import { commands, settingsSection } from '../host/ids.ts';
import { plain } from '../host/plain.ts';
import { gatewaySetting, shotSettings } from '../host/settings.ts';
import { costsMoney } from '../tasks/task.ts';
import { quoteWords } from '../wallet/quoteWords.ts';
import type { Wallet } from '../wallet/wallet.ts';
import { isPromptDocument } from './promptLanguages.ts';
import { shotsOf } from './shotDocument.ts';

/** How long somebody must stop typing before it is looked whether the text holds a prompt now, milliseconds. */
const pause = 400;

/** Where videos are generated and for how much, named where prompts are written; a click chooses another gateway. */
export function registerGatewayStatus(wallet: Pick<Wallet, 'quote' | 'onDidChange'>): vscode.Disposable {
  const status = vscode.languages.createLanguageStatusItem('hailuo.gateway', { language: 'hailuo' });
  status.name = l10n.t('Hailuo gateway');
  status.command = { command: commands.selectGateway, title: l10n.t('Select Gateway') };
  const item = vscode.window.createStatusBarItem('hailuo.gateway', vscode.StatusBarAlignment.Right, 90);
  item.name = l10n.t('Hailuo gateway');
  item.command = commands.selectGateway;

  const update = (): void => {
    const document = vscode.window.activeTextEditor?.document;
    const gateway = gatewaySetting(document?.uri);
    const cost = costWords(gateway, document?.uri, wallet);
    status.text = plain(gatewayName(gateway));
    status.detail = plain(cost);
    item.text = `$(device-camera-video)\u00A0${plain(l10n.t('Hailuo: {0}', gatewayName(gateway)))}`;
    item.tooltip = plain(l10n.t('{0}. Select another gateway', cost.replace(/[.。]$/u, '')));
    item.accessibilityInformation = { label: plain(l10n.t('Hailuo gateway: {0}. {1}', gatewayName(gateway), cost)), role: 'button' };
    if (document && holdsPrompts(document)) item.show();
    else item.hide();
  };
  let waiting: NodeJS.Timeout | undefined;
  const updateSoon = ({ document }: vscode.TextDocumentChangeEvent): void => {
    if (document !== vscode.window.activeTextEditor?.document || !isPromptDocument(document)) return;
    clearTimeout(waiting);
    waiting = setTimeout(update, pause);
  };
  update();
  return vscode.Disposable.from(
    status, item,
    vscode.window.onDidChangeActiveTextEditor(update),
    vscode.workspace.onDidChangeConfiguration((change) => change.affectsConfiguration(settingsSection) && update()),
    vscode.workspace.onDidOpenTextDocument(update),
    vscode.workspace.onDidChangeTextDocument(updateSoon),
    new vscode.Disposable(() => clearTimeout(waiting)),
    { dispose: wallet.onDidChange(update) },
  );
}

/** A `.hailuo` file is for prompts, whatever is in it yet; another text where one was found. */
function holdsPrompts(document: vscode.TextDocument): boolean {
  return document.languageId === 'hailuo' || (isPromptDocument(document) && shotsOf(document).shots.some(({ prompt }) => prompt !== ''));
}

/** What a video of the usual settings costs there, as far as it can be said. */
function costWords(gateway: GatewayId, scope: vscode.Uri | undefined, wallet: Pick<Wallet, 'quote'>): string {
  if (!costsMoney(gateway)) return l10n.t('Free, on this computer');
  const { duration, resolution } = shotSettings(scope);
  const quote = wallet.quote({ gateway, seconds: duration, resolution });
  return quote ? `${l10n.t('{0} s', duration)} · ${resolution}: ${quoteWords(quote, gatewayName(gateway), vscode.env.language)}` : l10n.t('Each video costs money');
}
