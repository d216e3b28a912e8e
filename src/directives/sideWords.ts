import * as l10n from '@vscode/l10n';
import type { Turning } from './turn.ts';
import type { Side } from './way.ts';

/** Which way round a prompt was read, in one localized sentence. */
export function sideWords(side: Side): string {
  return side === 'behind'
    ? l10n.t('The brackets come after their text: each one acts on the text before it.')
    : l10n.t('The brackets come before their text: each one acts on the text after it.');
}

/** What a turning does, an imperative. */
export function turningWords({ kind }: Turning): string {
  switch (kind) {
    case 'in-front': return l10n.t('Move each bracket before its text');
    case 'behind': return l10n.t('Move each bracket after its text');
    case 'were-behind': return l10n.t('Each bracket describes the text before it: move it there');
    case 'were-in-front': return l10n.t('The opening text has no move: start with a static shot');
  }
}
