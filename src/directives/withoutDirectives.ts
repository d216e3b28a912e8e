import { parsePrompt } from './parse.ts';

/** Written without spaces between words, as are the marks around it. */
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303F\uFF00-\uFFEF]/u;

/** Of the white space after a bracket, characters. */
const longestGap = 8;

/** A prompt's words without its directives: a space stands for each, but between Chinese words. Linear time. */
export function withoutDirectives(prompt: string): string {
  const pieces: string[] = [];
  let from = 0;
  for (const { start, end } of parsePrompt(prompt)) {
    pieces.push(prompt.slice(from, start));
    // A space that was written after a bracket parts it from the words, not them from each other.
    const next = end + /^[^\S\n]*/u.exec(prompt.slice(end, end + longestGap))![0].length;
    if (unspaced.test(prompt.charAt(start - 1)) && unspaced.test(prompt.charAt(next))) {
      from = next;
    } else {
      pieces.push(' ');
      from = end;
    }
  }
  return [...pieces, prompt.slice(from)].join('');
}
