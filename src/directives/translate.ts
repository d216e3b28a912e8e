import { parsePrompt } from './parse.ts';
import type { Bracket } from './parse.ts';
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
  let translated = '';
  let done = 0;
  for (const bracket of parsePrompt(prompt)) {
    if (!bracket.closed || bracket.words.every((word) => word.directive === undefined)) continue;
    translated += prompt.slice(done, bracket.start) + translateBracket(prompt, bracket, to);
    done = bracket.end;
  }
  return translated + prompt.slice(done);
}

function translateBracket(prompt: string, bracket: Bracket, to: DirectiveLanguage): string {
  let text = '[';
  let done = bracket.start + 1;
  for (const word of bracket.words) {
    text += asciiCommas(prompt.slice(done, word.start));
    text += word.directive === undefined ? word.text : directiveOf(word.directive)[to];
    done = word.end;
  }
  return `${text}${asciiCommas(prompt.slice(done, bracket.end - 1))}]`;
}

function asciiCommas(between: string): string {
  return between.replace(/[，、]/g, ',');
}
