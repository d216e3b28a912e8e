import { parsePrompt } from './parse.ts';

/** As in `parse`: what follows a bracket and makes it a link. */
const target = String.raw`\([^()[\r\n]*(?:\([^()[\r\n]*\)[^()[\r\n]*)?\)`;
/** What a bracket in its midst would break: links and images, code, addresses, other brackets. */
const wholes = new RegExp(String.raw`!?[[【［][^[\]【】［］\r\n]*[\]】］](?:${target})?|\x60[^\x60\r\n]+\x60|\bhttps?:\/\/[^\s\x60[\]()<>【】［］\p{Script=Han}\u3000-\u303F\uFF00-\uFFEF“”]+`, 'giu');
/** Chinese and Japanese stand without spaces; a bracket fits between any two of their characters. */
const spacedLetter = String.raw`(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])[\p{L}\p{M}\p{N}]`;
const wordBefore = new RegExp(String.raw`(?:${spacedLetter}['’_-]?|\p{N}[.,:])$`, 'u');
const restOfWord = new RegExp(`^(?:(?:['’_-]|[.,:](?=\\p{N}))?${spacedLetter})+`, 'u');
/** The farthest that is read for the end of a character or a word. */
const reach = 200;

/** The first place at or behind an offset of a line where a bracket takes nothing apart: no link, no word, no emoji. */
export function roomAt(line: string, offset: number): number {
  let place = offset;
  for (let next = behind(line, place); next > place; next = behind(line, place)) {
    place = next;
  }
  return place;
}

function behind(line: string, offset: number): number {
  return endOfWhole(line, offset) ?? endOfWord(line, endOfCharacter(line, offset));
}

function endOfWhole(line: string, offset: number): number | undefined {
  const moves = new Set(parsePrompt(line).flatMap(({ start, closed }) => (closed ? [start] : [])));
  let reference: number | undefined;
  for (const { index, 0: whole } of line.matchAll(wholes)) {
    const end = index + whole.length;
    // `[text][1]` is a link by reference, `[Push in][Pan left]` are two moves.
    const start = reference === index && !moves.has(index) ? index - 1 : index;
    if (start < offset && offset < end) return end;
    reference = whole.endsWith(']') && !moves.has(index) ? end : undefined;
  }
  return undefined;
}

function endOfWord(line: string, offset: number): number {
  if (!wordBefore.test(line.slice(Math.max(0, offset - 3), offset))) return offset;
  return offset + (restOfWord.exec(line.slice(offset, offset + reach))?.[0].length ?? 0);
}

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** An emoji may be of many code points. */
function endOfCharacter(line: string, offset: number): number {
  const from = Math.max(0, offset - reach);
  const found = segmenter.segment(line.slice(from, offset + reach)).containing(offset - from);
  return found === undefined || from + found.index === offset ? offset : from + found.index + found.segment.length;
}

/** Whether the line up to an offset ends with an address, which would take a bracket right behind it for a part of itself. */
export function endsAddress(line: string, offset: number): boolean {
  return /https?:\/\/[^\s\p{Script=Han}\u3000-\u303F\uFF00-\uFFEF]+$/iu.test(line.slice(Math.max(0, offset - reach), offset));
}
