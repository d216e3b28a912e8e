import type { Problem } from '../directives/problem.ts';
import type { CheckOptions } from './checkOptions.ts';
import { lineProblems, pairProblems } from './checkSettings.ts';
import { filmProblems } from './checkFilm.ts';
import { letProblems } from './checkLets.ts';
import { checkShot } from './checkShot.ts';
import type { DocumentShot, ShotDocument } from './document.ts';
import { originOf } from './movedShot.ts';
import type { Origin } from './movedShot.ts';
import type { ProblemCode } from './problems.ts';
import { createReader } from './reader.ts';
import { readSections } from './sections.ts';
import type { TextSource } from './textSource.ts';

/** Checks the versions of one document one after the other; a shot that did not change is not checked again. */
export interface DocumentChecker {
  readonly kind: ShotDocument['kind'];
  /** `document` is the text as it was read, where it was. */
  check(text: string, options: CheckOptions, document?: ShotDocument): readonly Problem<ProblemCode>[];
  /**
   * The same shot by shot, of a text that need not be put together: of a `.hailuo` document nothing of it is asked for. What is
   * wrong with the document as a whole comes first.
   */
  checkRead(text: TextSource, options: CheckOptions, document: ShotDocument): readonly PlacedProblems[];
}

/** Problems that stand so far behind where they say: most shots of a file only move when a key is typed. */
export interface PlacedProblems { readonly problems: readonly Problem<ProblemCode>[]; readonly by: number }

export function createChecker(kind: ShotDocument['kind']): DocumentChecker {
  let keptFor: CheckOptions | undefined;
  let kept = new WeakMap<DocumentShot, readonly Problem<ProblemCode>[]>();
  let byText = new Map<string, DocumentShot>();
  const reader = createReader(kind);

  /** Prose is read anew each time, so there only the words tell that a shot is the same. */
  const sameWords = (shot: DocumentShot, text: TextSource): Origin => {
    const words = text.slice(shot.start, shot.end);
    const same = byText.get(words);
    if (same !== undefined) return { shot: same, by: shot.start - same.start };
    byText.set(words, shot);
    return { shot, by: 0 };
  };
  const checkRead = (text: TextSource, options: CheckOptions, document: ShotDocument): readonly PlacedProblems[] => {
    if (keptFor !== options || byText.size > mostTexts) {
      kept = new WeakMap();
      byText = new Map();
    }
    keptFor = options;
    const shots = originsIn(document) ?? document.shots.map((shot) => (shot.kind === 'hailuo' ? originOf(shot) : sameWords(shot, text)));
    const ofShots = shots.map(({ shot, by }): PlacedProblems => {
      const problems = kept.get(shot) ?? checkShot(shot, options);
      kept.set(shot, problems);
      return { problems, by };
    });
    const ofWhole = wholeProblems(document, shots, options);
    return ofWhole.length === 0 ? ofShots : [{ problems: ofWhole, by: 0 }, ...ofShots];
  };
  return {
    kind, checkRead,
    check: (text, options, document = reader.read(text)) => inOrder(checkRead(text, options, document)),
  };
}

/** Every problem where it stands, in order. */
export function inOrder(placed: readonly PlacedProblems[]): readonly Problem<ProblemCode>[] {
  const none: readonly Problem<ProblemCode>[] = [];
  return none.concat(...placed.map(({ problems, by }) => moved(problems, by))).sort((a, b) => a.start - b.start || a.end - b.end);
}

/** More passages than this are not those of one document. */
const mostTexts = 2000;

function moved(problems: readonly Problem<ProblemCode>[], by: number): readonly Problem<ProblemCode>[] {
  return by === 0 ? problems : problems.map(({ code, severity, start, end, message }) => ({ code, severity, start: start + by, end: end + by, message }));
}

/** The shots of a document that was read in sections, without putting each where it stands. */
function originsIn(document: ShotDocument): readonly Origin[] | undefined {
  const sections = readSections(document);
  const origins = sections?.map(({ read, start }) => ({ shot: read, by: start - read.start }));
  return origins?.[0]?.shot.prompt === '' ? origins.slice(1) : origins;
}

/** Of texts as a whole: they are few, and cheap to find again. */
function wholeProblems(document: ShotDocument, shots: readonly Origin[], options: CheckOptions): readonly Problem<ProblemCode>[] {
  const head = readSections(document)?.[0]?.read;
  const alone = head !== undefined && standsAlone(head) && shots.every(({ shot }) => standsAlone(shot));
  if (alone) return defaultProblems(head.settings, head.prompt !== '', options);
  return document.scripts.flatMap((script) => [
    ...defaultProblems(script.defaults, script.shots[0]?.settings === script.defaults, options), ...letProblems(script), ...filmProblems(script, options),
  ]);
}

const alone = new WeakMap<DocumentShot, boolean>();

/** Whether nothing that is wrong with a shot depends on another one: it asks for no words, sets none, and says nothing of its place in a film. */
function standsAlone(shot: DocumentShot): boolean {
  const known = alone.get(shot);
  if (known !== undefined) return known;
  const stands = shot.lets.length === 0 && !shot.prompt.includes('{{') && !shot.settings.some(({ setting }) => setting === 'continue' || setting === 'take');
  alone.set(shot, stands);
  return stands;
}

/** Of the lines above the first shot, when they belong to none. */
function defaultProblems(defaults: DocumentShot['settings'], ofShot: boolean, options: CheckOptions): readonly Problem<ProblemCode>[] {
  if (defaults.length === 0 || ofShot) return [];
  return [...lineProblems(defaults, {}, options), ...pairProblems(defaults, {}, options)].sort((a, b) => a.start - b.start);
}
