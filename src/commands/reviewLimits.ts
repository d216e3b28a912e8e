import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { settings, settingsSection } from '../host/ids.ts';
import type { MessageAction } from '../host/messages.ts';
import { askWhich, showInformation, showWarning } from '../host/messages.ts';
import { restoreLimits } from '../host/settings.ts';
import { StorageError } from '../storage/storageError.ts';
import { loosenedWords } from '../wallet/loosenedWords.ts';
import type { Wallet } from '../wallet/wallet.ts';
import { oneLine } from '../shots/oneLine.ts';

type LimitsOf = Pick<Wallet, 'refresh' | 'loosened' | 'agree'>;

function openSettings(): MessageAction {
  return { label: l10n.t('Open Settings'), run: () => vscode.commands.executeCommand('workbench.action.openSettings', `${settingsSection}.${settings.dailyCap}`) };
}

/** Asks whether limits that were raised in the settings count: the settings as they are, or back to what they were; left open, the old ones count on. */
export async function reviewLimits(wallet: LimitsOf, saysNothingOpen = false): Promise<void> {
  await wallet.refresh().catch(() => undefined);
  const open = wallet.loosened();
  const [title, ...others] = open.map(loosenedWords);
  if (title === undefined) {
    if (saysNothingOpen) showInformation(l10n.t('Your limits count as the settings have them.'), [openSettings()]);
    return;
  }
  const answer = await askWhich({
    first: openSettings(), title, tone: 'warning', detail: [...others, l10n.t('What you agreed to before counts until you agree to this. If you did not change it, another extension may have.')],
    choices: [{ id: 'new', label: l10n.t('Use the New Settings') } as const, { id: 'old', label: l10n.t('Restore the Old Settings') } as const],
  });
  try {
    if (answer === 'new') await wallet.agree();
    if (answer === 'old') await restoreLimits(open);
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
    showWarning(error.message);
  }
}

/** The same as a notification, whose button asks: a command can press the first button of a notification. */
export function tellOfLimits(wallet: LimitsOf): void {
  const words = oneLine(wallet.loosened().map(loosenedWords));
  showWarning(l10n.t('{0} It counts once you agree.', words), [{ label: l10n.t('Review…'), run: () => reviewLimits(wallet) }]);
}
