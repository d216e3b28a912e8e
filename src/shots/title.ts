import { withoutDirectives } from '../directives/withoutDirectives.ts';

/** A prompt on one line, cut at a word where possible. `longest` in code points, the ellipsis included. */
export function promptTitle(prompt: string, longest = 80): string {
  const line = prompt.replace(/\s+/gu, ' ').trim();
  const points = [...line];
  if (points.length <= longest) {
    return line;
  }
  const cut = points.slice(0, longest - 1).join('');
  const space = cut.lastIndexOf(' ');
  return `${withoutStop(space > longest / 2 ? cut.slice(0, space) : cut)}…`;
}

/** Without the comma or stop that a cut leaves behind. */
function withoutStop(words: string): string {
  return words.replace(/[\s,.;:!?，。；：！？、—–-]+$/u, '');
}

/** A name from a prompt's words without its directives; empty when there are none. `longest` as for `promptTitle`. */
export function wordsTitle(prompt: string, longest?: number): string {
  return promptTitle(withoutDirectives(prompt), longest);
}

/**
 * A prompt as a name for its task: without directives, short enough to leave room for the progress beside it.
 * A prompt of directives alone keeps them.
 */
export function shortTitle(prompt: string, longest = 24): string {
  return wordsTitle(prompt, longest) || promptTitle(prompt, longest);
}

/** A heading for a shot, from its words: the first clause that is long enough, or whole words, without a mark of the cut. */
export function headingTitle(prompt: string, longest = 40): string {
  const words = wordsTitle(prompt, Infinity);
  const fits = [...words].length <= longest;
  const clause = words.split(/[,.;:!?](?=\s)|[，。；：！？]/u)[0] ?? '';
  const length = [...clause].length;
  if (!fits && length >= 6 && length <= longest) return withoutStop(clause);
  return withoutStop(fits ? words : wordsTitle(prompt, longest).replace(/…$/u, ''));
}
