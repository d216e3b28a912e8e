import * as l10n from '@vscode/l10n';
import type { Turning } from './turn.ts';
import type { Side } from './way.ts';

/** Which way round a prompt was read, in one localized sentence. */
export function sideWords(side: Side): string {
  return side === 'behind'
    ? l10n.t('The brackets stand behind their words: each acts on the text before it.')
    : l10n.t('The brackets stand before their words: each acts on the text after it.');
}

/** What a turning does, an imperative. */
export function turningWords({ kind }: Turning): string {
  switch (kind) {
    case 'in-front': return l10n.t('Put each bracket before its words');
    case 'behind': return l10n.t('Put each bracket behind its words');
    case 'were-behind': return l10n.t('The brackets mean the words before them: put them there');
    case 'were-in-front': return l10n.t('The first words have no move: begin with a static shot');
  }
}
