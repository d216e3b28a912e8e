import { languageOfWord } from './language.ts';
import { parsePrompt } from './parse.ts';
import type { Bracket, Word } from './parse.ts';
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

/** The brackets of a prompt that move the camera, in order: those that are closed, that nothing forbids and that hold a move, or a word that means one. */
export function actingBrackets(prompt: string, brackets: readonly Bracket[] = parsePrompt(prompt)): readonly ActingBracket[] {
  return brackets.flatMap((found, bracket) => {
    const groups = found.closed && found.ban === undefined ? groupsOf(found) : [];
    const first = found.words.find((word) => stepsOf(word).length > 0);
    return groups.length === 0 || first === undefined ? [] : [{ ...found, bracket, groups, language: languageOfWord(first) }];
  });
}

/** What a word does, as brackets one after the other: of a directive that one, of another word what it is most likely to mean; of a ban nothing. */
function stepsOf({ directive, reading }: Word): readonly (readonly DirectiveId[])[] {
  if (directive !== undefined) return [[directive]];
  return reading?.forbids === true ? [] : reading?.choices[0]?.steps.map(({ moves }) => moves) ?? [];
}

function groupsOf({ words }: Bracket): readonly (readonly DirectiveId[])[] {
  const groups: DirectiveId[][] = [];
  for (const word of words) {
    for (const [index, moves] of stepsOf(word).entries()) {
      const open = groups.at(-1);
      if (open === undefined || index > 0 || word.reading?.follows === true) groups.push([...new Set(moves)]);
      else open.push(...moves.filter((move) => !open.includes(move)));
    }
  }
  return groups;
}
