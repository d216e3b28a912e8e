import * as l10n from '@vscode/l10n';
import { directiveOf } from './vocabulary.ts';
import type { DirectiveId, DirectiveLanguage } from './vocabulary.ts';

/** Moves that one bracket may hold (ToAPIs submit page). */
export const maxMoves = 3;

/** Why a move cannot join a bracket. */
export type Conflict =
  | { readonly kind: 'repeated' | 'opposite' | 'static'; readonly with: DirectiveId }
  | { readonly kind: 'full' };

/** Why `move` cannot join the moves that a bracket holds already; undefined when it can. */
export function conflictOf(move: DirectiveId, present: readonly DirectiveId[]): Conflict | undefined {
  if (present.includes(move)) return { kind: 'repeated', with: move };
  const { opposite } = directiveOf(move);
  if (opposite !== undefined && present.includes(opposite)) return { kind: 'opposite', with: opposite };
  const still = move === 'static-shot' ? present[0] : present.find((other) => other === 'static-shot');
  if (still !== undefined) return { kind: 'static', with: still };
  return present.length >= maxMoves ? { kind: 'full' } : undefined;
}

/** The reason in one localized sentence, naming moves in the given language. */
export function conflictWords(conflict: Conflict, language: DirectiveLanguage): string {
  const name = (id: DirectiveId) => directiveOf(id)[language];
  switch (conflict.kind) {
    case 'repeated': return l10n.t('“{0}” is already in this bracket.', name(conflict.with));
    case 'opposite': return l10n.t('It’s the opposite of “{0}” in this bracket, so the two would cancel out.', name(conflict.with));
    case 'static': return l10n.t('Can’t be combined with “{0}” in this bracket: a static camera doesn’t move.', name(conflict.with));
    case 'full': return l10n.t('This bracket already has {0} moves, the maximum.', maxMoves);
  }
}
