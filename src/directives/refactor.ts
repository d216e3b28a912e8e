import { conflictOf } from './conflicts.ts';
import { parsePrompt } from './parse.ts';
import type { Bracket, Word } from './parse.ts';
import type { TextEdit } from './textEdit.ts';
import type { DirectiveId } from './vocabulary.ts';

/** Takes a word with its comma out of a bracket; the last word takes the bracket and a space with it. */
export function withoutWord(prompt: string, bracket: Bracket, word: Word): readonly TextEdit[] {
  const index = bracket.words.findIndex(({ start }) => start === word.start);
  const [before, after] = [bracket.words[index - 1], bracket.words[index + 1]];
  if (before !== undefined) return [{ start: before.end, end: word.end, text: '' }];
  if (after !== undefined) return [{ start: word.start, end: after.start, text: '' }];
  return [{ start: bracket.start, end: bracket.end + (prompt.charAt(bracket.end) === ' ' ? 1 : 0), text: '' }];
}

/** Leaves one word in a bracket. */
export function keepOnly(bracket: Bracket, word: Word): readonly TextEdit[] {
  const end = bracket.words.at(-1)?.end ?? word.end;
  return [
    { start: bracket.start + 1, end: word.start, text: '' },
    ...(end > word.end ? [{ start: word.end, end, text: '' }] : []),
  ];
}

/**
 * Ends the bracket before a word and goes on with that word in a bracket of its own; and again wherever the new one would
 * hold moves that cannot act together.
 */
export function splitBefore(prompt: string, bracket: Bracket, word: Word): readonly TextEdit[] {
  const edits: TextEdit[] = [];
  let present: DirectiveId[] = [];
  for (const [index, next] of bracket.words.entries()) {
    if (next.start < word.start) continue;
    const before = bracket.words[index - 1];
    const conflict = next.directive === undefined ? undefined : conflictOf(next.directive, present);
    if (before !== undefined && (next.start === word.start || conflict?.kind === 'full')) {
      edits.push({ start: before.end, end: next.start, text: '] [' });
      present = [];
    }
    if (next.directive !== undefined && conflict?.kind !== 'repeated') present.push(next.directive);
  }
  return [...edits, ...asciiEnds(prompt, bracket)];
}

/** `[a, b, c]` → `[a] [b] [c]`: the moves follow each other instead of acting together. No edits for one move. */
export function splitBracket(prompt: string, bracket: Bracket): readonly TextEdit[] {
  return bracket.words.slice(1).map((word, index) => ({
    start: bracket.words[index]?.end ?? word.start, end: word.start, text: '] [',
  })).concat(bracket.words.length > 1 ? asciiEnds(prompt, bracket) : []);
}

/** New brackets are written as they are sent, so the old ones join them. */
function asciiEnds(prompt: string, bracket: Bracket): TextEdit[] {
  const opening = { start: bracket.start, end: bracket.start + 1, text: '[' };
  const closing = { start: bracket.end - 1, end: bracket.end, text: ']' };
  return (bracket.closed ? [opening, closing] : [opening]).filter(({ start, text }) => prompt.charAt(start) !== text);
}

/**
 * `[a] [b]` → `[a, b]`: the bracket that holds the offset with the neighbours that only white space parts from it.
 * Undefined when there is none, or when their moves cannot act together.
 */
export function mergeBrackets(prompt: string, offset: number): readonly TextEdit[] | undefined {
  const brackets = parsePrompt(prompt).filter(({ closed }) => closed);
  const at = brackets.findIndex(({ start, end }) => start <= offset && offset <= end);
  if (at === -1) return undefined;
  const touches = (index: number) => {
    const [left, right] = [brackets[index], brackets[index + 1]];
    return left !== undefined && right !== undefined && /^[ \t]*$/.test(prompt.slice(left.end, right.start));
  };
  let [first, last] = [at, at];
  while (touches(first - 1)) first--;
  while (touches(last)) last++;
  const run = brackets.slice(first, last + 1);
  const words = run.flatMap((bracket) => bracket.words);
  if (run.length < 2 || !canActTogether(words)) return undefined;
  return run.slice(1).map((bracket, index) => {
    const before = run[index]?.words.at(-1)?.end ?? bracket.start;
    return { start: before, end: bracket.words[0]?.start ?? bracket.end, text: /\p{Script=Han}/u.test(prompt.slice(bracket.start, bracket.end)) ? ',' : ', ' };
  });
}

function canActTogether(words: readonly Word[]): boolean {
  const moves = words.flatMap((word) => word.directive ?? []);
  return moves.length === words.length && moves.every((move, index) => conflictOf(move, moves.slice(0, index)) === undefined);
}
