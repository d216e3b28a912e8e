import type { ShotDocument } from './document.ts';
import { readScript } from './hailuo.ts';
import { readProse } from './prose/readProse.ts';
import { linesOf } from './span.ts';

/** Some editors begin a file with it; it is no part of the text. */
const byteOrderMark = '\uFEFF';

/** Reads the shots of a document. Total, linear time. The format is specified in the README. */
export function readDocument(text: string, kind: ShotDocument['kind']): ShotDocument {
  if (kind === 'prose') return readProse(text);
  const start = text.startsWith(byteOrderMark) ? 1 : 0;
  const script = readScript(text, linesOf(text, start, text.length), { start, end: text.length });
  return { kind, scripts: [script], shots: script.shots, mentions: [] };
}

/** The kind of document that a VS Code language id stands for. */
export function documentKind(languageId: string): ShotDocument['kind'] {
  return languageId === 'hailuo' ? 'hailuo' : 'prose';
}
