import * as l10n from '@vscode/l10n';
import { parsePrompt } from '../directives/parse.ts';
import type { DirectiveLanguage } from '../directives/vocabulary.ts';
import type { ShotProblem } from './checkSettings.ts';
import { shotProblem } from './checkSettings.ts';
import { offsetOfCodePoint, promptLength } from './length.ts';
import { usesIn } from './lets.ts';
import type { LetUse } from './lets.ts';
import { maxPromptLength } from './shot.ts';
import { surplusOf } from './surplus.ts';

/** That a prompt is too long as it would be sent, at what is too much of it. `language` as for `surplusOf`. */
export function tooLong(prompt: string, language: DirectiveLanguage | undefined): ShotProblem | undefined {
  // No translation makes a prompt more than six times as long, so most need not be translated to be let pass.
  if (prompt.length * 6 <= maxPromptLength) return undefined;
  const surplus = surplusOf(prompt, language);
  if (surplus <= 0) return undefined;
  const start = offsetOfCodePoint(prompt, promptLength(prompt) - surplus);
  return shotProblem('prompt-too-long', 'error', { start, end: prompt.length }, l10n.t(
    'The prompt is {0} characters as sent; the limit is {1}. Shorten it by {2}.', maxPromptLength + surplus, maxPromptLength, surplus));
}

/**
 * That the optimizer, which is on, may rewrite the moves of a prompt, at the first of them; undefined where it has none. The
 * vendor advises against the optimizer for exact camera moves.
 * @param where it is switched off: by a line of the document, or by a box beside the prompt
 */
export function optimizerOn(prompt: string, where: 'line' | 'box'): ShotProblem | undefined {
  const bracket = parsePrompt(prompt).find(({ words }) => words.some((word) => word.directive !== undefined));
  return bracket && shotProblem('optimizer-with-directives', 'hint', bracket, where === 'line'
    ? l10n.t('The prompt optimizer is on and may rewrite this shot’s camera moves. For exact moves, add “@promptOptimizer = off”.')
    : l10n.t('The prompt optimizer is on and may rewrite this shot’s camera moves. For exact moves, turn it off.'));
}

/** That `{{names}}` are left in a prompt as it would be sent. Offsets into the prompt. */
export function leftUses(filled: string): readonly ShotProblem[] {
  return usesIn(filled).map(unknownWord);
}

export function unknownWord({ name, start, end }: LetUse): ShotProblem {
  return shotProblem('unknown-word', 'error', { start, end }, l10n.t('“{0}” has no value. Write “@let {0} = …” above the first title or in this shot.', name));
}
