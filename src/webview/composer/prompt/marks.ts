import { StateEffect, StateField } from '@codemirror/state';
import type { DecorationSet } from '@codemirror/view';
import { Decoration, EditorView } from '@codemirror/view';
import type { Problem } from '../../../directives/problem.ts';

/** Says anew what is wrong with the prompt. */
export const setProblems = StateEffect.define<readonly Problem[]>();

/** Underlines problems. They move with the text until they are said anew. */
export const problemMarks = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update: (marks, transaction) => {
    const said = transaction.effects.find((effect) => effect.is(setProblems));
    return said ? marksOf(said.value, transaction.state.doc.length) : marks.map(transaction.changes);
  },
  provide: (field) => EditorView.decorations.from(field),
});

function marksOf(problems: readonly Problem[], length: number): DecorationSet {
  const shown = problems.filter(({ start, end }) => end > start && end <= length);
  return Decoration.set(shown.map(({ start, end, severity, message }) => (
    Decoration.mark({ class: `flaw flaw-${severity}`, attributes: { title: message } }).range(start, end)
  )), true);
}
