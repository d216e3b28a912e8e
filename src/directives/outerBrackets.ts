import type { Bracket } from './parse.ts';
import { gapBehind } from './rewrite.ts';
import type { TextEdit } from './textEdit.ts';

interface Span { readonly start: number; readonly end: number }

const bracketOrLine = /[[\]【】［］\r\n]/g;

/**
 * The pairs of brackets that stand around directives that have their own: `[[Push in] slowly]`, `[Camera: [Push in]]`. Of each line,
 * by where they begin; a link's text is none. Offsets are UTF-16 code units, end exclusive. Linear time.
 * @param brackets the prompt's directive brackets
 */
function pairsAround(prompt: string, brackets: readonly Bracket[]): readonly Span[] {
  const directives = new Map(brackets.filter(({ closed, ban }) => closed && ban === undefined).map(({ start, end }) => [start, end]));
  // `[Push in [Pan left]]` is a directive that isn't closed, which is said of it.
  const unclosed = new Set(brackets.filter(({ closed }) => !closed).map(({ start }) => start));
  const open: { readonly start: number; holds: boolean }[] = [];
  const pairs: Span[] = [];
  bracketOrLine.lastIndex = 0;
  for (let match = bracketOrLine.exec(prompt); match !== null; match = bracketOrLine.exec(prompt)) {
    const end = directives.get(match.index);
    if (end !== undefined) {
      const around = open.at(-1);
      if (around !== undefined) around.holds = true;
      bracketOrLine.lastIndex = end;
    } else if (/[\r\n]/.test(match[0])) {
      open.length = 0;
    } else if ('[【［'.includes(match[0])) {
      open.push({ start: match.index, holds: false });
    } else {
      const closed = open.pop();
      if (closed?.holds !== true) continue;
      if (prompt[match.index + 1] !== '(' && !unclosed.has(closed.start)) pairs.push({ start: closed.start, end: match.index + 1 });
      const around = open.at(-1);
      if (around !== undefined) around.holds = true;
    }
  }
  return pairs.sort((a, b) => a.start - b.start);
}

/** Brackets around directives that have their own, of several in each other the outermost. In order, linear time. */
export function outerBrackets(prompt: string, brackets: readonly Bracket[]): readonly Span[] {
  const outermost: Span[] = [];
  for (const pair of pairsAround(prompt, brackets)) if (pair.start >= (outermost.at(-1)?.end ?? 0)) outermost.push(pair);
  return outermost;
}

/** Takes off one of `outerBrackets` and those that stand within it around a directive: what is in them stays, the directive's own too. */
export function withoutOuter(prompt: string, brackets: readonly Bracket[], outer: Span): readonly TextEdit[] {
  const inside = prompt.slice(outer.start + 1, outer.end - 1);
  const words = inside.trim();
  const gap = /[\]】］]$/u.test(words) ? '' : gapBehind(words, prompt.slice(outer.end), prompt.slice(0, outer.start));
  const within = pairsAround(prompt, brackets).filter(({ start, end }) => start > outer.start && end < outer.end);
  return [
    { start: outer.start, end: outer.end - 1 - inside.trimStart().length, text: '' },
    ...within.flatMap(({ start, end }) => [{ start, end: start + 1, text: '' }, { start: end - 1, end, text: '' }]).sort((one, other) => one.start - other.start),
    { start: outer.start + 1 + inside.trimEnd().length, end: outer.end, text: gap },
  ];
}
