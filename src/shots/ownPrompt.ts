import type { Span } from './span.ts';
import { titleMark, titleMarkLength } from './titleMark.ts';

/** What stands above a shot's prompt or between two: a title, a setting, a comment, an empty line. */
const noPrompt = new RegExp(String.raw`^(?:${titleMark}|[ \t]*(?:@|//|$))`, 'u');

const nextTitle = new RegExp(`^${titleMark}`, 'mu');

/**
 * The prompt, without title and settings above it, in which an offset of a `.hailuo` text lies; undefined where it lies in none.
 * Reads no further than to the next title either way.
 */
export function ownPrompt(text: string, offset: number): Span | undefined {
  const lineStart = (at: number): number => text.slice(0, at).lastIndexOf('\n') + 1;
  let start = lineStart(offset);
  while (start > 0 && titleMarkLength(text, start) === 0) start = lineStart(start - 1);
  while (start <= offset) {
    const line = text.slice(start).search(/\n|$/u) + start;
    if (!noPrompt.test(text.slice(start, line))) break;
    start = line + 1;
  }
  if (start > offset) return undefined;
  const next = text.slice(offset).search(nextTitle);
  return { start, end: next < 0 ? text.length : offset + next };
}
