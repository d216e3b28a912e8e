import { languageOfWord } from './language.ts';
import { parsePrompt } from './parse.ts';
import type { Bracket } from './parse.ts';
import type { DirectiveId, DirectiveLanguage } from './vocabulary.ts';

/** A bracket that moves the camera in the preview. */
export interface ActingBracket extends Bracket {
  /** Its index in `parsePrompt`. */
  readonly bracket: number;
  /** In order; the moves of one group act together, each once. At least one group, none empty. */
  readonly groups: readonly (readonly DirectiveId[])[];
  /** The vocabulary that it is written in. */
  readonly language: DirectiveLanguage;
}

/** The brackets of a prompt that move the camera, in order: those that are closed and hold a move. */
export function actingBrackets(prompt: string, brackets: readonly Bracket[] = parsePrompt(prompt)): readonly ActingBracket[] {
  return brackets.flatMap((found, bracket) => {
    const [first, ...others] = found.closed ? found.words.filter(({ directive }) => directive !== undefined) : [];
    if (first === undefined) return [];
    const moves = new Set([first, ...others].flatMap(({ directive }) => directive ?? []));
    return [{ ...found, bracket, groups: [[...moves]], language: languageOfWord(first) }];
  });
}
