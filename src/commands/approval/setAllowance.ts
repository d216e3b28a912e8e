import * as l10n from '@vscode/l10n';
import { ask, showInformation, showWarning } from '../../host/messages.ts';
import { askWords } from '../../host/pick.ts';
import { StorageError } from '../../storage/storageError.ts';
import type { Allowance } from '../../wallet/allowance.ts';
import type { Money } from '../../wallet/money.ts';
import { moneyText, readMoney } from '../../wallet/money.ts';

/**
 * *Let Agents Spend…*: up to how much agents may order in this workspace until midnight without a question of ours. Typed by the
 * person each time: the command takes no argument, and nothing else sets it. `unit`: of the prices that are known.
 */
export async function setAllowance(allowance: Pick<Allowance, 'left' | 'set'>, unit: string): Promise<void> {
  const left = await allowance.left();
  const written = await askWords({
    title: l10n.t('Let agents spend in this workspace'), ignoreFocusOut: true, placeHolder: moneyText({ micros: 2_000_000, unit }),
    prompt: left
      ? l10n.t('{0} left until midnight. A new amount starts over; 0 ends it. Your limits still apply.', moneyText(left))
      : l10n.t('Until midnight, agents’ requests within this amount don’t need your approval. Their prices must be known and in the same unit; your limits still apply.'),
    validateInput: (value) => (readMoney(value) ? undefined : l10n.t('Enter an amount with its unit, for example {0}.', moneyText({ micros: 2_000_000, unit }))),
  });
  const sum = written === undefined ? undefined : readMoney(written);
  if (sum === undefined) return;
  const cap: Money = sum.unit === '' ? { ...sum, unit } : sum;
  // One who typed 200 for 2.00 sees it here.
  const first = { label: l10n.t('Change Amount…'), run: () => setAllowance(allowance, unit) };
  if (cap.micros > 0 && !(await ask({ first, question: l10n.t('Let agents spend up to {0} in this workspace until midnight?', moneyText(cap)), detail: l10n.t('Requests within this amount are sent without asking you, though the chat may still ask. Anything beyond it needs your approval.'), yes: l10n.t('Allow') }))) return;
  try {
    await allowance.set(cap.micros === 0 ? undefined : cap);
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
    showWarning(error.message);
    return;
  }
  showInformation(cap.micros === 0 ? l10n.t('Agents’ requests need your approval again.') : l10n.t('Agents may spend up to {0} in this workspace until midnight.', moneyText(cap)));
}
