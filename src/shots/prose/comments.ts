import type { Span } from '../span.ts';

/** Every HTML comment that ends, in order. */
export function commentsIn(text: string): readonly Span[] {
  const comments: Span[] = [];
  for (let start = text.indexOf('<!--'); start !== -1;) {
    const end = text.indexOf('-->', start + 4);
    if (end === -1) break;
    comments.push({ start, end: end + 3 });
    start = text.indexOf('<!--', end + 3);
  }
  return comments;
}

/** The parts between two offsets that no comment covers. */
export function withoutComments(from: number, to: number, comments: readonly Span[]): readonly Span[] {
  const parts: Span[] = [];
  let start = from;
  for (let index = firstEndingAfter(comments, from); index < comments.length; index++) {
    const comment = comments[index];
    if (comment === undefined || comment.start >= to) break;
    if (comment.start > start) parts.push({ start, end: comment.start });
    start = Math.max(start, comment.end);
  }
  return start < to || parts.length === 0 ? [...parts, { start: Math.min(start, to), end: to }] : parts;
}

function firstEndingAfter(comments: readonly Span[], offset: number): number {
  let [low, high] = [0, comments.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((comments[middle]?.end ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
