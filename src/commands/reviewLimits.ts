import * as l10n from '@vscode/l10n';
import { settings } from '../host/ids.ts';
import { askWhich, openSettings, showInformation, showWarning } from '../host/messages.ts';
import { limitSetting, restoreLimits } from '../host/settings.ts';
import { StorageError } from '../storage/storageError.ts';
import { loosenedWords } from '../wallet/loosenedWords.ts';
import type { Wallet } from '../wallet/wallet.ts';
import { oneLine } from '../shots/oneLine.ts';

type LimitsOf = Pick<Wallet, 'refresh' | 'loosened' | 'agree'>;

/** Asks whether limits that were raised in the settings count: the settings as they are, or back to what they were; left open, the old ones count on. */
export async function reviewLimits(wallet: LimitsOf, saysNothingOpen = false): Promise<void> {
  await wallet.refresh().catch(() => undefined);
  const open = wallet.loosened();
  const [title, ...others] = open.map(loosenedWords);
  if (title === undefined) {
    if (saysNothingOpen) showInformation(l10n.t('Your limits match the settings.'), [openSettings(settings.dailyCap, settings.monthlyCap)]);
    return;
  }
  const answer = await askWhich({
    first: openSettings(...new Set(open.map((one) => one.kind === 'limit' ? limitSetting(one.period) : settings.prices))), title, tone: 'warning', detail: [...others, l10n.t('Until you agree, what you agreed to before stays in effect. If you didn’t change this, another extension may have.')],
    choices: [{ id: 'new', label: l10n.t('Use the New Settings') } as const, { id: 'old', label: l10n.t('Restore the Old Settings') } as const],
  });
  try {
    if (answer === 'new' && !(await wallet.agree(open))) await reviewLimits(wallet);
    if (answer === 'old') await restoreLimits(open);
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
    showWarning(error.message);
  }
}

/** The same as a notification, whose button asks: a command can press the first button of a notification. */
export function tellOfLimits(wallet: LimitsOf): void {
  const words = oneLine(wallet.loosened().map(loosenedWords));
  showWarning(l10n.t('{0} It takes effect once you agree.', words), [{ label: l10n.t('Review…'), run: () => reviewLimits(wallet) }]);
}
