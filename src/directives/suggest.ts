import { conflictOf } from './conflicts.ts';
import { inventedSpelled } from './invented.ts';
import { languageOf, languageOfWord } from './language.ts';
import { beginsLike, meantBy } from './nearest.ts';
import { wordsBetween } from './parse.ts';
import { spellingAtStart, spellingKey, spellings } from './spelling.ts';
import { directives } from './vocabulary.ts';
import type { Directive, DirectiveId, DirectiveLanguage } from './vocabulary.ts';

/** A bracket at a cursor, half-typed or whole. Offsets are UTF-16 code units into the text. */
export interface OpenBracket {
  /** Of the opening bracket. */
  readonly start: number;
  /** Of the closing bracket; absent while there is none. */
  readonly close?: number;
  /** The word at the cursor, trimmed; empty right after the bracket or a comma. */
  readonly word: { readonly start: number; readonly end: number };
  /** The known moves of the other words. */
  readonly others: readonly DirectiveId[];
  /** A word stands before the one at the cursor. */
  readonly first: boolean;
}

export interface Suggestion {
  readonly id: DirectiveId;
  /** The directive in the prompt's language. */
  readonly label: string;
  /** Its name in the other language. */
  readonly other: string;
  /** What replaces the text from `start` to `end` of the suggestions. */
  readonly insert: string;
  /** Every way to type it, the one that matched first, for an editor that narrows the list by itself. */
  readonly filter: string;
}

export interface Suggestions {
  /** What an accepted item replaces: from the word, or a full-width opening bracket, to the end of the word or with the closing bracket. */
  readonly start: number;
  readonly end: number;
  readonly language: DirectiveLanguage;
  /** More letters can only narrow this list down; false when it holds guesses at a slip or at another word for a move. */
  readonly complete: boolean;
  /** Best first. */
  readonly items: readonly Suggestion[];
}

/** The farthest that a bracket is looked for on each side of the cursor, so that a long line costs no more than a short one. */
const reach = 200;

