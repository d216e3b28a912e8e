import type { DocumentShot, Script } from './document.ts';
import { filledIn, readLetLine, wordsOf } from './lets.ts';
import type { LetLine } from './lets.ts';
import { joinRuns } from './pieces.ts';
import { readSettingLine } from './settingLine.ts';
import type { SettingLine } from './settingLine.ts';
import { trimmedSpan, trimmedText } from './span.ts';
import type { Span } from './span.ts';
import { titleMarkLength } from './titleMark.ts';

/** Reads a `.hailuo` text of these lines, which may have marks between them as in a fence of a list. The format is specified in the README. */
export function readScript(text: string, lines: readonly Span[], { start, end }: Span): Script {
  const headings = lines.flatMap((line, index) => (isHeading(text, line) ? [index] : []));
  const head = readShot(text, { start, end: lines[headings[0] ?? -1]?.start ?? end }, lines.slice(0, headings[0] ?? lines.length));
  const shots = headings.map((index, at) => {
    const next = headings[at + 1];
    const span = { start: lines[index]?.start ?? start, end: lines[next ?? -1]?.start ?? end };
    return readShot(text, span, lines.slice(index + 1, next), head, lines[index]);
  });
  return joinScript([head, ...shots], end);
}

/** The shots of a text, the first of which is what stands above the first heading and may hold settings alone. */
export function joinScript([head, ...shots]: readonly DocumentShot[], end: number): Script {
  const { start = 0, settings: defaults = [], lets = [] } = head ?? {};
  return { start, end, defaults, lets, shots: head === undefined || head.prompt === '' ? shots : [head, ...shots] };
}

export function isHeading(text: string, { start }: Pick<Span, 'start'>): boolean {
  return titleMarkLength(text, start) > 0;
}

/** One shot of these lines, its heading apart; without `head` that one itself. */
export function readShot(text: string, span: Span, lines: readonly Span[], head?: DocumentShot, heading?: Span): DocumentShot {
  const settings: SettingLine[] = [];
  const lets: LetLine[] = [];
  const comments: Span[] = [];
  const runs: Span[] = [];
  for (const line of lines) {
    const comment = commentIn(text, line);
    if (comment !== undefined) comments.push(comment);
    const code = comment === undefined ? line : trimmedSpan(text, line.start, comment.start);
    const words = readLetLine(text, code);
    const setting = words === undefined ? readSettingLine(text, code) : undefined;
    if (words !== undefined) lets.push(words);
    else if (setting !== undefined) settings.push(...setting);
    else if (comment === undefined || code.end > code.start) runs.push({ start: line.start, end: code.end });
  }
  const joined = joinRuns(text, runs);
  return {
    kind: 'hailuo', start: span.start, end: span.end, ...(heading !== undefined && { heading, title: trimmedText(text, heading.start + titleMarkLength(text, heading.start), heading.end) }),
    ...joined, ...filledIn(joined.prompt, wordsOf(head?.lets ?? lets, head === undefined ? [] : lets)), settings, defaults: head?.settings ?? settings, lets, comments,
  };
}

/** `//` at the start of a line or after white space, so that the one in a URL is text. */
function commentIn(text: string, line: Span): Span | undefined {
  const written = text.slice(line.start, line.end);
  for (let at = written.indexOf('//'); at !== -1; at = written.indexOf('//', at + 1)) {
    if (at === 0 || written.charAt(at - 1).trim() === '') return { start: line.start + at, end: line.end };
  }
  return undefined;
}
