import { charactersOf, soundalikes } from './tables/homophones.ts';
import { everydayWords } from './tables/everydayWords.ts';
import { closest, editDistance } from './editDistance.ts';
import { simplified } from './simplified.ts';
import { directives } from './vocabulary.ts';
import type { DirectiveId } from './vocabulary.ts';

/** A mistyped directive. */
export interface Slip {
  readonly id: DirectiveId;
  /** Nothing else can well be meant. */
  readonly sure: boolean;
}

interface Spelling { readonly id: DirectiveId; readonly tokens: readonly string[]; readonly joined: string }

const spellings: readonly Spelling[] = directives.flatMap(({ id, en, aliases }) => [en, ...aliases].filter((text) => /^[a-z ]+$/i.test(text)).map((text) => {
  const tokens = text.toLowerCase().split(' ');
  return { id, tokens, joined: tokens.join('') };
}));
const ownTokens = new Set(spellings.flatMap(({ tokens }) => tokens));

/** Edits that a token may be away: short words are too near to each other for more than one. */
function limitOf(token: string): number {
  return token.length > 5 ? 2 : 1;
}

/** True for a word that nobody mistyped: one of its own, or one of a directive's. */
function isWord(token: string): boolean {
  return token.length < 2 || everydayWords.has(token) || ownTokens.has(token);
}

function distanceTo({ tokens, joined }: Spelling, typed: readonly string[]): number {
  if (typed.length !== tokens.length) {
    const all = typed.join('');
    return typed.some(isWord) || isWord(all) || all.length < 5 ? Infinity : orFar(editDistance(all, joined, 1), 1);
  }
  let sum = 0;
  for (const [index, token] of tokens.entries()) {
    const word = typed[index] ?? '';
    if (word === token) continue;
    if (isWord(word)) return Infinity;
    sum += orFar(editDistance(word, token, limitOf(token)), limitOf(token));
  }
  return sum;
}

function orFar(edits: number, limit: number): number {
  return edits <= limit ? edits : Infinity;
}

/**
 * The directive that a text is a mistyped form of: a letter or two off, or other Chinese characters that the input method has for the
 * same syllables. A word of its own is none, nor what is as near to two directives.
 */
export function slipIn(text: string): Slip | undefined {
  if (text.length > 48) return undefined;
  const typed = text.normalize('NFKC').toLowerCase().split(/[\s\-_‐‑·]+/).filter((token) => token !== '');
  if (/^[a-z]+$/.test(typed.join(''))) {
    const spelling = closest(spellings, (candidate) => distanceTo(candidate, typed), 2, ({ id }) => id);
    return spelling && { id: spelling.id, sure: true };
  }
  return homophone(simplified(text));
}

function homophone(text: string): Slip | undefined {
  const typed = [...text];
  if (soundalikes.has(text) || !/^\p{Script=Han}{2,4}$/u.test(text)) return undefined;
  const found = directives.find(({ zh, pinyin }) => {
    const syllables = pinyin.split(' ');
    return zh !== text && syllables.length === typed.length && syllables.every((syllable, index) => charactersOf[syllable]?.includes(typed[index] ?? ' '));
  });
  return found && { id: found.id, sure: typed.some((character, index) => found.zh.charAt(index) === character) };
}
