import type { TextEdit } from '../directives/textEdit.ts';
import { asWritten } from './fillings.ts';
import type { Fillings } from './fillings.ts';
import { filledIn } from './lets.ts';
import type { Span } from './span.ts';

/** A prompt with the words of `@let` put in, and the way back to how it is written. */
export interface FilledPrompt {
  /** What is counted, checked, shown and sent. */
  readonly text: string;
  readonly fillings: Fillings;
  /** Where a part of the filled text is written: a part of words that were put in is the whole `{{name}}`. */
  spanOf(span: Span): Span;
  /**
   * How brackets that are moved or taken out of the filled text move in the text as written; undefined where that would change
   * a part of words that were put in, which other shots may share. What would land within such words lands next to their name; a
   * name that is all of what moves stays a name.
   */
  movesOf(edits: readonly TextEdit[]): readonly TextEdit[] | undefined;
}

/** `words` as `wordsOf` gives them. */
export function filledPrompt(written: string, words: ReadonlyMap<string, string>): FilledPrompt {
  const { filled, fillings } = filledIn(written, words);
  const around = (offset: number): Span | undefined => fillings?.find(({ start, end }) => start < offset && offset < end);
  const beside = (offset: number): number => {
    const { start, end } = around(offset) ?? { start: offset, end: offset };
    return offset - start > end - offset ? end : start;
  };
  return {
    text: filled,
    fillings,
    spanOf: (span) => asWritten(fillings, span),
    movesOf: (edits) => {
      if (fillings === undefined) return edits;
      const taken = edits.filter(({ start, end }) => start < end);
      if (taken.some(({ start, end }) => around(start) ?? around(end))) return undefined;
      const names = fillings.filter((one) => one.start < one.end && taken.some(({ start, end }) => start <= one.start && one.end <= end));
      return edits.map(({ start, end, text }) => ({
        ...asWritten(fillings, start < end ? { start, end } : { start: beside(start), end: beside(start) }),
        text: names.reduce((whole, one) => whole.replaceAll(filled.slice(one.start, one.end), () => written.slice(one.use.start, one.use.end)), text),
      }));
    },
  };
}
