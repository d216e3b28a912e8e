import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import { sideWords, turningWords } from '../../directives/sideWords.ts';
import type { TextEdit } from '../../directives/textEdit.ts';
import { turnings } from '../../directives/turn.ts';
import { readWay } from '../../directives/way.ts';

/**
 * Which way round the prompt was read, with what turns it, where a person may have meant the other way: where brackets stand behind
 * their words, and where most of the text stands before the first bracket.
 */
export function sideLine(prompt: string, turn: (edits: readonly TextEdit[]) => void): TemplateResult | typeof nothing {
  const { side, head, runs } = readWay(prompt);
  if (side === 'before' && head <= runs.reduce((sum, { letters }) => sum + letters, 0)) return nothing;
  if (runs.length === 0) return nothing;
  return html`<p class="side"><span>${sideWords(side)}</span> ${turnings(prompt).map((turning) => html`<button type="button" @click=${() => turn(turning.edits)}>${turningWords(turning)}</button> `)}</p>`;
}
