import type { Problem } from '../directives/problem.ts';
import type { CheckOptions } from './checkOptions.ts';
import { lineProblems, pairProblems } from './checkSettings.ts';
import { filmProblems } from './checkFilm.ts';
import { letProblems } from './checkLets.ts';
import { checkShot } from './checkShot.ts';
import type { Script, ShotDocument } from './document.ts';
import { valuesIn } from './document.ts';
import type { ProblemCode } from './problems.ts';
import { readDocument } from './readDocument.ts';

/** Checks the versions of one document one after the other; a shot that did not change is not checked again. */
export interface DocumentChecker {
  readonly kind: ShotDocument['kind'];
  check(text: string, options: CheckOptions): readonly Problem<ProblemCode>[];
}

/** Problems of a shot where it stood when it was last checked, by the shot's text and what counts for it. */
type Kept = Map<string, { readonly at: number; readonly problems: readonly Problem<ProblemCode>[] }>;

export function createChecker(kind: ShotDocument['kind']): DocumentChecker {
  let keptFor: CheckOptions | undefined;
  let kept: Kept = new Map();
  return {
    kind,
    check(text, options) {
      const document = readDocument(text, kind);
      const known = keptFor === options ? kept : undefined;
      keptFor = options;
      kept = new Map();
      const ofScripts = document.scripts.flatMap((script) => [
        ...defaultProblems(script, options),
        // Of the text as a whole: they are few, and cheap to find again.
        ...letProblems(script), ...filmProblems(script, options),
      ]);
      const words = new Map(document.scripts.map(({ defaults, lets }) => [defaults, JSON.stringify([valuesIn(defaults), lets.map(({ name, value }) => [name.text, value.text])])]));
      const ofShots = document.shots.flatMap((shot) => {
        const key = `${shot.kind} ${words.get(shot.defaults) ?? ''}\n${text.slice(shot.start, shot.end)}`;
        const last = kept.get(key) ?? known?.get(key);
        const found = last === undefined ? checkShot(shot, options) : moved(last.problems, shot.start - last.at);
        kept.set(key, { at: shot.start, problems: found });
        return found;
      });
      return ofScripts.length === 0 ? ofShots : [...ofScripts, ...ofShots].sort((a, b) => a.start - b.start || a.end - b.end);
    },
  };
}

function moved(problems: readonly Problem<ProblemCode>[], by: number): readonly Problem<ProblemCode>[] {
  return by === 0 ? problems : problems.map(({ code, severity, start, end, message }) => ({ code, severity, start: start + by, end: end + by, message }));
}

/** Of the lines above the first shot, when they belong to none. */
function defaultProblems({ defaults, shots }: Script, options: CheckOptions): readonly Problem<ProblemCode>[] {
  if (defaults.length === 0 || shots[0]?.settings === defaults) return [];
  return [...lineProblems(defaults, {}, options), ...pairProblems(defaults, {}, options)].sort((a, b) => a.start - b.start);
}
