import { closest, editDistance } from './editDistance.ts';
import { inventedSpelled } from './invented.ts';
import { spellingKey, spellings } from './spelling.ts';
import type { DirectiveId } from './vocabulary.ts';

/** Longest text, in UTF-16 code units, that is compared letter by letter; it keeps the whole parse linear. */
const longest = 48;

const ascii = /^[ -~]+$/;

interface Candidate {
  readonly id: DirectiveId;
  readonly key: string;
  /** Latin spellings count inside a longer text only as whole words: "slow push-in" but not "impushing". */
  readonly asWords?: RegExp;
}

const candidates: readonly Candidate[] = [...spellings].map(([key, id]) =>
  ascii.test(key) ? { id, key, asWords: new RegExp(`\\b${Array.from(key).join('[\\s_-]*')}\\b`, 'i') } : { id, key });

/** How far a text is from a spelling; under 1 for a longer form that holds it, else the edits; undefined when too far. */
function distanceTo(candidate: Candidate, text: string, key: string): number | undefined {
  if (key.includes(candidate.key) && (candidate.asWords?.test(text) ?? true)) return 1 - candidate.key.length / (key.length + 1);
  if (candidate.asWords === undefined || key.length < 4) return undefined;
  const limit = candidate.key.length > 6 ? 2 : 1;
  const edits = editDistance(key, candidate.key, limit);
  return edits <= limit ? edits : undefined;
}

/**
 * Known directives that the text is a typing slip or a longer form of, at most three, nearest first:
 * `Psuh in`, `slow push in`, `镜头推进`. The longest spelling inside wins, so 缓慢变焦推近 is a zoom.
 */
export function nearMisses(text: string): readonly DirectiveId[] {
  if (text.length > longest) return [];
  const known = remembered.get(text) ?? findNearMisses(text);
  if (remembered.size >= mostRemembered) remembered.clear();
  remembered.set(text, known);
  return known;
}

/** One check asks for the same words several times, and the next keystroke for most of them again. */
const remembered = new Map<string, readonly DirectiveId[]>();
const mostRemembered = 500;

function findNearMisses(text: string): readonly DirectiveId[] {
  const key = spellingKey(text);
  const found = new Map<DirectiveId, number>();
  for (const candidate of candidates) {
    const distance = distanceTo(candidate, text, key);
    if (distance !== undefined && distance < (found.get(candidate.id) ?? Infinity)) found.set(candidate.id, distance);
  }
  return [...found].sort((a, b) => a[1] - b[1]).slice(0, 3).map(([id]) => id);
}

/** What could stand in place of a word that is no directive, best first; the moves of one replacement act together. */
export function replacementsFor(text: string): readonly (readonly DirectiveId[])[] {
  return inventedSpelled(text)?.nearest ?? nearMisses(text).map((id) => [id]);
}

/** The one directive that the text is a typing slip of; undefined when it is another word or several are as near. */
export function slipOf(text: string): DirectiveId | undefined {
  if (text.length > longest || inventedSpelled(text) !== undefined) return undefined;
  const key = spellingKey(text);
  const nearest = closest([...spellings], ([spelling]) => (ascii.test(spelling) && key.length > 3 ? editDistance(key, spelling, 2) : Infinity), 2, ([, id]) => id);
  return nearest?.[1];
}

/** True when half-typed text is the beginning of a spelling but for one slip: `psuh` for `pushin`. Both are spelling keys. */
export function beginsLike(spelling: string, typed: string): boolean {
  return typed.length > 2 && typed.length <= spelling.length && ascii.test(typed) && editDistance(spelling.slice(0, typed.length), typed, 1) <= 1;
}

const cameraTerms = new Set(['camera', 'dolly', 'pan', 'tilt', 'zoom', 'truck', 'pedestal', 'crane', 'orbit', 'arc', 'handheld', 'steadicam', 'gimbal', 'push', 'pull']);

/** True when a person who wrote this in brackets most likely meant a camera directive; `1`, `x`, `sic` and `Shot 2` are not. */
export function looksLikeDirective(text: string): boolean {
  if (text.length > longest) return false;
  if (inventedSpelled(text) !== undefined || nearMisses(text).length > 0) return true;
  if (/镜头|運鏡|运镜/.test(text)) return true;
  const tokens = text.toLowerCase().split(/[\s_-]+/);
  if (tokens.length > 4 || /\d/.test(text)) return false;
  return tokens.some((token) => cameraTerms.has(token)) || (tokens.length > 1 && tokens.at(-1) === 'shot');
}
