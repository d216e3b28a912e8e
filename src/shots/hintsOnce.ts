import type { Problem } from '../directives/problem.ts';

/** Problems of one text, of whose hints each kind is told once, where it comes first: what holds for every shot needs no mark at each. `told`: the kinds that were told already. */
export function hintsOnce<Code extends string>(problems: readonly Problem<Code>[], told = new Set<Code>()): readonly Problem<Code>[] {
  return problems.filter(({ code, severity }) => {
    if (severity !== 'hint') return true;
    const isFirst = !told.has(code);
    told.add(code);
    return isFirst;
  });
}
