import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import { insertCompletionText, pickedCompletion } from '@codemirror/autocomplete';
import { suggest } from '../../../directives/suggest.ts';
import type { DirectiveLanguage } from '../../../directives/vocabulary.ts';
import { behaviourOf } from '../../../directives/vocabulary.ts';
import { movePicture } from '../movePicture.ts';

/** Offers directives inside a bracket, as the text editor does. `language`: where the prompt does not tell. */
export function directiveCompletion(language: () => DirectiveLanguage): (context: CompletionContext) => CompletionResult | null {
  return (context) => {
    const suggestions = suggest(context.state.doc.toString(), context.pos, language());
    if (suggestions === undefined || suggestions.items.length === 0) return null;
    const { start, end, items } = suggestions;
    // The list is made anew for every keystroke, since what fits the bracket changes with it.
    return { from: start, to: end, filter: false, options: items.map((item): Completion => ({
      label: item.label,
      detail: item.other,
      info: () => infoOf(item.id),
      apply: (view, completion, from) => {
        // The end lies beyond the cursor: an item takes the closing bracket with it.
        const { changes, selection, ...rest } = insertCompletionText(view.state, item.insert, from, Math.max(end, view.state.selection.main.head));
        view.dispatch({ ...rest, ...(changes && { changes }), ...(selection && { selection }), annotations: pickedCompletion.of(completion) });
      },
    })) };
  };
}

function infoOf(id: Parameters<typeof behaviourOf>[0]): HTMLElement {
  const info = document.createElement('div');
  info.className = 'completion-info';
  const words = document.createElement('span');
  words.textContent = behaviourOf(id);
  info.append(movePicture(id), words);
  return info;
}
