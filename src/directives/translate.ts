import { parsePrompt } from './parse.ts';
import type { Bracket } from './parse.ts';
import { applyEdits } from './textEdit.ts';
import type { TextEdit } from './textEdit.ts';
import { directiveOf } from './vocabulary.ts';
import type { DirectiveLanguage } from './vocabulary.ts';

/** `auto` means "the vocabulary that the gateway documents". */
export type DirectiveLanguageSetting = 'auto' | DirectiveLanguage | 'asWritten';

/**
 * The prompt with every known directive in the wanted vocabulary and ASCII brackets and commas around it; nothing else changes,
 * spacing included. A bracket with an unknown word keeps that word as written; one without a known directive, or that nobody
 * closed, stays as it is.
 */
export function translatePrompt(prompt: string, to: DirectiveLanguage): string {
  return applyEdits(prompt, translationEdits(prompt, to));
}

/** The same, as one edit for each bracket that changes. `brackets`: those of the prompt, if not all are meant. */
export function translationEdits(prompt: string, to: DirectiveLanguage, brackets: readonly Bracket[] = parsePrompt(prompt)): readonly TextEdit[] {
  return brackets.flatMap((bracket) => {
    if (!bracket.closed || bracket.words.every((word) => word.directive === undefined)) return [];
    const text = translateBracket(prompt, bracket, to);
    return text === prompt.slice(bracket.start, bracket.end) ? [] : [{ start: bracket.start, end: bracket.end, text }];
  });
}

/**
 * How much longer, in UTF-16 units, the prompt becomes by `translatePrompt`: the difference of the directives' names, which have no
 * surrogate pairs. Undefined where a bracket is wrapped over lines, which takes the whole work.
 */
export function growthOf(prompt: string, to: DirectiveLanguage): number | undefined {
  let growth = 0;
  for (const { closed, start, end, words } of parsePrompt(prompt)) {
    if (!closed) continue;
    let known = false;
    for (const { directive, text } of words) {
      if (directive === undefined) continue;
      known = true;
      growth += directiveOf(directive)[to].length - text.length;
    }
    if (known && /[\r\n]/.test(prompt.slice(start, end))) return undefined;
  }
  return growth;
}

/** A closed bracket with ASCII brackets and commas; its known words in the wanted vocabulary, or as written without one. */
export function translateBracket(prompt: string, bracket: Bracket, to?: DirectiveLanguage): string {
  let text = '[';
  let done = bracket.start + 1;
  for (const word of bracket.words) {
    text += asciiCommas(prompt.slice(done, word.start));
    text += word.directive === undefined || to === undefined ? word.text : directiveOf(word.directive)[to];
    done = word.end;
  }
  return `${text}${asciiCommas(prompt.slice(done, bracket.end - 1))}]`;
}

/** A bracket that was wrapped is sent in one line. */
function asciiCommas(between: string): string {
  return between.replace(/[，、]/g, ',').replace(/[ \t]*[\r\n]+\s*/g, ' ');
}
