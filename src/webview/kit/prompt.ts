import type { TemplateResult } from 'lit';
import { html } from 'lit';
import { parsePrompt } from '../../directives/parse.ts';
import { behaviourOf } from '../../directives/vocabulary.ts';

/** A prompt to read, its directives set off from the words. Text and line breaks stay as written. */
export function promptText(prompt: string): TemplateResult {
  const pieces: (string | TemplateResult)[] = [];
  let at = 0;
  for (const bracket of parsePrompt(prompt)) {
    pieces.push(prompt.slice(at, bracket.start));
    const moves = bracket.words.flatMap(({ directive }) => (directive ? [behaviourOf(directive)] : []));
    pieces.push(html`<span class="directive" title=${moves.join(', ')}>${prompt.slice(bracket.start, bracket.end)}</span>`);
    at = bracket.end;
  }
  pieces.push(prompt.slice(at));
  return html`<p class="prompt">${pieces}</p>`;
}
