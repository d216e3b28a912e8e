import type { TextEdit } from '../directives/textEdit.ts';
import { endInDocument, toDocument } from './document.ts';
import type { DocumentShot } from './document.ts';
import { breakIn, lineBreakOf } from './lineBreak.ts';
import type { SettingLine } from './settingLine.ts';
import { valueAsWritten } from './settingLine.ts';
import type { SettingName } from './settings.ts';
import type { Span } from './span.ts';

/**
 * Writes `@name = value` for a shot of a `.hailuo` text: over the shot's own line, else as a new line below its other
 * settings or its heading. Without a value the shot's own lines of that name go, so that the default counts again.
 */
export function writeSetting(text: string, shot: DocumentShot, name: SettingName, value: string | undefined): readonly TextEdit[] {
  const own = shot.settings.filter((line) => line.setting === name);
  if (value === undefined) return own.flatMap((line) => removeSetting(text, line));
  const last = own.at(-1);
  if (last !== undefined) return [{ start: last.start, end: last.end, text: `@${name} = ${valueAsWritten(name, value)}${last.shared === true ? ' ' : ''}` }];
  return [lineBelow(text, shot, shot.settings.at(-1) ?? shot.heading, `@${name} = ${valueAsWritten(name, value)}`)];
}

/** Takes a setting away with its line, or by itself where it shares the line with others. */
export function removeSetting(text: string, line: SettingLine): readonly TextEdit[] {
  return [line.shared === true ? { start: line.start, end: line.end, text: '' } : removeLine(text, line)];
}

/** Takes the line that holds a span away with its line break, or with the one before it when it is the last. */
export function removeLine(text: string, { start: from, end: to }: Span): TextEdit {
  const start = from === 0 ? 0 : text.lastIndexOf('\n', from - 1) + 1;
  const end = text.indexOf('\n', to);
  return end === -1 ? { start: Math.max(0, start - lineBreakOf(text).length), end: text.length, text: '' } : { start, end: end + 1, text: '' };
}

/** Puts a line below another one, or first in the shot. */
function lineBelow(text: string, shot: DocumentShot, above: Span | undefined, line: string): TextEdit {
  if (above === undefined) return firstLine(text, shot, line);
  const rest = text.slice(above.end).search(/\r?\n/);
  const end = rest === -1 ? text.length : above.end + rest;
  return { start: end, end, text: breakIn(text, shot) + line };
}

/** A blank line, where a shot may begin, has less before it than others, or nothing. */
function firstLine(text: string, { start, margin }: DocumentShot, line: string): TextEdit {
  const at = margin === undefined ? start : text.lastIndexOf('\n', start - 1) + 1;
  return { start: at, end: at, text: (margin ?? '') + line + lineBreakOf(text) };
}

/**
 * An edit of the shot's prompt as edits of the document. What stands between the prompt's pieces, comments and settings,
 * is left where it is.
 */
export function inDocument(text: string, shot: DocumentShot, edit: TextEdit): readonly TextEdit[] {
  if (hasMarks(shot)) return aroundMarks(text, shot, edit);
  const touched = shot.pieces.filter(({ at, start, end }) => at <= edit.end && edit.start <= at + end - start);
  return touched.map(({ at, start, end }, index) => ({
    start: start + Math.max(0, edit.start - at),
    end: Math.min(end, start + edit.end - at),
    text: index === 0 ? edit.text.replaceAll('\n', breakIn(text, shot)) : '',
  })).filter(({ start, end, text: inserted }) => start < end || inserted !== '');
}

/** Whether marks that are not sent, such as the backslash of `\[`, part the prompt within its lines. */
function hasMarks({ pieces }: DocumentShot): boolean {
  return pieces.some(({ at, start, end }, index) => pieces[index + 1]?.at === at + end - start);
}

