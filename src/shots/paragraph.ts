export interface Paragraph {
  /** UTF-16 offsets into the text, end exclusive, without the white space around. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The paragraph that holds the offset: what lies between blank lines. Undefined on a blank line. */
export function paragraphAt(text: string, offset: number): Paragraph | undefined {
  let start = lineStart(text, Math.min(offset, text.length));
  if (isBlank(text, start)) return undefined;
  while (start > 0) {
    const above = lineStart(text, start - 1);
    if (isBlank(text, above)) break;
    start = above;
  }
  let end = lineEnd(text, start);
  while (end < text.length && !isBlank(text, end + 1)) end = lineEnd(text, end + 1);
  return trimmed(text, start, end);
}

/** Every paragraph in order, in linear time. */
export function* paragraphsOf(text: string): Generator<Paragraph> {
  for (let at = 0; at < text.length;) {
    const paragraph = paragraphAt(text, at);
    if (paragraph !== undefined) yield paragraph;
    at = lineEnd(text, paragraph?.end ?? at) + 1;
  }
}

function trimmed(text: string, start: number, end: number): Paragraph {
  const raw = text.slice(start, end);
  const content = raw.trim();
  const from = start + raw.length - raw.trimStart().length;
  return { start: from, end: from + content.length, text: content };
}

function lineStart(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}

function lineEnd(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end === -1 ? text.length : end;
}

function isBlank(text: string, start: number): boolean {
  return text.slice(start, lineEnd(text, start)).trim() === '';
}
