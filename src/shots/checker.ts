import type { Problem } from '../directives/problem.ts';
import type { CheckOptions } from './checkOptions.ts';
import { lineProblems, pairProblems } from './checkSettings.ts';
import { filmProblems } from './checkFilm.ts';
import { letProblems } from './checkLets.ts';
import { checkShot } from './checkShot.ts';
import type { ShotDocument } from './document.ts';
import { readDocument, valuesIn } from './document.ts';
import type { ProblemCode } from './problems.ts';

/** Checks the versions of one document one after the other; a shot that did not change is not checked again. */
export interface DocumentChecker {
  readonly kind: ShotDocument['kind'];
  check(text: string, options: CheckOptions): readonly Problem<ProblemCode>[];
}

/** Problems of a shot where it stood when it was last checked, by the shot's text. */
type Kept = Map<string, { readonly at: number; readonly problems: readonly Problem<ProblemCode>[] }>;

export function createChecker(kind: ShotDocument['kind']): DocumentChecker {
  let keptFor: { readonly options: CheckOptions; readonly defaults: string } | undefined;
  let kept: Kept = new Map();
  return {
    kind,
    check(text, options) {
      const document = readDocument(text, kind);
      const defaults = valuesIn(document.defaults);
      const words = JSON.stringify([defaults, document.lets.map(({ name, value }) => [name.text, value.text])]);
      const known = keptFor?.options === options && keptFor.defaults === words ? kept : undefined;
      keptFor = { options, defaults: words };
      kept = new Map();
      const problems = document.shots.flatMap((shot) => {
        const key = text.slice(shot.start, shot.end);
        const last = kept.get(key) ?? known?.get(key);
        const found = last === undefined
          ? checkShot(shot, kind, shot.settings === document.defaults ? {} : defaults, options)
          : moved(last.problems, shot.start - last.at);
        kept.set(key, { at: shot.start, problems: found });
        return found;
      });
      // Of the document as a whole: they are few, and cheap to find again.
      const ofFilm = kind === 'hailuo' ? [...letProblems(document), ...filmProblems(document, options)] : [];
      const all = [...(document.shots[0]?.settings === document.defaults ? [] : defaultProblems(document, options)), ...problems];
      return ofFilm.length === 0 ? all : [...all, ...ofFilm].sort((a, b) => a.start - b.start || a.end - b.end);
    },
  };
}

function moved(problems: readonly Problem<ProblemCode>[], by: number): readonly Problem<ProblemCode>[] {
  return by === 0 ? problems : problems.map(({ code, severity, start, end, message }) => ({ code, severity, start: start + by, end: end + by, message }));
}

/** Of the lines above the first shot, when they belong to none. */
function defaultProblems({ defaults }: ShotDocument, options: CheckOptions): readonly Problem<ProblemCode>[] {
  return [...lineProblems(defaults, {}, options), ...pairProblems(defaults, {}, options)].sort((a, b) => a.start - b.start);
}
