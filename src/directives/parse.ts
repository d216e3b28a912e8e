import { looksLikeDirective } from './nearest.ts';
import { directiveSpelled, spellingAtStart } from './spelling.ts';
import type { DirectiveId } from './vocabulary.ts';

/** One comma-separated item of a bracket. Offsets are UTF-16 code units into the prompt, end exclusive, trimmed. */
export interface Word {
  readonly start: number;
  readonly end: number;
  /** As written, trimmed; never empty. */
  readonly text: string;
  /** The known directive that this word is; absent for anything else. */
  readonly directive?: DirectiveId;
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
  /** Written with 【 】 or ［ ］; it is sent as [ ]. */
  readonly fullWidth: boolean;
  readonly words: readonly Word[];
}

const opening = /[[【［]/g;
/** What ends the search for a closing bracket: a bracket never spans lines and never holds another one. */
const stop = /[\]】］[【［\r\n]/g;
/** Between the words of a bracket: the comma, its full-width form and the Chinese enumeration comma. */
const separators = ',，、';
/** What makes `[text]` a Markdown link or image rather than a directive. */
const linkTarget = /\([^()[\r\n]*(?:\([^()[\r\n]*\)[^()[\r\n]*)?\)/y;

/** Every directive bracket of a prompt in order. Total: survives any text, half-typed or hostile, in linear time. */
export function parsePrompt(prompt: string): readonly Bracket[] {
  const brackets: Bracket[] = [];
  opening.lastIndex = 0;
  for (let match = opening.exec(prompt); match !== null; match = opening.exec(prompt)) {
    const bracket = bracketAt(prompt, match.index);
    if (bracket === undefined) continue;
    brackets.push(bracket);
    opening.lastIndex = bracket.end;
  }
  return brackets;
}

function bracketAt(prompt: string, start: number): Bracket | undefined {
  stop.lastIndex = start + 1;
  const at = stop.exec(prompt)?.index ?? prompt.length;
  const closing = prompt[at] ?? '';
  if (closing !== ']' && closing !== '】' && closing !== '］') return unclosedAt(prompt, start, at);
  const words = wordsBetween(prompt, start + 1, at);
  const known = words.some((word) => word.directive !== undefined);
  if (!known && !words.some((word) => looksLikeDirective(word.text))) return undefined;
  linkTarget.lastIndex = at + 1;
  if (linkTarget.test(prompt)) return undefined;
  return { start, end: at + 1, closed: true, fullWidth: prompt[start] !== '[' || closing !== ']', words };
}

/** The comma-separated items between two offsets, trimmed, without the empty ones. */
export function wordsBetween(prompt: string, from: number, to: number): readonly Word[] {
  const words: Word[] = [];
  for (let start = from; start <= to;) {
    const end = itemEnd(prompt, start, to);
    const word = wordBetween(prompt, start, end);
    if (word !== undefined) words.push(word);
    start = end + 1;
  }
  return words;
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
  return { start, end: start + text.length, text, ...(directive !== undefined && { directive }) };
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
