import type { TextEdit } from './textEdit.ts';

interface Span { readonly start: number; readonly end: number }

/**
 * Takes a stretch out of a prompt with the space that set it off, so that one space is left between the words around it and none
 * before a punctuation mark.
 */
export function cutOf(prompt: string, { start, end }: Span): TextEdit {
  const before = start === 0 || isSpace(prompt[start - 1]!);
  const after = prompt.charAt(end);
  if (before && after === ' ') return { start, end: end + 1, text: '' };
  const mark = after === '' || /[.,;:!?…)\]}’”"'，。；：！？、）」』】\r\n]/u.test(after);
  if (mark && prompt.charAt(start - 1) === ' ') return { start: start - 1, end, text: '' };
  return { start, end, text: '' };
}

/** Puts a bracket in, set off by spaces where the words around are. */
export function pasteAt(prompt: string, bracket: string, at: number): TextEdit {
  const [before, after] = [prompt.charAt(at - 1), prompt.charAt(at)];
  const gapBefore = before === '' || isSpace(before) || isWide(before) || /[“‘"'(（「『*_]/.test(before);
  const gapAfter = after === '' || isSpace(after) || isWide(after) || /[.,;:!?…)\]}’”]/u.test(after);
  return { start: at, end: at, text: `${gapBefore ? '' : ' '}${bracket}${gapAfter ? '' : ' '}` };
}

export function isSpace(character: string): boolean {
  return character.trim() === '';
}

/** Chinese and its punctuation stand without spaces. */
export function isWide(character: string): boolean {
  return /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]/.test(character);
}

const segmenter = new Intl.Segmenter('en', { granularity: 'word' });

/** Offsets between two where a word begins, in order. */
export function wordStarts(prompt: string, low: number, high: number): readonly number[] {
  return [...segmenter.segment(prompt.slice(low, high))].flatMap(({ index, isWordLike }) => (isWordLike ? [low + index] : []));
}

/** Offsets between two where a word ends, in order. */
export function wordEnds(prompt: string, low: number, high: number): readonly number[] {
  return [...segmenter.segment(prompt.slice(low, high))].flatMap(({ index, segment, isWordLike }) => (isWordLike ? [low + index + segment.length] : []));
}

const conjunctions = /^(?:and|then|while|as|but|before|until|when|where|after|so)\b|^(?:然后|接着|随后|同时|最后|再|而)/i;

/** True where a clause begins: at the start, behind a punctuation mark or a line break, before "and", "then", 然后. */
export function beginsClause(prompt: string, at: number): boolean {
  const before = prompt.slice(Math.max(0, at - 20), at).trimEnd();
  return prompt.slice(0, at).trim() === '' || /[\p{P}\p{S}]$/u.test(before) || /\n[ \t]*$/.test(prompt.slice(Math.max(0, at - 20), at)) || conjunctions.test(prompt.slice(at, at + 12));
}
