import { parsePrompt } from './parse.ts';
import type { Bracket, Word } from './parse.ts';
import { spellingKey } from './spelling.ts';
import { directiveOf } from './vocabulary.ts';

/**
 * The brackets of a paragraph of Markdown or plain text that are meant as directives. Prose uses brackets for much else:
 * code, `arr[lower]`, links by reference, `[Fixed]` in a list of changes. So one word that is no directive's name counts only
 * beside a real directive. Linear time.
 */
export function proseBrackets(paragraph: string): readonly Bracket[] {
  const text = withoutSpans(paragraph);
  const found = parsePrompt(text);
  const [starts, ends] = [new Set(found.map(({ start }) => start)), new Set(found.map(({ end }) => end))];
  const plain = found.filter(({ start, end }) => !(
    /\w/.test(text.charAt(start - 1)) || (text[end] === '[' && !starts.has(end)) || (text[start - 1] === ']' && !ends.has(start))));
  return plain.some(({ words }) => words.some(isReal)) ? plain : [];
}

/** A directive by its own name, or by another one of several words; `[static]` alone may be anything. */
function isReal({ text, directive }: Word): boolean {
  if (directive === undefined) return false;
  const { en } = directiveOf(directive);
  return !isOneWord(text) || !/^[a-z]/i.test(text) || spellingKey(text) === spellingKey(en);
}

function isOneWord(text: string): boolean {
  return !/[\s_-]/.test(text);
}

/** A definition is a label and an address, perhaps with a title; `[Push in]: a cat` is none. */
const spans = /(?<!`)(`+)(?!`)[^]*?(?<!`)\1(?!`)|^ {0,3}\[[^\]\r\n]+\]:[ \t]*\S+(?:[ \t]+["'(].*)?[ \t]*$/gm;

/** The paragraph with spaces for code spans and link definitions; offsets stay. */
function withoutSpans(paragraph: string): string {
  return paragraph.replace(spans, blank);
}

/** A text with blank lines for fenced code, so that it parts paragraphs; offsets stay. An open fence reaches to the end. */
export function withoutFences(text: string): string {
  if (!/^[ \t]*(?:```|~~~)/m.test(text)) return text;
  let fence: string | undefined;
  return text.replace(/[^\r\n]+/g, (line) => {
    const [, mark = '', rest = ''] = /^[ \t]*(`{3,}|~{3,})(.*)$/.exec(line) ?? [];
    if (fence === undefined) {
      if (mark === '' || rest.includes('`')) return line;
      fence = mark;
    } else if (mark.startsWith(fence) && rest.trim() === '') {
      fence = undefined;
    }
    return blank(line);
  });
}

function blank(text: string): string {
  return text.replace(/[^\r\n]/g, ' ');
}
