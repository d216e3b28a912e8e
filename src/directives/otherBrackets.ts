import { parsePrompt } from './parse.ts';
import type { Bracket } from './parse.ts';
import { placeholdersIn } from './placeholder.ts';
import { isShotLabel } from './reading.ts';

interface Span { readonly start: number; readonly end: number }

const square = /(?<![\w!\]])\[(?<inside>[^[\]\r\n]{2,120})\](?!\(|\[)/gu;
/** When a shot begins and ends, or how long it is. */
const time = /^[\d\s:.,–—~～至到-]+(?:s|secs?|seconds?|秒)?(?:\s*[-–—~～至到]\s*[\d:.]+\s*(?:s|secs?|seconds?|秒)?)?$/iu;
const numbered = /^(?:(?:shot|scene|clip|take|cut)\s*#?\d|第\s*[\d一二三四五六七八九十]+|(?:镜头|鏡頭|分镜|分鏡|场景|場景|画面|畫面)\s*[\d一二三四五六七八九十])/iu;

/**
 * Brackets of a prompt that have words and are no directive, no link, no place to fill in, no number of a shot and no time: `[4k]`,
 * `[Music]`, `[MARIA, laughing]`. Offsets into the prompt, in order. Linear time.
 */
export function otherBrackets(prompt: string, brackets: readonly Bracket[] = parsePrompt(prompt)): readonly Span[] {
  if (!prompt.includes('[')) return [];
  const read = new Set([...brackets, ...placeholdersIn(prompt)].map(({ start }) => start));
  return [...prompt.matchAll(square)].flatMap(({ index, 0: whole, groups }) => {
    if (read.has(index)) return [];
    const inside = (groups?.['inside'] ?? '').trim();
    const isNote = /\p{Script=Han}|[\p{L}\p{N}]*\p{L}[\p{L}\p{N}]/u.test(inside) || /\p{N}\p{L}/u.test(inside);
    return isNote && !isShotLabel(inside) && !numbered.test(inside) && !time.test(inside) ? [{ start: index, end: index + whole.length }] : [];
  });
}
