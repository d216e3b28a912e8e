import { actingBrackets } from './acting.ts';
import type { ActingBracket } from './acting.ts';
import { lettersBefore, lettersBetween, lettersExtent } from './letters.ts';
import { parsePrompt } from './parse.ts';
import type { Bracket } from './parse.ts';
import { spokenText } from './spokenText.ts';

/** On which side of their words the brackets of a prompt stand. */
export type Side = 'before' | 'behind';

/** Brackets with no text between them. */
export interface Run {
  readonly brackets: readonly ActingBracket[];
  /** The text that they govern, from its first letter or digit to its last one; empty at the bracket where there is none. */
  readonly start: number;
  readonly end: number;
  /** Its letters and digits. */
  readonly letters: number;
}

export interface Way {
  readonly side: Side;
  /** All brackets of the runs. */
  readonly acting: readonly ActingBracket[];
  /** Letters and digits before the first bracket that none governs. */
  readonly head: number;
  readonly runs: readonly Run[];
}

/**
 * Which way round a prompt is read, for every part of the product. The vendor's pages put a bracket before the words that it
 * governs; many people put it behind them, at the end of a sentence. Where text stands before the first bracket and none behind
 * the last one, each bracket governs the text before it, back to the bracket before; otherwise the text behind it.
 */
export function readWay(prompt: string, brackets: readonly Bracket[] = parsePrompt(prompt)): Way {
  const known = recent.find((one) => one.brackets === brackets && one.prompt === prompt);
  if (known !== undefined) return known.way;
  const way = wayOf(prompt, brackets);
  recent.unshift({ prompt, brackets, way });
  recent.length = Math.min(recent.length, 4);
  return way;
}

/** Each problem and fix of a prompt asks which way it is read. */
const recent: { readonly prompt: string; readonly brackets: readonly Bracket[]; readonly way: Way }[] = [];

function wayOf(prompt: string, brackets: readonly Bracket[]): Way {
  const acting = actingBrackets(prompt, brackets);
  const [first, last] = [acting[0], acting.at(-1)];
  if (first === undefined || last === undefined) return { side: 'before', acting, head: lettersBetween(prompt), runs: [] };
  const spoken = spokenText(prompt, brackets, last.end);
  const offsets = [0, ...acting.flatMap(({ start, end }) => [start, end]), prompt.length];
  const counts = new Map(lettersBefore(spoken, offsets).map((count, index) => [offsets[index] ?? 0, count]));
  const between = (from: number, to: number): number => (counts.get(to) ?? 0) - (counts.get(from) ?? 0);
  const head = between(0, first.start);
  const side: Side = head > 0 && between(last.end, prompt.length) === 0 ? 'behind' : 'before';
  const groups = runsOf(acting, between);
  const runs = groups.map((brackets, index): Run => {
    const [from, to] = side === 'before'
      ? [brackets.at(-1)?.end ?? 0, groups[index + 1]?.[0]?.start ?? prompt.length]
      : [groups[index - 1]?.at(-1)?.end ?? 0, brackets[0]?.start ?? 0];
    return { brackets, ...lettersExtent(spoken, from, to), letters: between(from, to) };
  });
  return { side, acting, head: side === 'behind' ? 0 : head, runs };
}

function runsOf(acting: readonly ActingBracket[], between: (from: number, to: number) => number): readonly (readonly ActingBracket[])[] {
  const runs: ActingBracket[][] = [];
  let end = 0;
  for (const bracket of acting) {
    const open = runs.at(-1);
    if (open !== undefined && between(end, bracket.start) === 0) open.push(bracket);
    else runs.push([bracket]);
    end = bracket.end;
  }
  return runs;
}
