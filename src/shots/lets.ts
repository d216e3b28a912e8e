import type { Filling } from './fillings.ts';
import { trimmedText } from './span.ts';
import type { Span, TextSpan } from './span.ts';

/** A line `@let name = words`: wherever a prompt says `{{name}}`, the words are put in. */
export interface LetLine extends Span {
  readonly name: TextSpan;
  readonly value: TextSpan;
}

/** A place in a prompt that asks for words: `{{hero}}`. Offsets are UTF-16, into the text it was looked for in. */
export interface LetUse extends Span {
  readonly name: string;
}

const letStart = /^\s*[@＠]let[ \t\u3000]+([\p{L}_][\p{L}\p{M}\p{N}_-]*)\s*[=＝:：]/iu;
const use = /\{\{\s*([\p{L}_][\p{L}\p{M}\p{N}_-]*)\s*\}\}/gu;
/** Far more than a prompt may have; a few lines could otherwise ask for gigabytes. */
const longest = 50_000;

/** Reads a line as `@let name = words`; undefined for every other line. */
export function readLetLine(text: string, line: Span): LetLine | undefined {
  const match = letStart.exec(text.slice(line.start, line.end));
  if (match?.[1] === undefined) return undefined;
  const start = line.start + match[0].indexOf(match[1], match[0].toLowerCase().indexOf('let') + 3);
  return { ...line, name: { start, end: start + match[1].length, text: match[1] }, value: trimmedText(text, line.start + match[0].length, line.end) };
}

/** Every `{{name}}` of a text, in order. */
export function usesIn(text: string): readonly LetUse[] {
  if (!text.includes('{{')) return [];
  return [...text.matchAll(use)].map(({ index, 0: whole, 1: name = '' }) => ({ start: index, end: index + whole.length, name }));
}

/** The words of each name: the shot's own lines over the document's, the last of a name rules. */
export function wordsOf(document: readonly LetLine[], own: readonly LetLine[]): ReadonlyMap<string, string> {
  return new Map([...document, ...own].map(({ name, value }) => [name.text, value.text]));
}

/** The text with the words put in, those in words too. Unknown and circular names stay as they are written. */
export function fill(text: string, words: ReadonlyMap<string, string>): string {
  return filledIn(text, words).filled;
}

/** The same with what was put in and where; absent where nothing was. */
export function filledIn(text: string, words: ReadonlyMap<string, string>): { readonly filled: string; readonly fillings?: readonly Filling[] } {
  if (!text.includes('{{')) return { filled: text };
  // Each name's words are worked out once, so that names which double each other cost no more than they are long.
  const known = new Map<string, string | undefined>();
  const put = (within: string, fillings: Filling[] = []): string => {
    let [room, grown] = [longest, 0];
    return within.replace(use, (whole: string, name: string, at: number) => {
      // What is cut off here is far too long to be sent, which is told.
      const value = valueOf(name)?.slice(0, room);
      if (value === undefined) return whole;
      room -= value.length;
      fillings.push({ start: at + grown, end: at + grown + value.length, use: { start: at, end: at + whole.length } });
      grown += value.length - whole.length;
      return value;
    });
  };
  const valueOf = (name: string): string | undefined => {
    const value = words.get(name);
    if (value !== undefined && !known.has(name)) known.set(name, isCircular(name, words) ? undefined : put(value));
    return known.get(name);
  };
  const fillings: Filling[] = [];
  const filled = put(text, fillings);
  return { filled, ...(fillings.length > 0 && { fillings }) };
}

/** Whether a name's words lead back to the name itself, or through more names than anybody writes. */
export function isCircular(name: string, words: ReadonlyMap<string, string>): boolean {
  let found = circles.get(words);
  if (found === undefined) circles.set(words, found = circularNames(words));
  return found.has(name);
}

const circles = new WeakMap<ReadonlyMap<string, string>, ReadonlySet<string>>();
/** Names within names within names: nobody writes so many, and a file of nothing else would exhaust the stack. */
const deepest = 100;

/** Without recursion and for all names at once: a file may hold thousands, each of which leads to all the others. */
function circularNames(words: ReadonlyMap<string, string>): ReadonlySet<string> {
  const asked = new Map([...words].map(([name, value]) => [name, value.includes('{{') ? [...new Set(usesIn(value).map((one) => one.name))].filter((one) => words.has(one)) : []]));
  const left = new Set([...asked].filter(([, names]) => names.length > 0).map(([name]) => name));
  const peel = (done: () => readonly string[]): void => {
    for (let round = 0, names = done(); round < deepest && names.length > 0; round++, names = done()) names.forEach((name) => left.delete(name));
  };
  // Names that need none of those left can be filled in.
  peel(() => [...left].filter((name) => asked.get(name)?.every((one) => !left.has(one))));
  // Names that only lead to a circle are in none.
  peel(() => {
    const wanted = new Set([...left].flatMap((name) => asked.get(name) ?? []));
    return [...left].filter((name) => !wanted.has(name));
  });
  return left;
}
