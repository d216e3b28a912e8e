import { shotAt } from './document.ts';
import type { DocumentShot, ShotDocument } from './document.ts';
import { breakIn, lineBreakOf } from './lineBreak.ts';
import type { Span } from './span.ts';

/** Where words go into a prompt. */
export interface PromptPlace {
  /** Of the document, UTF-16. */
  readonly offset: number;
  /** What is to stand before them there: a line break where the shot has no prompt yet; else empty. */
  readonly lead: string;
}

/**
 * Where something that belongs to the prompt is written when the cursor stands at an offset: there, unless that is in a title, a setting,
 * `@let` or a comment; then where the shot's prompt is nearest, or on a line of its own below them.
 */
export function promptPlace(text: string, document: ShotDocument, offset: number): PromptPlace {
  const shot = shotAt(document, offset);
  const head = document.scripts.find(({ start, end }) => start <= offset && offset <= end);
  const lines = shot === undefined ? [...head?.defaults ?? [], ...head?.lets ?? []] : linesOf(shot);
  if (!lines.some(({ start, end }) => start <= offset && offset <= end) && !shot?.comments.some((comment) => isWithin(text, comment, offset))) return { offset, lead: '' };
  const target = shot ?? head?.shots.find(({ start }) => start >= offset);
  if (target === undefined) return { offset: lineEnd(text, offset), lead: lineBreakOf(text) + (head?.margin ?? '') };
  const before = target.pieces.findLast(({ start, end }) => start < end && end <= offset);
  const first = target.pieces[0];
  if (first !== undefined) return { offset: before?.end ?? first.start, lead: '' };
  const last = Math.max(...linesOf(target).map(({ end }) => end), target.start);
  return { offset: lineEnd(text, last), lead: breakIn(text, target) };
}

function linesOf({ heading, settings, lets }: DocumentShot): readonly Span[] {
  return [...(heading === undefined ? [] : [heading]), ...settings, ...lets];
}

/** A comment that shares its line begins behind what stands there. */
function isWithin(text: string, { start, end }: Span, offset: number): boolean {
  const alone = text.slice(text.lastIndexOf('\n', start - 1) + 1, start).trim() === '';
  return (alone ? start <= offset : start < offset) && offset <= end;
}

function lineEnd(text: string, offset: number): number {
  const rest = text.slice(offset).search(/\r?\n/);
  return rest === -1 ? text.length : offset + rest;
}
