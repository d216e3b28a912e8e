import type { Bracket } from './parse.ts';
import type { Placeholder } from './placeholder.ts';
import { isShotLabel } from './reading.ts';

interface Span { readonly start: number; readonly end: number }

const square = /\[(?<inside>[^[\]\r\n]{1,300})\]/uy;
/** When a shot begins and ends, or how long it is. */
const time = /^[\d\s:.,–—~～至到-]+(?:s|secs?|seconds?|秒)?(?:\s*[-–—~～至到]\s*[\d:.]+\s*(?:s|secs?|seconds?|秒)?)?$/iu;
const numbered = /^(?:(?:shot|scene|clip|take|cut)\s*#?\d|第\s*[\d一二三四五六七八九十]+|(?:镜头|鏡頭|分镜|分鏡|场景|場景|画面|畫面)\s*[\d一二三四五六七八九十])/iu;

/**
 * Brackets of a prompt that have words and are no directive, no place to fill in, no number of a shot and no time: `[4k]`,
 * `[Music]`, `[Anna, laughing]`, `[her coat](coat.png)`. Offsets into the prompt, in order. Linear time.
 * @param brackets its directive brackets
 * @param places what is left to fill in
 */
export function otherBrackets(prompt: string, brackets: readonly Bracket[], places: readonly Placeholder[]): readonly Span[] {
  const read = new Set([...brackets, ...places].map(({ start }) => start));
  const found: Span[] = [];
  for (let at = prompt.indexOf('['); at !== -1; at = prompt.indexOf('[', at + 1)) {
    square.lastIndex = at;
    const match = read.has(at) ? null : square.exec(prompt);
    if (match !== null && isNote((match.groups?.['inside'] ?? '').trim())) found.push({ start: at, end: at + match[0].length });
  }
  return found;
}

/** A letter or figure alone is a mark: `[x]`, `[1]`, `[A]`. */
function isNote(inside: string): boolean {
  return /[^\P{L}A-Za-z]|\p{L}[\p{L}\p{N}]|\p{N}\p{L}|\p{Extended_Pictographic}/u.test(inside.replace(/[\d#*]/gu, '0')) && !isShotLabel(inside) && !numbered.test(inside) && !time.test(inside);
}
