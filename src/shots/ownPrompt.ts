import type { Span } from './span.ts';

/** What stands above a shot's prompt or between two: a title, a setting, a comment, an empty line. */
const noPrompt = /^[ \t]*(?:###|@|\/\/|$)/u;

const title = /^[ \t]*###/u;
/** A title stands behind no more blanks than these. */
const longestIndent = 40;

/**
 * The prompt, without title and settings above it, in which an offset of a `.hailuo` text lies; undefined where it lies in none.
 * Reads no further than to the next title either way.
 */
export function ownPrompt(text: string, offset: number): Span | undefined {
  const lineStart = (at: number): number => text.slice(0, at).lastIndexOf('\n') + 1;
  let start = lineStart(offset);
  while (start > 0 && !title.test(text.slice(start, start + longestIndent))) start = lineStart(start - 1);
  while (start <= offset) {
    const line = text.slice(start).search(/\n|$/u) + start;
    if (!noPrompt.test(text.slice(start, line))) break;
    start = line + 1;
  }
  if (start > offset) return undefined;
  const next = text.slice(offset).search(/^[ \t]*###/mu);
  return { start, end: next < 0 ? text.length : offset + next };
}
