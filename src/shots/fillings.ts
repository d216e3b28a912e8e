import type { TextEdit } from '../directives/textEdit.ts';
import type { Span } from './span.ts';

/** Words that were put in for a `{{name}}`: where they stand in the filled prompt. */
export interface Filling extends Span {
  /** The `{{name}}` in the prompt as it is written. */
  readonly use: Span;
}

/** Of one prompt, in order; absent where nothing was put in. */
export type Fillings = readonly Filling[] | undefined;

/** A part of the filled prompt in the prompt as it is written; of the words that were put in for a `{{name}}`, the whole of it. */
export function asWritten(fillings: Fillings, { start, end }: Span): Span {
  if (fillings === undefined) return { start, end };
  const [first, last] = [lastWhere(fillings, (one) => one.start <= start), lastWhere(fillings, (one) => one.start < end)];
  const from = first === undefined ? start : start < first.end ? first.use.start : first.use.end + start - first.end;
  return { start: from, end: Math.max(from, last === undefined ? end : last.use.end + Math.max(0, end - last.end)) };
}

/** The other way round: a part of a `{{name}}` stands for all the words that were put in for it. */
export function asFilled(fillings: Fillings, { start, end }: Span): Span {
  if (fillings === undefined) return { start, end };
  const [first, last] = [lastWhere(fillings, ({ use }) => use.start <= start), lastWhere(fillings, ({ use }) => use.start < end)];
  const from = first === undefined ? start : start < first.use.end ? first.start : first.end + start - first.use.end;
  return { start: from, end: Math.max(from, last === undefined ? end : last.end + Math.max(0, end - last.use.end)) };
}

/** Whether a part of the filled prompt lies within the words of one `{{name}}`: nothing can be changed about it where it is used. */
export function isPutIn(fillings: Fillings, { start, end }: Span): boolean {
  const filling = fillings && lastWhere(fillings, (one) => one.start <= start);
  return filling !== undefined && end <= filling.end;
}

/** Whether a part of the prompt as it is written is nothing but a `{{name}}`. */
export function isUse(fillings: Fillings, { start, end }: Span): boolean {
  const filling = fillings && lastWhere(fillings, ({ use }) => use.start <= start);
  return filling !== undefined && end <= filling.use.end;
}

/** Edits of the filled prompt as edits of the prompt as it is written; undefined when one would change words that were put in. */
export function writtenEdits(fillings: Fillings, edits: readonly TextEdit[]): readonly TextEdit[] | undefined {
  if (fillings === undefined) return edits;
  const changesWords = ({ start, end }: Span): boolean => start < (lastWhere(fillings, (one) => one.start < end)?.end ?? start);
  return edits.some(changesWords) ? undefined : edits.map((edit) => ({ ...edit, ...asWritten(fillings, edit) }));
}

/** The fillings where they stand after edits of the filled prompt that change none of their words. */
export function fillingsAfter(fillings: Fillings, edits: readonly TextEdit[]): Fillings {
  return fillings?.map(({ start, end, use }) => {
    const by = edits.reduce((sum, edit) => (edit.end <= start ? sum + edit.text.length - (edit.end - edit.start) : sum), 0);
    return { start: start + by, end: end + by, use };
  });
}

/** Of items in order the last one for which it holds; it holds for none behind one for which it does not. */
function lastWhere(fillings: readonly Filling[], holds: (filling: Filling) => boolean): Filling | undefined {
  let [low, high] = [0, fillings.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(fillings[middle]!)) low = middle + 1;
    else high = middle;
  }
  return fillings[low - 1];
}
