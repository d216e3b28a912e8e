import { RangeSetBuilder } from '@codemirror/state';
import type { DecorationSet , EditorView} from '@codemirror/view';
import { Decoration, ViewPlugin } from '@codemirror/view';
import type { ViewUpdate } from '@codemirror/view';
import { parsePrompt } from '../../../directives/parse.ts';
import type { Bracket } from '../../../directives/parse.ts';
import { behaviourOf, directiveOf } from '../../../directives/vocabulary.ts';

/** Brackets look like chips but stay text: the cursor walks through them, and screen readers read them as written. */
export const chips = ViewPlugin.fromClass(class {
  decorations: DecorationSet;
  constructor(view: EditorView) {
    this.decorations = chipsOf(view);
  }
  update(update: ViewUpdate): void {
    if (update.docChanged) this.decorations = chipsOf(update.view);
  }
}, { decorations: ({ decorations }) => decorations });

function chipsOf(view: EditorView): DecorationSet {
  const marks = new RangeSetBuilder<Decoration>();
  for (const bracket of parsePrompt(view.state.doc.toString())) {
    if (bracket.end > bracket.start) marks.add(bracket.start, bracket.end, chipOf(bracket));
  }
  return marks.finish();
}

/** Coloured by its first move's kind, as on the timeline. */
function chipOf({ words, ban }: Bracket): Decoration {
  const moves = ban !== undefined ? [] : words.flatMap(({ directive, reading }) => directive ?? (reading?.forbids === true ? [] : reading?.choices[0]?.steps.flatMap((step) => step.moves) ?? []));
  const [first] = moves;
  return Decoration.mark({
    class: first === undefined ? 'chip' : `chip kind-${directiveOf(first).kind}`,
    attributes: { title: moves.map((move) => behaviourOf(move)).join(', ') },
  });
}
