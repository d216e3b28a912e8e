import type { ShotDocument } from './document.ts';
import { readScript } from './hailuo.ts';
import { readProse } from './prose/readProse.ts';
import { linesOf } from './span.ts';

/** Some editors begin a file with it; it is no part of the text. */
const byteOrderMark = '\uFEFF';

/**
 * The longest text that is read for shots, in UTF-16 units: a feature film has fewer, and each further one would keep the
 * editor waiting at every key. Of Markdown most is no shot, so that a longer one takes no more time. A longer text is left alone,
 * which is said where it is open.
 */
export function longestText(kind: ShotDocument['kind']): number {
  return kind === 'hailuo' ? 500_000 : 1_500_000;
}

/** Reads the shots of a document; none of one that is too long. Total, linear time. The format is specified in the README. */
export function readDocument(text: string, kind: ShotDocument['kind']): ShotDocument {
  if (text.length > longestText(kind)) return readDocument('', kind);
  if (kind === 'prose') return readProse(text);
  const start = text.startsWith(byteOrderMark) ? 1 : 0;
  const script = readScript(text, linesOf(text, start, text.length), { start, end: text.length });
  return { kind, scripts: [script], shots: script.shots, mentions: [] };
}

/** The kind of document that a VS Code language id stands for. */
export function documentKind(languageId: string): ShotDocument['kind'] {
  return languageId === 'hailuo' ? 'hailuo' : 'prose';
}
