import type { TextEdit } from '../directives/textEdit.ts';
import type { DocumentShot } from './document.ts';
import { toDocument } from './document.ts';
import type { Span } from './span.ts';
import { nearTitle } from './strayTitles.ts';

/**
 * The line of such a title made one, or, as `//`, a comment.
 * @param stray a part of the prompt as it is written
 */
export function titleEdit(text: string, shot: DocumentShot, stray: Span, mark: '###' | '//'): TextEdit | undefined {
  const [start, end] = [toDocument(shot, stray.start), toDocument(shot, stray.end)];
  if (start === undefined || end === undefined) return undefined;
  const { marks = '', words = '' } = [...shot.prompt.slice(stray.start, stray.end).matchAll(nearTitle)][0]?.groups ?? {};
  const emphasis = marks.replace(/[^*_`]/gu, '').length > 0 ? /[\s*_`#＃]+$/u : /\s+[#＃]*$/u;
  return { start: lineStart(text, shot, start), end, text: `${mark} ${words.replace(emphasis, '')}`.trimEnd() };
}

/** Where the line begins, white space that the prompt leaves out and all, behind the marks of a quote or a list around its fence. */
function lineStart(text: string, { margin = '' }: DocumentShot, at: number): number {
  const start = Math.max(text.lastIndexOf('\n', at - 1), text.lastIndexOf('\r', at - 1)) + 1;
  const own = start + (text.startsWith(margin, start) ? margin.length : at - start);
  // In front of the first line a mark of the file's encoding may stand.
  return own === 0 && text.startsWith('\uFEFF') ? 1 : own;
}
