import type { TextEdit } from '../directives/textEdit.ts';
import type { DocumentShot, Script } from './document.ts';
import { lineBreakOf } from './lineBreak.ts';
import { readDocument } from './readDocument.ts';
import { linesOf } from './span.ts';
import type { Span } from './span.ts';
import { titleFirst } from './titleFirst.ts';

/**
 * Moves a shot of a `.hailuo` text to the place of another one, with its title, settings, words and comments; what stands between
 * the two moves up or down. Comments right above a title, with an empty line before them, go with the shot that they stand above.
 * Blank lines between shots stay where they are. The words above the first title get a title when they move, or when another shot
 * comes before them. One edit; undefined where the shot is there already.
 */
export function moveShot(text: string, { shots }: Pick<Script, 'shots'>, shot: DocumentShot, to: DocumentShot): TextEdit | undefined {
  const [from, target] = [shots.indexOf(shot), shots.indexOf(to)];
  if (from < 0 || target < 0 || from === target) return undefined;
  if (shots[Math.min(from, target)]?.heading !== undefined) return moveTitled(text, shots, from, target);
  const titled = titleFirst(text, { shots });
  const edit = moveTitled(titled, readDocument(titled, 'hailuo').shots, from, target);
  return changeOf(text, titled.slice(0, edit.start) + edit.text + titled.slice(edit.end));
}

/** The one edit that makes a text another, as short as it can be. */
function changeOf(before: string, after: string): TextEdit {
  let start = 0;
  while (start < before.length && before[start] === after[start]) start++;
  let same = 0;
  while (same < Math.min(before.length, after.length) - start && before.at(-1 - same) === after.at(-1 - same)) same++;
  return { start, end: before.length - same, text: after.slice(start, after.length - same) };
}

function moveTitled(text: string, shots: readonly DocumentShot[], from: number, target: number): TextEdit {
  const [first, last] = [Math.min(from, target), Math.max(from, target)];
  const blocks = shots.map((_, index) => blockOf(text, shots, index)).slice(first, last + 1);
  const [start, end] = [blocks[0]?.start ?? 0, blocks.at(-1)?.end ?? 0];
  const order = [...blocks.keys()];
  order.splice(target - first, 0, ...order.splice(from - first, 1));
  const moved = order.map((index) => text.slice(blocks[index]?.start, blocks[index]?.end));
  const between = blocks.map(({ end: after }, index) => text.slice(after, blocks[index + 1]?.start ?? after));
  return { start, end, text: moved.map((block, index) => block + parted(between[index] ?? '', moved[index + 1], lineBreakOf(text))).join('') };
}

/** A title begins a line, and comments above it stand apart from the shot before, whatever stood between. */
function parted(between: string, next: string | undefined, lineBreak: string): string {
  if (next === undefined) return '';
  const breaks = between.match(/\r\n|\n|\r/gu)?.length ?? 0;
  const wanted = next.startsWith('//') ? 2 : 1;
  return between + lineBreak.repeat(Math.max(0, wanted - breaks));
}

/** A shot with the comments above its title, and without what lies before the next shot's own. */
function blockOf(text: string, shots: readonly DocumentShot[], index: number): Span {
  const shot = shots[index];
  const next = shots[index + 1];
  const start = shot === undefined ? 0 : begin(text, shot, shots[index - 1]?.start ?? 0);
  const end = next === undefined ? shot?.end ?? start : begin(text, next, shot?.start ?? 0);
  // To the end of its last line: spaces there are its own.
  const last = start + text.slice(start, end).trimEnd().length;
  const rest = text.slice(last, end).search(/[\r\n]/);
  return { start, end: rest < 0 ? end : last + rest };
}

/** Where the comments above a shot's title begin. */
function begin(text: string, { start }: Span, after: number): number {
  const lines = linesOf(text, after, start).slice(0, -1);
  let at = start;
  for (const line of lines.toReversed()) {
    const written = text.slice(line.start, line.end).trim();
    if (written === '') return at;
    if (!written.startsWith('//')) return start;
    at = line.start;
  }
  // Nothing but comments up to the text's own beginning, or the shot's before: they are no shot's.
  return start;
}
