import { inventedWords } from './invented.ts';
import { directives } from './vocabulary.ts';
import type { DirectiveId } from './vocabulary.ts';

/** Where a move is spelled in a text. Offsets are UTF-16 code units into it. */
export interface SpelledMove {
  readonly start: number;
  readonly end: number;
  /** What it may mean, best first; the moves of one act together. */
  readonly meanings: readonly (readonly DirectiveId[])[];
  /** By a directive's own name, inflected or not. */
  readonly own: boolean;
}

interface Entry { readonly meanings: SpelledMove['meanings']; readonly own: boolean; /** A single word that means a move of the camera and little else. */ readonly term: boolean }

/** Single words that are film terms wherever they stand; other single words count only when they are all that is said. */
const terms = new Set(['orbit', 'orbiting', 'arc', 'crane', 'jib', 'dolly', 'zoom', 'pan', 'tilt', 'handheld', 'steadicam', 'tracking', 'pedestal', 'tripod', 'static', 'panning', 'zooming', 'tilting',
  'paneo', 'panorámica', 'panoramica', 'acercamiento', 'alejamiento', 'seguimiento', 'órbita', 'orbita']);
/** Words that may stand between those of a directive: "pan to the left", "push the camera in", "crane shot up". */
const fillers = new Set(['the', 'a', 'an', 'to', 'camera', 'cam', 'shot', 'is', 'la', 'el', 'de', 'hacia', 'en', 'las', 'los', 'al']);

/** Who moves, so that a word for many things means a move: "camera follows the dog", "drone rises". */
export const movers: ReadonlySet<string> = new Set(['camera', 'cam', 'drone', 'gimbal', 'fpv', 'steadicam']);

/** A word without its endings, the same for all forms of a verb: pushes, pushing, pushed; dollies. Upward and upwards are up. */
function stem(token: string): string {
  const bare = token.replace(/^(up|down|left|right|in|out)wards?$/, '$1').replace(/ies$/, 'y').replace(/(?<=[a-z]{3})(?:ing|ed)$/, '').replace(/(?<=[a-z]{3})(?:es|s|e)$/, '');
  return bare.replace(/([a-z])\1$/, '$1');
}

const keyOf = (tokens: readonly string[]): string => tokens.map(stem).join(' ');
const entries = new Map<string, Entry>();
const latin = /^[\p{Script=Latin}\s-]+$/u;
for (const [word, { nearest }] of inventedWords) {
  if (latin.test(word)) entries.set(keyOf(word.toLowerCase().split(/[\s-]+/)), { meanings: nearest, own: false, term: terms.has(word) });
}
for (const { id, en, aliases } of directives) {
  for (const word of [...aliases, en]) {
    if (latin.test(word)) entries.set(keyOf(word.toLowerCase().split(/[\s-]+/)), { meanings: [[id]], own: word === en || /\s/.test(word), term: terms.has(word) || word === en });
  }
}

// "left pan", "up tilt"
for (const { id, en } of directives) {
  const [move = '', way = ''] = en.toLowerCase().split(' ');
  if (/^(?:left|right|up|down)$/.test(way)) entries.set(keyOf([way, move]), { meanings: [[id]], own: false, term: true });
}

/** Words of one directive stand at most so far apart. */
const widest = 6;

interface Token { readonly text: string; readonly start: number; readonly end: number }

/**
 * The moves that a text spells in Latin letters, in order, none over another; the longest first where several begin alike. Words that say
 * how may stand in a directive's midst ("push slowly in"); they are left over for whoever reads the rest.
 * @param isManner of a word in lower case
 */
