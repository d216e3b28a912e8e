import type { DocumentShot } from './document.ts';
import { listMark } from './listMark.ts';

/** The line break that the text uses. */
export function lineBreakOf(text: string): string {
  return /\r\n|\n/.exec(text)?.[0] ?? '\n';
}

/** What goes on in a quote or a list item: its quote marks, or white space for the mark of the item. */
const quoteMarks = /^(?:[ \t]{0,3}>[ \t]?)*/u;
const itemMark = new RegExp(String.raw`^[ \t]*${listMark}$`, 'u');

/** A line break within a shot, with what its lines begin with in their quote or list; in a table's cell, the tag. */
export function breakIn(text: string, { kind, margin = '', pieces, start }: Pick<DocumentShot, 'kind' | 'margin' | 'pieces' | 'start'>): string {
  if (kind === 'hailuo') return lineBreakOf(text) + margin;
  const at = pieces[0]?.start ?? start;
  const before = text.slice(text.lastIndexOf('\n', at - 1) + 1, at);
  const [quote = ''] = quoteMarks.exec(before) ?? [];
  const own = before.slice(quote.length);
  if (own.includes('|')) return '<br>';
  return lineBreakOf(text) + quote + (itemMark.test(own) ? ' '.repeat(own.length) : '');
}
