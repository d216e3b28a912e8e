import { simplified } from './simplified.ts';
import { directives } from './vocabulary.ts';
import type { DirectiveId } from './vocabulary.ts';

const marks = /[\s\-_‐‑·]+/g;

/**
 * What two spellings must share to be the same word: full-width letters, case, spaces, hyphens and traditional characters do not
 * matter, so `Push-in`, `push in` and `ＰＵＳＨ ｉｎ` are one.
 */
export function spellingKey(text: string): string {
  return simplified(text.normalize('NFKC').toLowerCase().replace(marks, ''));
}

const byKey = new Map<string, DirectiveId>();
for (const directive of directives) {
  for (const spelling of [directive.en, directive.zh, ...directive.aliases]) byKey.set(spellingKey(spelling), directive.id);
}
const longestKey = Math.max(...[...byKey.keys()].map((key) => key.length));

/** A text longer than this spells no directive however it is spaced. */
const longestSpelling = 4 * longestKey;

/** The directive that exactly this text spells, in either language or by an alias. */
export function directiveSpelled(text: string): DirectiveId | undefined {
  if (text.length > longestSpelling) return undefined;
  const known = remembered.get(text);
  if (known !== undefined) return known === '' ? undefined : known;
  const directive = byKey.get(spellingKey(text));
  if (remembered.size >= mostRemembered) remembered.clear();
  remembered.set(text, directive ?? '');
  return directive;
}

/** What was asked of late; the same few words stand in every bracket. Empty: no directive. */
const remembered = new Map<string, DirectiveId | ''>();
const mostRemembered = 2000;

const asciiLetter = /[A-Za-z]/;

/** Length of the longest spelling that `text` begins with, as in "Push in a cat"; 0 when there is none. */
export function spellingAtStart(text: string): number {
  const limit = Math.min(text.length, longestKey + 4);
  for (let length = limit; length > 1; length--) {
    const last = text.charAt(length - 1);
    const inWord = asciiLetter.test(last) && asciiLetter.test(text.charAt(length));
    if (!inWord && last.trim() !== '' && directiveSpelled(text.slice(0, length)) !== undefined) return length;
  }
  return 0;
}

/** Every spelling key with its directive, for near-miss search. */
export const spellings: ReadonlyMap<string, DirectiveId> = byKey;