/** The same where such marks stand: the one before what is replaced goes with it, and brackets that are put in for it get theirs. */
function aroundMarks(text: string, shot: DocumentShot, edit: TextEdit): readonly TextEdit[] {
  const { pieces, prompt } = shot;
  const edits: TextEdit[] = [];
  let escaped = false;
  for (const [index, { at, start, end }] of pieces.entries()) {
    const [from, to] = [Math.max(edit.start, at), Math.min(edit.end, at + end - start)];
    const isInsertion = edit.start === edit.end && at <= edit.start && edit.start <= at + end - start;
    if (from >= to && !(isInsertion && edits.length === 0)) continue;
    const before = pieces[index - 1];
    const marked = before !== undefined && before.at + before.end - before.start === at && from === at && from < to;
    if (marked && text.charAt(start - 1) === '\\') escaped = true;
    edits.push({ start: marked ? before.end : start + from - at, end: start + Math.max(from, to) - at, text: '' });
  }
  const first = edits[0] ?? { start: pieces.at(-1)?.end ?? 0, end: pieces.at(-1)?.end ?? 0 };
  const written = (escaped && /[[\]]/.test(prompt.slice(edit.start, edit.end)) ? edit.text.replace(/[[\]]/g, '\\$&') : edit.text).replaceAll('\n', breakIn(text, shot));
  return [{ ...first, text: written }, ...edits.slice(1)].filter(({ start, end, text: inserted }) => start < end || inserted !== '');
}

/**
 * Makes `prompt` the shot's prompt with the smallest change, so that cursors, undo and comments elsewhere in the shot stay.
 * A comment inside the changed passage goes with it; a setting inside moves below the heading. No edits when nothing changes.
 */
export function writePrompt(text: string, shot: DocumentShot, prompt: string): readonly TextEdit[] {
  const asLines = (part: string) => part.replaceAll('\n', breakIn(text, shot));
  if (shot.pieces.length === 0) {
    const wanted = prompt.trim();
    return wanted === '' ? [] : [lineBelow(text, shot, shot.settings.at(-1) ?? shot.heading, asLines(wanted))];
  }
  const change = changeBetween(shot.prompt, prompt);
  if (change === undefined) return [];
  const start = toDocument(shot, change.start) ?? shot.end;
  const edit = besideComment(text, shot, { start, end: Math.max(start, (shot.prompt[change.end - 1] === '\n' ? toDocument(shot, change.end) : endInDocument(shot, change.end)) ?? start), text: asLines(change.text) });
  const swallowed = shot.settings.filter((line) => line.start >= edit.start && line.end <= edit.end);
  return [...swallowed.map((line) => lineBelow(text, shot, shot.heading, text.slice(line.start, line.end))), edit];
}

/**
 * A line with nothing but a comment is no line of the prompt, so an empty one can't be made in front of a comment: what goes on behind
 * the line is put behind its comment, and of a line that is replaced by an empty one the comment goes too.
 */
function besideComment(text: string, { comments, margin }: DocumentShot, edit: TextEdit): TextEdit {
  const comment = comments.find(({ start }) => start >= edit.end && /^[ \t]*$/.test(text.slice(edit.end, start)));
  const lead = (text.slice(0, edit.start).slice(-1000) + edit.text).split(/[\r\n]/u).at(-1) ?? '';
  const isBlank = margin === undefined ? lead.trim() === '' : /^[\s>]*$/.test(lead);
  if (comment === undefined || !isBlank) return edit;
  return edit.start === edit.end && /^[\r\n]/u.test(edit.text) ? { ...edit, start: comment.end, end: comment.end } : { ...edit, end: comment.end };
}

/** The one replacement that makes `after` of `before`; undefined when they are equal. Never splits a surrogate pair. */
export function changeBetween(before: string, after: string): TextEdit | undefined {
  if (before === after) return undefined;
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head++;
  if (head > 0 && isHighSurrogate(before, head - 1)) head--;
  let tail = 0;
  while (tail < shorter - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  if (tail > 0 && isHighSurrogate(before, before.length - tail - 1)) tail--;
  return { start: head, end: before.length - tail, text: after.slice(head, after.length - tail) };
}

function isHighSurrogate(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit >= 0xd800 && unit <= 0xdbff;
}
