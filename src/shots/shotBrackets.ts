import type { Bracket } from '../directives/parse.ts';
import { bracketsIn } from './document.ts';
import type { DocumentShot } from './document.ts';
import { originOf } from './movedShot.ts';

const known = new WeakMap<DocumentShot, readonly Bracket[]>();

/** As `bracketsIn`, worked out once for a shot however often it moves: after a key nearly all shots of a file only moved. */
export function bracketsOf(shot: DocumentShot): readonly Bracket[] {
  const origin = originOf(shot).shot;
  const brackets = known.get(origin) ?? bracketsIn(origin);
  known.set(origin, brackets);
  return brackets;
}
