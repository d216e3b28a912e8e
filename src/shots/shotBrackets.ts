import { parsePrompt } from '../directives/parse.ts';
import type { Bracket } from '../directives/parse.ts';
import { bracketsIn, sentInDocument } from './document.ts';
import type { DocumentShot } from './document.ts';
import { asWritten } from './fillings.ts';
import { originOf } from './movedShot.ts';
import type { Span } from './span.ts';

const known = new WeakMap<DocumentShot, readonly Bracket[]>();

/**
 * The directive brackets of a shot as it is sent, where they stand in the prompt as it is written: those that `@let` puts in, at
 * their `{{name}}`. Worked out once for a shot however often it moves: after a key nearly all shots of a file only moved.
 */
export function bracketsOf(shot: DocumentShot): readonly Bracket[] {
  const origin = originOf(shot).shot;
  const brackets = known.get(origin) ?? sentBrackets(origin);
  known.set(origin, brackets);
  return brackets;
}

/** Where they stand in the document, in prose too counted as the camera's plan counts the brackets of what is sent. */
export function bracketSpans(shot: DocumentShot): readonly Span[] {
  return parsePrompt(shot.filled).map((bracket) => sentInDocument(shot, bracket));
}

function sentBrackets(shot: DocumentShot): readonly Bracket[] {
  const { fillings, filled } = shot;
  if (fillings === undefined) return bracketsIn(shot);
  return parsePrompt(filled).map((bracket) => ({
    ...bracket, ...asWritten(fillings, bracket), ...(bracket.ban && { ban: asWritten(fillings, bracket.ban) }),
    words: bracket.words.map((word) => ({ ...word, ...asWritten(fillings, word) })),
  }));
}
