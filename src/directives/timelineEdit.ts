import { planCamera } from './camera.ts';
import { parsePrompt } from './parse.ts';
import type { Bracket } from './parse.ts';
import { applyEdits } from './textEdit.ts';
import type { TextEdit } from './textEdit.ts';

/**
 * Brackets that act, in the order of the timeline's bars. `bracket` is an index into `parsePrompt`, as in `CameraSegment`.
 */
function actingBrackets(prompt: string): readonly (Bracket & { readonly bracket: number })[] {
  return parsePrompt(prompt).flatMap((found, bracket) => (
    found.closed && found.words.some((word) => word.directive !== undefined) ? [{ ...found, bracket }] : []
  ));
}

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

/**
 * Moves a bracket within the text between its neighbours so that it begins as near as can be to a wanted time, because a
 * bracket lasts as long as the text that follows it. It lands between two words, never inside one.
 * @param index counts acting brackets
 * @param seconds the clip's length
 * @param start the wanted start in seconds
 * @param count so many brackets from there on move together
 */
export function moveBracketStart(prompt: string, seconds: number, index: number, start: number, count = 1): readonly TextEdit[] {
  const slots = actingBrackets(prompt);
  const [first, last] = [slots[index], slots[index + count - 1]];
  if (first === undefined || last === undefined) return [];
  const moved = { start: first.start, end: last.end };
  const cut = cutOf(prompt, moved);
  const low = slots[index - 1]?.end ?? 0;
  const high = slots[index + count]?.start ?? prompt.length;
  const candidates = [[], ...wordStarts(prompt, low, high)
    .filter((at) => at < cut.start || at > cut.end)
    .map((at) => [cut, pasteAt(prompt, prompt.slice(moved.start, moved.end), at)])];
  const distance = (changes: readonly TextEdit[]): number => Math.abs(startOf(applyEdits(prompt, changes), seconds, index) - start);
  return nearest(candidates, distance);
}

/** Takes a bracket out of the prompt. `index` counts acting brackets. */
export function removeBracket(prompt: string, index: number): readonly TextEdit[] {
  const bracket = actingBrackets(prompt)[index];
  return bracket === undefined ? [] : [cutOf(prompt, bracket)];
}

/** The place of a camera segment's bracket among the acting ones, as the functions here count. */
export function actingIndex(prompt: string, bracket: number): number {
  return actingBrackets(prompt).findIndex((acting) => acting.bracket === bracket);
}

function startOf(prompt: string, seconds: number, index: number): number {
  const segments = planCamera(prompt, seconds).segments.filter(({ bracket }) => bracket !== undefined);
  return segments[index]?.startSeconds ?? seconds;
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

/** A bracket with the space that set it off, so that taking it out leaves one space between the words around it. */
function cutOf(prompt: string, { start, end }: Pick<Bracket, 'start' | 'end'>): TextEdit {
  const before = start === 0 || isSpace(prompt[start - 1]!);
  if (before && prompt[end] === ' ') return { start, end: end + 1, text: '' };
  if (end === prompt.length && prompt[start - 1] === ' ') return { start: start - 1, end, text: '' };
  return { start, end, text: '' };
}

/** Set off by spaces where the words around are. */
function pasteAt(prompt: string, bracket: string, at: number): TextEdit {
  const gapBefore = at === 0 || isSpace(prompt[at - 1]!) || isWide(prompt[at - 1]!);
  const gapAfter = at === prompt.length || isSpace(prompt[at]!) || isWide(prompt[at]!);
  return { start: at, end: at, text: `${gapBefore ? '' : ' '}${bracket}${gapAfter ? '' : ' '}` };
}

function isSpace(character: string): boolean {
  return character.trim() === '';
}

/** Chinese and its punctuation stand without spaces. */
function isWide(character: string): boolean {
  return /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]/.test(character);
}

const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' });

/** Offsets where a word begins, and the end of the text; brackets that do not act stay whole. */
function wordStarts(prompt: string, low: number, high: number): readonly number[] {
  const whole = parsePrompt(prompt);
  const starts = [...segmenter.segment(prompt.slice(low, high))].flatMap(({ index, isWordLike }) => (isWordLike ? [low + index] : []));
  return [low, ...starts, high].filter((at) => !whole.some(({ start, end }) => start < at && at < end));
}
