import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { settings, settingsSection } from '../../host/ids.ts';
import { openSettings, showError } from '../../host/messages.ts';
import { overCapWords } from '../../wallet/refusal.ts';
import type { OrderOutcome } from './order.ts';
import type { WantedShot } from './wantedShot.ts';

/** Says which limit keeps an order from being made, with the way to its setting and to what still fits. */
export function showOverLimit({ over, videos, fitting }: Extract<OrderOutcome, { kind: 'over' }>, generate: (shots: readonly WantedShot[]) => unknown): void {
  const id = `${settingsSection}.${over.period === 'day' ? settings.dailyCap : settings.monthlyCap}`;
  showError(overCapWords(over, videos, vscode.env.language), [
    openSettings(id),
    ...(fitting.length > 0 ? [{ label: fitting.length === 1 ? l10n.t('Generate the first one') : l10n.t('Generate the first {0}', fitting.length), run: () => generate(fitting) }] : []),
  ]);
}
