import type { Problem } from '../directives/problem.ts';
import type { CheckOptions } from './checkOptions.ts';
import { lineProblems, pairProblems } from './checkSettings.ts';
import { filmProblems } from './checkFilm.ts';
import { letProblems } from './checkLets.ts';
import { checkShot } from './checkShot.ts';
import type { DocumentShot, Script, ShotDocument } from './document.ts';
import type { ProblemCode } from './problems.ts';
import { createReader, movedFrom } from './reader.ts';

/** Checks the versions of one document one after the other; a shot that did not change is not checked again. */
export interface DocumentChecker {
  readonly kind: ShotDocument['kind'];
  /** `document` is the text as it was read, where it was. */
  check(text: string, options: CheckOptions, document?: ShotDocument): readonly Problem<ProblemCode>[];
}

/** Problems of a shot, and the same as far along as it stood when they were last asked for. */
interface Kept { readonly problems: readonly Problem<ProblemCode>[]; by: number; there: readonly Problem<ProblemCode>[] }

export function createChecker(kind: ShotDocument['kind']): DocumentChecker {
  let keptFor: CheckOptions | undefined;
  let kept = new WeakMap<DocumentShot, Kept>();
  let byText = new Map<string, DocumentShot>();
  const reader = createReader(kind);

  /** Prose is read anew each time, so there only the words tell that a shot is the same. */
  const sameWords = (shot: DocumentShot, text: string): { readonly shot: DocumentShot; readonly by: number } => {
    const words = text.slice(shot.start, shot.end);
    const same = byText.get(words);
    if (same !== undefined) return { shot: same, by: shot.start - same.start };
    byText.set(words, shot);
    return { shot, by: 0 };
  };
  return {
    kind,
    check(text, options, document = reader.read(text)) {
      if (keptFor !== options || byText.size > mostTexts) {
        kept = new WeakMap();
        byText = new Map();
      }
      keptFor = options;
      const ofScripts = document.scripts.flatMap((script) => [
        ...defaultProblems(script, options),
        // Of the text as a whole: they are few, and cheap to find again.
        ...letProblems(script), ...filmProblems(script, options),
      ]);
      const ofShots: Problem<ProblemCode>[] = [];
      for (const shot of document.shots) {
        const origin = shot.kind === 'hailuo' ? movedFrom(shot) : sameWords(shot, text);
        const [first, by] = [origin?.shot ?? shot, origin?.by ?? 0];
        let known = kept.get(first);
        if (known === undefined) {
          const problems = checkShot(first, options);
          kept.set(first, known = { problems, by: 0, there: problems });
        }
        if (known.by !== by) [known.by, known.there] = [by, moved(known.problems, by)];
        for (const problem of known.there) ofShots.push(problem);
      }
      return ofScripts.length === 0 ? ofShots : [...ofScripts, ...ofShots].sort((a, b) => a.start - b.start || a.end - b.end);
    },
  };
}

/** More passages than this are not those of one document. */
const mostTexts = 2000;

function moved(problems: readonly Problem<ProblemCode>[], by: number): readonly Problem<ProblemCode>[] {
  return by === 0 ? problems : problems.map(({ code, severity, start, end, message }) => ({ code, severity, start: start + by, end: end + by, message }));
}

/** Of the lines above the first shot, when they belong to none. */
function defaultProblems({ defaults, shots }: Script, options: CheckOptions): readonly Problem<ProblemCode>[] {
  if (defaults.length === 0 || shots[0]?.settings === defaults) return [];
  return [...lineProblems(defaults, {}, options), ...pairProblems(defaults, {}, options)].sort((a, b) => a.start - b.start);
}