/** The bracket that an offset of the text lies in; undefined outside of brackets, and in a link or a check box. */
export function bracketAround(text: string, offset: number): OpenBracket | undefined {
  const before = text.slice(Math.max(0, offset - reach), offset);
  const opened = /[[【［][^[\]【】［］\r\n]*$/.exec(before);
  if (opened === null) return undefined;
  const start = offset - before.length + opened.index;
  const after = /^[^[\]【】［］\r\n]*/.exec(text.slice(offset, offset + reach))?.[0] ?? '';
  const closing = text.charAt(offset + after.length);
  const close = closing !== '' && ']】］'.includes(closing) ? offset + after.length : undefined;
  if (close !== undefined && text.charAt(close + 1) === '(') return undefined;
  const from = start + 1 + (/^.*[,，、]/.exec(text.slice(start + 1, offset))?.[0].length ?? 0);
  const limit = close ?? offset + restOfWord(text.slice(from, offset).trimStart(), after);
  const to = offset + (/^[^,，、]*/.exec(text.slice(offset, limit))?.[0].length ?? 0);
  const raw = text.slice(from, to);
  const wordStart = Math.min(offset, to - raw.trimStart().length);
  const known = [...wordsBetween(text, start + 1, from - 1), ...wordsBetween(text, to + 1, limit)];
  return {
    start, ...(close !== undefined && { close }),
    word: { start: wordStart, end: Math.max(offset, wordStart + raw.trim().length) },
    others: known.flatMap((word) => word.directive ?? []),
    first: from === start + 1,
  };
}

/**
 * How much of what follows the cursor ends the word before it, where no bracket closes it: only letters that go on with a
 * directive's spelling, as in `[pu|sh in A cat`. Anything else is prose that a move is being put in front of: `[pu|Rain falls`.
 */
function restOfWord(typed: string, after: string): number {
  const letters = /^[a-z]*/i.exec(after)?.[0].length ?? 0;
  if (letters === 0 || !/[a-z]$/i.test(typed)) return 0;
  const whole = spellingAtStart(typed + after) - typed.length;
  if (whole >= letters) return whole;
  return beginsSpelling(typed + after.slice(0, letters)) ? letters : 0;
}

function beginsSpelling(text: string): boolean {
  const key = spellingKey(text);
  return [...spellings.keys()].some((spelling) => spelling.startsWith(key));
}

/** Sets a bracket that closes right before an English word off from it. */
export function gapAfter(text: string, at: number): string {
  return /^[a-z0-9]/i.test(text.slice(at, at + 1)) ? ' ' : '';
}

/**
 * Directives that may be written at an offset of the text: those that the word there begins, in English, Chinese or pinyin,
 * and that fit the bracket's other moves. Undefined when the offset is in no bracket.
 * @param language what to offer where neither the bracket nor the text around tells
 */
export function suggest(text: string, offset: number, language: DirectiveLanguage = 'en'): Suggestions | undefined {
  const bracket = bracketAround(text, offset);
  if (bracket === undefined) return undefined;
  const { start, close, word, others, first } = bracket;
  const written = wordsBetween(text, start + 1, close ?? word.end).find((other) => other.directive !== undefined && other.start !== word.start);
  const used = written === undefined ? languageAround(text, word, language) : languageOfWord(written);
  const last = close === undefined || text.slice(word.end, close).trim() === '';
  const wide = first && text.charAt(start) !== '[';
  const typed = spellingKey(text.slice(word.start, offset));
  const ranked = directives
    .filter((directive) => conflictOf(directive.id, others) === undefined)
    .map((directive) => ({ directive, match: matchOf(directive, typed, used) }))
    .filter(({ match }) => match !== undefined)
    .sort((a, b) => (a.match?.rank ?? 0) - (b.match?.rank ?? 0));
  const glue = `${wide ? '[' : ''}${gapBefore(text, word.start, used)}`;
  return {
    start: wide ? start : word.start, end: last ? (close ?? word.end - 1) + 1 : word.end, language: used,
    complete: ranked.length > 0 && ranked.every(({ match }) => (match?.rank ?? 0) < guess),
    items: ranked.map(({ directive, match }) => ({
      id: directive.id, label: directive[used], other: directive[used === 'en' ? 'zh' : 'en'],
      insert: `${glue}${directive[used]}${last ? closingFor(text, bracket, wide) : ''}${last && close === undefined ? gapAfter(text, word.end) : ''}`,
      filter: [match?.by ?? '', ...spellingsOf(directive, used)].map((spelling) => text.slice(wide ? start : word.start, word.start) + spelling).join(' '),
    })),
  };
}

/** The language of the text near the word; a word that stands alone tells it by its own script. */
function languageAround(text: string, word: OpenBracket['word'], otherwise: DirectiveLanguage): DirectiveLanguage {
  const typed = text.slice(word.start, word.end);
  const near = text.slice(Math.max(0, word.start - 10 * reach), word.start) + text.slice(word.end, word.end + 10 * reach);
  return languageOf(near, isHan(typed) ? 'zh' : otherwise);
}

/** English words of one bracket stand a space apart from the comma. */
function gapBefore(text: string, at: number, language: DirectiveLanguage): string {
  return language === 'en' && /[,，、]/.test(text.charAt(at - 1)) ? ' ' : '';
}

function closingFor(text: string, { close }: OpenBracket, wide: boolean): string {
  return wide || close === undefined ? ']' : text.charAt(close);
}

function spellingsOf(directive: Directive, language: DirectiveLanguage): readonly string[] {
  const { en, zh, pinyin, aliases } = directive;
  return [...(language === 'en' ? [en, zh] : [zh, en]), initialsOf(directive), pinyin.replaceAll(' ', ''), ...aliases];
}

function initialsOf({ pinyin }: Directive): string {
  return pinyin.split(' ').map((syllable) => syllable.charAt(0)).join('');
}

/** How well a typed key means a directive: smaller ranks are better; undefined when it does not. `by` is the spelling that matched. */
function matchOf(directive: Directive, typed: string, language: DirectiveLanguage): { readonly rank: number; readonly by: string } | undefined {
  const spellings = spellingsOf(directive, language);
  const begun = spellings.findIndex((spelling) => spellingKey(spelling).startsWith(typed));
  if (begun >= 0) return { rank: begun, by: spellings[begun] ?? '' };
  const inside = spellings.find((spelling) => spelling.toLowerCase().split(' ').slice(1).some((part) => part.startsWith(typed)) || (isHan(typed) && spelling.includes(typed)));
  if (inside !== undefined) return { rank: 20, by: inside };
  if (spellings.some((spelling) => beginsLike(spellingKey(spelling), typed))) return { rank: guess, by: typed };
  const meant = [...(inventedSpelled(typed)?.nearest ?? []).flat(), ...meantBy(typed)].indexOf(directive.id);
  return meant >= 0 ? { rank: guess + 1 + meant, by: typed } : undefined;
}

/** Ranks from here on are guesses. */
const guess = 30;

function isHan(text: string): boolean {
  return /^\p{Script=Han}+$/u.test(text);
}