export function latinMoves(text: string, isManner: (word: string) => boolean): readonly (SpelledMove & { readonly within: readonly string[] })[] {
  const tokens = [...text.matchAll(/[\p{L}\p{M}\p{N}'’]+/gu)].map(({ index, 0: word }): Token => ({ text: word.toLowerCase(), start: index, end: index + word.length }));
  const found: (SpelledMove & { within: readonly string[] })[] = [];
  for (let from = 0; from < tokens.length;) {
    const best = moveAt(text, tokens, from, isManner);
    // "whip pan left": a directive that begins within a word for several goes before it.
    const later = best === undefined || best.move.own ? undefined : moveAt(text, tokens, from + 1, isManner);
    if (best === undefined || (later?.move.own === true && later.move.start < best.move.end)) {
      from++;
      continue;
    }
    found.push(best.move);
    from = best.next;
  }
  return found;
}

function moveAt(text: string, tokens: readonly Token[], from: number, isManner: (word: string) => boolean): { readonly move: SpelledMove & { within: readonly string[] }; readonly next: number } | undefined {
  const first = tokens[from]?.text;
  if (first === undefined || fillers.has(first)) return undefined;
  let best: { readonly move: SpelledMove & { within: readonly string[] }; readonly next: number; readonly rank: number } | undefined;
  const words: string[] = [];
  const within: string[] = [];
  const all: string[] = [];
  for (let at = from; at < Math.min(tokens.length, from + widest); at++) {
    const token = tokens[at]!;
    all.push(token.text);
    const into = token.text === 'into' || token.text === 'onto';
    if (at === from && isManner(token.text) && !startsEntry(tokens, from)) return undefined;
    if (isManner(token.text) && at > from) within.push(text.slice(token.start, token.end));
    else if (!fillers.has(token.text)) words.push(into ? 'in' : token.text);
    if (fillers.has(token.text) && !entries.has(keyOf(all))) continue;
    const whole = entries.get(keyOf(all));
    const entry = whole ?? (isManner(token.text) ? undefined : entries.get(keyOf(words)));
    if (entry === undefined || (words.length === 1 && !entry.term && tokens.length > 1 && !allElseManner(tokens, at, isManner) && !isMoved(tokens, from, isManner))) continue;
    const rank = words.length * 2 + (entry.own ? 1 : 0);
    // "tracking shot forward" is a tracking shot: its name stands whole.
    if (best?.move.own === true && /^(?:forward|back|away)/.test(token.text)) continue;
    if (best !== undefined && best.rank > rank) continue;
    const end = into ? tokens[at - 1]?.end ?? token.end : token.end;
    best = { move: { start: tokens[from]!.start, end, meanings: entry.meanings, own: entry.own && !into, within: whole === undefined ? [...within] : [] }, next: at + 1, rank };
  }
  return best;
}

/** Of "whip pan" and "crash zoom": a word that says how, but is part of a name. */
function startsEntry(tokens: readonly Token[], from: number): boolean {
  return entries.has(keyOf(tokens.slice(from, from + 2).map(({ text }) => text)));
}

/** Directly behind the camera, or what carries it. */
function isMoved(tokens: readonly Token[], from: number, isManner: (word: string) => boolean): boolean {
  const before = tokens.slice(0, from);
  return before.some(({ text }) => movers.has(text)) && before.every(({ text }) => movers.has(text) || fillers.has(text) || isManner(text) || /^(?:starts?|begins?|then|it|aerial|wide|cinematic)$/.test(text));
}

/** A word that may mean other things counts where the rest only says how, or whereto: "slow push", "push through the door". */
function allElseManner(tokens: readonly Token[], at: number, isManner: (word: string) => boolean): boolean {
  const rest = [...tokens.slice(0, at), ...tokens.slice(at + 1)];
  const next = tokens[at + 1]?.text ?? '';
  const follows = tokens[at]!.text.startsWith('follow');
  return rest.every(({ text }) => isManner(text) || fillers.has(text) || terms.has(text) || /^(?:movement|move|motion|effect)$/.test(text))
    || (at === 0 && (follows || /^(?:through|toward|towards|past|along|around|across|over|behind)$/.test(next)));
}
