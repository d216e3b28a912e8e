import { withBans } from './ban.ts';
import type { Ban } from './ban.ts';
import { standingIn } from './banInside.ts';
import { cornerBracketEnd } from './cornerBrackets.ts';
import { looksLikeDirective } from './nearest.ts';
import { isForbidding } from './negation.ts';
import { readWord } from './reading.ts';
import type { Reading } from './reading.ts';
import { directiveSpelled, spellingAtStart } from './spelling.ts';
import { isDoneBySomebody } from './subject.ts';
import type { DirectiveId } from './vocabulary.ts';

/** One comma-separated item of a bracket. Offsets are UTF-16 code units into the prompt, end exclusive, trimmed. */
export interface Word {
  readonly start: number;
  readonly end: number;
  /** As written, trimmed; never empty. */
  readonly text: string;
  /** The known directive that this word is; absent for anything else. */
  readonly directive?: DirectiveId;
  /** What else it means, of a word that is no directive's name: "slow push in"; absent when it has to do with no move. */
  readonly reading?: Reading;
}

/**
 * A bracket that is, or looks like, a camera directive. `[1]`, `[link](url)`, `[x]` check boxes and other prose
 * brackets are not reported.
 */
export interface Bracket {
  /** Offset of the opening bracket. */
  readonly start: number;
  /** Offset after the closing bracket; of an unclosed one, after the last known directive in it. */
  readonly end: number;
  readonly closed: boolean;
  /** Written with 【 】, ［ ］, or, where nothing else can be meant, with 〔 〕 or 「 」; it is sent as [ ]. */
  readonly fullWidth: boolean;
  readonly words: readonly Word[];
  /** Words around it forbid it: `do not [Push in]`. It moves no camera, and every order is asked about it. */
  readonly ban?: Ban;
}

