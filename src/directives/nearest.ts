import { editDistance } from './editDistance.ts';
import { inventedSpelled } from './invented.ts';
import { isShotLabel, readWord } from './reading.ts';
import { isOtherLabel } from './subject.ts';
import type { DirectiveId } from './vocabulary.ts';

/** Longest text, in UTF-16 code units, that is taken for a directive by single words in it. */
const longest = 48;

const ascii = /^[ -~]+$/;

/** The moves that a text may mean that is no directive's name, best first: of `Psuh in`, `slow push in`, `Orbit`. */
export function meantBy(text: string): readonly DirectiveId[] {
  const reading = readWord(text);
  return reading === undefined || reading.forbids ? [] : [...new Set(reading.choices.flatMap(({ steps }) => steps.flatMap(({ moves }) => moves)))];
}

/** True when half-typed text is the beginning of a spelling but for one slip: `psuh` for `pushin`. Both are spelling keys. */
export function beginsLike(spelling: string, typed: string): boolean {
  return typed.length > 2 && typed.length <= spelling.length && ascii.test(typed) && editDistance(spelling.slice(0, typed.length), typed, 1) <= 1;
}

const cameraTerms = new Set(['camera', 'dolly', 'pan', 'tilt', 'zoom', 'truck', 'pedestal', 'crane', 'orbit', 'arc', 'handheld', 'steadicam', 'gimbal', 'push', 'pull']);

/** True when a person who wrote this in brackets most likely meant a camera directive; `1`, `x`, `sic` and `Shot 2` are not. */
export function looksLikeDirective(text: string): boolean {
  if (readWord(text) !== undefined) return true;
  if (text.length > longest || isShotLabel(text) || isOtherLabel(text)) return false;
  if (inventedSpelled(text) !== undefined || /镜头|鏡頭|運鏡|运镜/.test(text)) return true;
  const tokens = text.toLowerCase().split(/[\s_-]+/);
  if (tokens.length > 4 || /\d/.test(text)) return false;
  return tokens.some((token) => cameraTerms.has(token)) || (tokens.length > 1 && tokens.at(-1) === 'shot');
}
