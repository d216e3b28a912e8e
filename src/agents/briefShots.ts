import type { Severity } from '../directives/problem.ts';

/** A problem as a model is told of it, however much of it. */
export interface ToldProblem extends Readonly<Record<string, unknown>> { readonly severity: Severity }

/** What a model is told of a shot that was checked. */
export interface ShotRow extends Readonly<Record<string, unknown>> { readonly name: string; readonly line: number; readonly problems?: readonly ToldProblem[] }

/** So many problems of one shot are told where there are many shots. */
const mostOfOne = 8;

/** Errors before warnings, as the last ones may not fit; alike ones as they came. */
export function errorsFirst<T extends { readonly severity: Severity }>(problems: readonly T[]): readonly T[] {
  return [...problems].sort((a, b) => Number(b.severity === 'error') - Number(a.severity === 'error'));
}

/** The shots of a text that is too long to tell all of it: those with errors first, then those with warnings, and of good ones where they are. */
export function briefShots(shots: readonly ShotRow[]): readonly ShotRow[] {
  const rank = ({ problems = [] }: ShotRow): number => (problems.some(({ severity }) => severity === 'error') ? 0 : problems.length > 0 ? 1 : 2);
  return [...shots].sort((a, b) => rank(a) - rank(b)).map(({ name, line, problems = [] }) => {
    const more = problems.length - mostOfOne;
    return { name, line, ...(problems.length > 0 && { problems: errorsFirst(problems).slice(0, mostOfOne) }), ...(more > 0 && { moreProblems: more }) };
  });
}