const opening = /[[【［〔〖「『]/g;
/** What ends the search for a closing bracket: a bracket never holds another one nor a blank line. A line may be wrapped within. */
const stop = /[\]】］[【［]|\r?\n[ \t\r>]*(?:\n|$)/g;
/** A bracket that runs over more than this is none: a wrapped line is not so long. */
const longestWrapped = 300;
/** Between the words of a bracket: the comma, its full-width form and the Chinese enumeration comma. */
const separators = ',，、';
/** What makes `[text]` a Markdown link or image rather than a directive. */
const linkTarget = /\([^()[\r\n]*(?:\([^()[\r\n]*\)[^()[\r\n]*)?\)/y;

export interface ParseOptions {
  /** The text is Markdown, where any `[text](target)` is a link; elsewhere only one with an address is. */
  readonly markdown?: boolean;
}

/** Every directive bracket of a prompt in order. Total: survives any text, half-typed or hostile, in linear time. */
export function parsePrompt(prompt: string, { markdown = false }: ParseOptions = {}): readonly Bracket[] {
  const known = recent.find((one) => one.markdown === markdown && one.prompt === prompt);
  if (known !== undefined) return known.brackets;
  const brackets = bracketsOf(prompt, { markdown });
  recent.unshift({ prompt, markdown, brackets });
  recent.length = Math.min(recent.length, mostRecent);
  return brackets;
}

/** One check, fix or order reads the same prompt a dozen times. */
const recent: { readonly prompt: string; readonly markdown: boolean; readonly brackets: readonly Bracket[] }[] = [];
const mostRecent = 4;

function bracketsOf(prompt: string, options: ParseOptions): readonly Bracket[] {
  const brackets: Bracket[] = [];
  opening.lastIndex = 0;
  for (let match = opening.exec(prompt); match !== null; match = opening.exec(prompt)) {
    const bracket = bracketAt(prompt, match.index, options);
    if (bracket === undefined) continue;
    brackets.push(bracket);
    opening.lastIndex = bracket.end;
  }
  return withBans(prompt, brackets);
}

function bracketAt(prompt: string, start: number, { markdown = false }: ParseOptions): Bracket | undefined {
  if ('〔〖「『'.includes(prompt.charAt(start))) {
    const end = cornerBracketEnd(prompt, start);
    return end === undefined ? undefined : { start, end, closed: true, fullWidth: true, words: wordsBetween(prompt, start + 1, end - 1) };
  }
  stop.lastIndex = start + 1;
  const at = stop.exec(prompt)?.index ?? prompt.length;
  const closing = prompt[at] ?? '';
  const line = lineEnd(prompt, start, at);
  if ((closing !== ']' && closing !== '】' && closing !== '］') || (line < at && at - start > longestWrapped)) return unclosedAt(prompt, start, line);
  // Before the words are looked at: in a text full of links that is most of the work.
  if (isLink(prompt, at + 1, markdown)) return undefined;
  const words = rememberedWords(prompt, start + 1, at);
  const known = words.some((word) => word.directive !== undefined);
  if (!known && isDoneBySomebody(words)) return undefined;
  const fullWidth = prompt[start] !== '[' || closing !== ']';
  const named = known || words.some(({ reading }) => reading?.choices.length);
  if (!named && (fullWidth || !words.some((word) => looksLikeDirective(word.text)))) return undefined;
  return { start, end: at + 1, closed: true, fullWidth, words };
}

/** As `wordsBetween`. The same few brackets stand in every shot of a file. */
function rememberedWords(prompt: string, from: number, to: number): readonly Word[] {
  if (to - from > longestRemembered) return wordsBetween(prompt, from, to);
  const inside = prompt.slice(from, to);
  let words = remembered.get(inside);
  if (words === undefined) {
    words = wordsBetween(inside, 0, inside.length);
    if (remembered.size >= mostRemembered) remembered.clear();
    remembered.set(inside, words);
  }
  return words.map((word) => ({ ...word, start: word.start + from, end: word.end + from }));
}

const remembered = new Map<string, readonly Word[]>();
const mostRemembered = 500;
const longestRemembered = 100;

function lineEnd(prompt: string, from: number, to: number): number {
  const at = prompt.slice(from, to).search(/[\r\n]/);
  return at < 0 ? to : from + at;
}

function isLink(prompt: string, at: number, markdown: boolean): boolean {
  if (prompt[at] !== '(') return false;
  linkTarget.lastIndex = at;
  const target = linkTarget.exec(prompt)?.[0];
  return target !== undefined && (markdown || /[/.#]|^\(\s*mailto:/.test(target));
}

/** The comma-separated items between two offsets, trimmed, without the empty ones. What one of them forbids together with others is one. */
export function wordsBetween(prompt: string, from: number, to: number): readonly Word[] {
  const words: Word[] = [];
  for (let start = from; start <= to;) {
    const end = itemEnd(prompt, start, to);
    const word = wordBetween(prompt, start, end);
    if (word !== undefined) words.push(word);
    start = end + 1;
  }
  return words.length > 1 ? withBannedLists(prompt, words) : words;
}

const alternative = /(?:^|\s)(?:n?or)\s|或|也不/iu;

/**
 * `[no pan, tilt or shake]`, `[不要推进、晃动]`: a ban reaches as far as its list, which would else hold an order to shake. Behind a
 * plain comma it may have ended.
 */
function withBannedLists(prompt: string, words: readonly Word[]): readonly Word[] {
  const ban = words.findIndex(({ text }) => isForbidding(text) && standingIn(text)?.ofTarget !== true);
  const first = words[ban];
  if (first === undefined) return words;
  let to = words.findLastIndex(({ text }, index) => index > ban && alternative.test(text));
  if (to < 0) for (to = ban; isListed(prompt, words[to], words[to + 1]);) to++;
  const last = words[to];
  if (last === undefined || to === ban) return words;
  const text = prompt.slice(first.start, last.end);
  const reading = readWord(text);
  return [...words.slice(0, ban), { start: first.start, end: last.end, text, ...(reading !== undefined && { reading }) }, ...words.slice(to + 1)];
}

function isListed(prompt: string, one: Word | undefined, next: Word | undefined): boolean {
  return one !== undefined && next !== undefined && prompt.slice(one.end, next.start).includes('、');
}

/** Never looks past `to`, or text without commas would be read again for every bracket. */
function itemEnd(prompt: string, from: number, to: number): number {
  let end = from;
  while (end < to && !separators.includes(prompt.charAt(end))) end++;
  return end;
}

function wordBetween(prompt: string, from: number, to: number): Word | undefined {
  const raw = prompt.slice(from, to);
  const text = raw.trim();
  if (text === '') return undefined;
  const start = from + raw.length - raw.trimStart().length;
  const directive = directiveSpelled(text);
  const reading = directive === undefined ? readWord(text) : undefined;
  return { start, end: start + text.length, text, ...(directive !== undefined && { directive }), ...(reading !== undefined && { reading }) };
}

/** `[Push in A cat`: a bracket that nobody closed counts as far as it holds known directives. */
function unclosedAt(prompt: string, start: number, limit: number): Bracket | undefined {
  const words: Word[] = [];
  for (let from = start + 1; from < limit;) {
    const comma = itemEnd(prompt, from, limit);
    const word = wordBetween(prompt, from, comma);
    if (word === undefined) break;
    if (word.directive !== undefined) {
      words.push(word);
      from = comma + 1;
      continue;
    }
    const length = spellingAtStart(word.text);
    const known = wordBetween(prompt, word.start, word.start + length);
    if (known !== undefined) words.push(known);
    break;
  }
  const last = words.at(-1);
  return last && { start, end: last.end, closed: false, fullWidth: prompt[start] !== '[', words };
}
