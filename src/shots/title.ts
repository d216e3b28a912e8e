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
function wordsTitle(prompt: string, longest?: number): string {
  return promptTitle(withoutDirectives(prompt), longest);
}

/**
 * How wide a name is at most, in columns; Chinese characters take two of them. The one rule for shots and takes in rows, cards, tabs,
 * pickers and messages: a row of the tree keeps room for what it says of the task.
 */
const nameWidth = 32;

/** What a shot is called: its title, else its words, else (directives alone) its prompt. One line, cut to `nameWidth`. Empty where there is nothing. */
export function shotName({ title, prompt }: { readonly title?: string; readonly prompt: string }): string {
  const beginning = prompt.slice(0, nameReach);
  return [title ?? '', withoutDirectives(beginning), beginning].map(named).find((name) => name !== '') ?? '';
}

/** Where the words of a name are looked for, in UTF-16 units: twice a prompt. A stranger's story may have a longer one. */
const nameReach = 4000;

function named(words: string): string {
  const line = words.slice(0, nameReach).replace(/\s+/gu, ' ').trim();
  let width = 0;
  let end = 0;
  for (const point of line) {
    width += wide.test(point) ? 2 : 1;
    if (width > nameWidth) return promptTitle(line, Math.max(2, end));
    end++;
  }
  return line;
}

const wide = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff01-\uff60]/u;

/** A heading for a shot, from its words: the first clause that is long enough, or whole words, without a mark of the cut. */
export function headingTitle(prompt: string, longest = 40): string {
  const words = wordsTitle(prompt, Infinity);
  const fits = [...words].length <= longest;
  const clause = words.split(/[,.;:!?](?=\s)|[，。；：！？]/u)[0] ?? '';
  const length = [...clause].length;
  if (!fits && length >= 6 && length <= longest) return withoutStop(clause);
  return withoutStop(fits ? words : wordsTitle(prompt, longest).replace(/…$/u, ''));
}
