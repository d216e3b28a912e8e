import { actingBrackets } from './acting.ts';
import type { ActingBracket } from './acting.ts';
import { beginsClause, cutOf, pasteAt, wordEnds, wordStarts } from './bracketMove.ts';
import { planCamera } from './camera.ts';
import type { CameraPlan } from './camera.ts';
import { parsePrompt } from './parse.ts';
import { applyEdits } from './textEdit.ts';
import type { TextEdit } from './textEdit.ts';
import { readWay } from './way.ts';

/**
 * Moves a bracket before or after its neighbours in time: the brackets between the two places shift by one, the prose
 * stays where it is, since its order is the story's. `from` and `to` count acting brackets; places that do not exist give no change.
 */
export function reorderBrackets(prompt: string, from: number, to: number): readonly TextEdit[] {
  const slots = actingBrackets(prompt);
  if (from === to || slots[from] === undefined || slots[to] === undefined) return [];
  const order = slots.map((_, index) => index);
  order.splice(to, 0, ...order.splice(from, 1));
  return slots.flatMap((slot, index) => {
    const comes = slots[order[index]!]!;
    const text = prompt.slice(comes.start, comes.end);
    return text === prompt.slice(slot.start, slot.end) ? [] : [{ start: slot.start, end: slot.end, text }];
  });
}

/** Which brackets move, and where they may land. */
export interface BracketMove {
  /** So many brackets from there on move together; default 1. */
  readonly count?: number;
  /** Lands only where a clause begins, so that a sentence stays whole; default anywhere between two words. */
  readonly clauses?: boolean;
  /** Seconds: it begins no later than this; else it stays. */
  readonly latest?: number;
}

/**
 * Moves a bracket within the text between its neighbours so that it begins to act as near as can be to a wanted time, because a
 * bracket lasts as long as the text that it governs. It lands between two words, never inside one. Where brackets stand behind
 * their words a move begins where the bracket before it stands, so that one is moved, and the first move begins the clip.
 * Which way round the prompt is read does not change.
 * @param index counts acting brackets
 * @param seconds the clip's length
 * @param start the wanted start in seconds
 */
export function moveBracketStart(prompt: string, seconds: number, index: number, start: number, { count = 1, clauses = false, latest = seconds }: BracketMove = {}): readonly TextEdit[] {
  const { side, acting: slots } = readWay(prompt);
  const place = side === 'behind' ? placesBehind(prompt, slots, index) : placesBefore(prompt, slots, index, count);
  if (place === undefined) return [];
  const { moved, places } = place;
  const cut = cutOf(prompt, moved);
  const candidates = places
    .filter((at) => (at < cut.start || at > cut.end) && (!clauses || beginsClause(prompt, at)))
    .map((at) => [cut, pasteAt(prompt, prompt.slice(moved.start, moved.end), at)]);
  const begins = (changes: readonly TextEdit[]): number => {
    const plan = planCamera(applyEdits(prompt, changes), seconds);
    const time = startOf(plan, index);
    return plan.side === side && time <= latest ? time : Infinity;
  };
  return nearest([...(latest < seconds ? [] : [[]]), ...around(candidates, begins, start)], (changes) => Math.abs(begins(changes) - start));
}

/** The farther on a bracket stands the later it begins, so those next to the wish are found by halving. */
function around<Candidate>(candidates: readonly Candidate[], begins: (candidate: Candidate) => number, wish: number): readonly Candidate[] {
  let [low, high] = [0, candidates.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (begins(candidates[middle]!) < wish) low = middle + 1;
    else high = middle;
  }
  return candidates.slice(Math.max(0, low - 1), low + 1);
}

type Span = Pick<ActingBracket, 'start' | 'end'>;

interface Places { readonly moved: Span; readonly places: readonly number[] }

function placesBefore(prompt: string, slots: readonly ActingBracket[], index: number, count: number): Places | undefined {
  const [first, last] = [slots[index], slots[index + count - 1]];
  if (first === undefined || last === undefined) return undefined;
  const [low, high] = [slots[index - 1]?.end ?? 0, slots[index + count]?.start ?? prompt.length];
  return { moved: { start: first.start, end: last.end }, places: outsideBrackets(prompt, [low, ...wordStarts(prompt, low, high), high]) };
}

function placesBehind(prompt: string, slots: readonly ActingBracket[], index: number): Places | undefined {
  const [moved, next] = [slots[index - 1], slots[index]];
  if (moved === undefined || next === undefined) return undefined;
  const low = slots[index - 2]?.end ?? 0;
  return { moved, places: outsideBrackets(prompt, [...(index > 1 ? [low] : []), ...wordEnds(prompt, low, next.start), next.start]) };
}

/** Brackets that do not act stay whole. */
function outsideBrackets(prompt: string, places: readonly number[]): readonly number[] {
  const whole = parsePrompt(prompt);
  return places.filter((at) => !whole.some(({ start, end }) => start < at && at < end));
}

/**
 * Takes a bracket out of the prompt. `index` counts acting brackets. Where brackets stand behind their words the one before the
 * last takes its place when that goes, so that the prompt is still read the same way round.
 */
export function removeBracket(prompt: string, index: number): readonly TextEdit[] {
  const { side, runs, acting: slots } = readWay(prompt);
  const bracket = slots[index];
  if (bracket === undefined) return [];
  const [before, last] = runs.slice(-2);
  if (side === 'behind' && index === slots.length - 1 && before !== undefined && last?.brackets.length === 1) {
    const stretches = together(prompt, before.brackets);
    return [...stretches.map((stretch) => cutOf(prompt, stretch)), { start: bracket.start, end: bracket.end, text: stretches.map(({ start, end }) => prompt.slice(start, end)).join('') }];
  }
  return [cutOf(prompt, bracket)];
}

/** Brackets with nothing but space between as one stretch; a mark between two is prose and stays. */
function together(prompt: string, brackets: readonly Span[]): readonly Span[] {
  const stretches: Span[] = [];
  for (const { start, end } of brackets) {
    const last = stretches.at(-1);
    if (last !== undefined && prompt.slice(last.end, start).trim() === '') stretches.splice(-1, 1, { start: last.start, end });
    else stretches.push({ start, end });
  }
  return stretches;
}

/** The place of a camera segment's bracket among the acting ones, as the functions here count. */
export function actingIndex(prompt: string, bracket: number): number {
  return actingBrackets(prompt).findIndex((acting) => acting.bracket === bracket);
}

/** From when to when each acting bracket acts, seconds, in order. */
export function actingTimes({ segments }: CameraPlan): readonly { readonly startSeconds: number; readonly endSeconds: number }[] {
  const byBracket = Map.groupBy(segments.filter(({ bracket }) => bracket !== undefined), ({ bracket }) => bracket);
  return [...byBracket.values()].map((parts) => ({ startSeconds: parts[0]!.startSeconds, endSeconds: parts.at(-1)!.endSeconds }));
}

function startOf(plan: CameraPlan, index: number): number {
  return actingTimes(plan)[index]?.startSeconds ?? plan.seconds;
}

/** The first of the nearest. Staying comes first, so that a wish nothing comes nearer to changes nothing. */
function nearest(candidates: readonly (readonly TextEdit[])[], distance: (changes: readonly TextEdit[]) => number): readonly TextEdit[] {
  let best: readonly TextEdit[] = [];
  let least = Infinity;
  for (const candidate of candidates) {
    const away = distance(candidate);
    if (away < least - 1e-9) {
      best = candidate;
      least = away;
    }
  }
  return best;
}
