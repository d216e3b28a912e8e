import { parsePrompt } from './parse.ts';
import type { Bracket, Word } from './parse.ts';
import { spellingKey } from './spelling.ts';
import { directiveOf } from './vocabulary.ts';

/**
 * The brackets of a paragraph of Markdown or plain text that are meant as directives, if it is a prompt at all. Prose uses
 * brackets for much else: code, `arr[lower]`, links by reference, lists of things, 【headings】. So a bracket without a
 * directive's name counts only beside a real directive. Linear time.
 */
export function proseBrackets(paragraph: string): readonly Bracket[] {
  if (!/[[【［]/.test(paragraph)) return [];
  const text = withoutSpans(paragraph);
  const found = parsePrompt(text);
  if (!found.some(({ words }) => words.some(isReal))) return [];
  const [starts, ends] = [new Set(found.map(({ start }) => start)), new Set(found.map(({ end }) => end))];
  // Quotation marks are quotation marks there.
  const plain = found.filter((bracket) => !/[「『]/.test(text.charAt(bracket.start)) && !isReference(text, bracket, starts, ends) && !isList(bracket) && !isCode(bracket));
  const real = plain.filter(({ words }) => words.some(isReal));
  const headings = real.filter(({ start }) => text[start] === '【');
  return real.length === 0 ? [] : plain.filter((bracket) => text[bracket.start] !== '【'
    || (bracket.words.some(({ directive }) => directive !== undefined) && real.length > (headings.includes(bracket) ? 1 : 0)));
}

/** `arr[lower]`, `[text][label]`, `[text](address)`, `[label]: address`, `[^note]`. */
function isReference(text: string, { start, end }: Bracket, starts: ReadonlySet<number>, ends: ReadonlySet<number>): boolean {
  return (/\w/.test(text.charAt(start - 1)) && text[start] === '[') || (text[end] === '[' && !starts.has(end)) || (text[start - 1] === ']' && !ends.has(start)) || text[end] === '(';
}

/** `[Reports, Shake, Invoices]`: most of its words are no moves. */
function isList({ words }: Bracket): boolean {
  return words.length > 2 && words.filter(({ directive }) => directive === undefined).length * 2 > words.length;
}

/** `["push-in", 'pan']`: strings of a program. */
function isCode({ words }: Bracket): boolean {
  return words.some(({ text }) => /^(["'`]).*\1$/.test(text));
}

/** A directive by its own name, or by another one of several words; `[static]` alone may be anything. */
function isReal({ text, directive }: Word): boolean {
  if (directive === undefined) return false;
  return !isOneWord(text) || !/^[a-z]/i.test(text) || spellingKey(text) === spellingKey(directiveOf(directive).en);
}

function isOneWord(text: string): boolean {
  return !/[\s_-]/.test(text);
}

/** A definition is a label and an address, perhaps with a title; `[Push in]: a cat` is none. */
const spans = /(?<!`)(`+)(?!`)[^]*?(?<!`)\1(?!`)|^ {0,3}\[[^\]\r\n]+\]:[ \t]*(?:<\S*>|\S*[./#]\S*)(?:[ \t]+["'(].*)?[ \t]*$/gm;

/** The paragraph with spaces for code spans and link definitions; offsets stay. */
export function withoutSpans(paragraph: string): string {
  return paragraph.replace(spans, (span) => span.replace(/[^\r\n]/g, ' '));
}
