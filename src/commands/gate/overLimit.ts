import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { openSettings, showError } from '../../host/messages.ts';
import { limitSetting } from '../../host/settings.ts';
import { overCapWords } from '../../wallet/refusal.ts';
import type { OrderOutcome } from './order.ts';
import type { WantedShot } from './wantedShot.ts';

/** Says which limit keeps an order from being made, with the way to its setting and to what still fits. */
export function showOverLimit({ over, videos, fitting }: Extract<OrderOutcome, { kind: 'over' }>, generate: (shots: readonly WantedShot[]) => unknown): void {
  showError(overCapWords(over, videos, vscode.env.language), [
    openSettings(limitSetting(over.period)),
    ...(fitting.length > 0 ? [{ label: fitting.length === 1 ? l10n.t('Generate the first one') : l10n.t('Generate the first {0}', fitting.length), run: () => generate(fitting) }] : []),
  ]);
}
