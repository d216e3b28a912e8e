/** UTF-16 offsets, end exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface TextSpan extends Span {
  readonly text: string;
}

const lineBreak = /\r\n|\n|\r/g;

/** The lines of a part of a text, each without its line break; a part that ends with a line break has an empty last one. */
export function linesOf(text: string, from: number, to: number): readonly Span[] {
  const lines: Span[] = [];
  for (let start = from; start <= to;) {
    lineBreak.lastIndex = start;
    const match = lineBreak.exec(text);
    const end = Math.min(match?.index ?? to, to);
    lines.push({ start, end });
    start = end + (match?.[0].length ?? 1);
  }
  return lines;
}

/** Without the white space around; where nothing else is there, empty at its start. */
export function trimmedSpan(text: string, from: number, to: number): Span {
  const raw = text.slice(from, to);
  const start = from + raw.length - raw.trimStart().length;
  return raw.trim() === '' ? { start: from, end: from } : { start, end: start + raw.trim().length };
}

/** The same with its text; where there is none, empty at its end. */
export function trimmedText(text: string, from: number, to: number): TextSpan {
  const raw = text.slice(from, to);
  const content = raw.trim();
  const start = content === '' ? to : from + raw.length - raw.trimStart().length;
  return { start, end: start + content.length, text: content };
}
