import { candidatesFor as promptCandidates, mends } from '../directives/fix.ts';
import type { Fix, Problem, PromptProblemCode } from '../directives/problem.ts';
import { promptProblemCodes } from '../directives/problem.ts';
import { applyEdits, followedBy } from '../directives/textEdit.ts';
import type { TextEdit } from '../directives/textEdit.ts';
import { createChecker } from './checker.ts';
import type { DocumentChecker } from './checker.ts';
import type { CheckOptions } from './checkOptions.ts';
import { readDocument, settingsOf } from './document.ts';
import type { DocumentShot, ShotDocument } from './document.ts';
import { inDocument, lineBreakOf } from './edit.ts';
import type { ProblemCode } from './problems.ts';
import { shotFixes } from './shotFixes.ts';

/** The mends of a problem that the checker finds in this text, best first. Each was tried, see `mends`. */
export function fixesFor(text: string, problem: Problem<ProblemCode>, checker: DocumentChecker, options: CheckOptions): readonly Fix[] {
  const before = checker.check(text, options);
  return candidatesFor(text, problem, checker, options).filter((fix) => mendsIn(text, fix, problem, before, checker, options));
}

function mendsIn(text: string, fix: Fix, problem: Problem, before: readonly Problem[], checker: DocumentChecker, options: CheckOptions): boolean {
  return fix.edits.length > 0 && mends(fix, problem, before, checker.check(applyEdits(text, fix.edits), options));
}

function candidatesFor(text: string, problem: Problem<ProblemCode>, { kind }: DocumentChecker, options: CheckOptions): readonly Fix[] {
  const document = readDocument(text, kind);
  const shot = document.shots.findLast(({ start, end }) => start <= problem.start && problem.end <= end);
  if (!isPromptProblem(problem)) return shotFixes({ text, document, shot, problem, options });
  if (shot === undefined) return [];
  const seconds = settingsOf(document, shot).duration ?? options.settings.duration;
  const [start, end] = [toPromptOffset(shot, problem.start), toPromptOffset(shot, problem.end)];
  return promptCandidates(shot.prompt, { ...problem, start, end }, { seconds, prose: kind === 'prose' })
    .map((fix) => ({ ...fix, edits: fix.edits.flatMap((edit) => inDocument(text, shot, edit)) }));
}

function isPromptProblem(problem: Problem<ProblemCode>): problem is Problem<PromptProblemCode> {
  return (promptProblemCodes as readonly string[]).includes(problem.code);
}

function toPromptOffset(shot: DocumentShot, offset: number): number {
  const piece = shot.pieces.findLast(({ start }) => start <= offset);
  return piece === undefined ? 0 : piece.at + offset - piece.start;
}

/**
 * Mends all that leaves nothing to choose, shot by shot, so that the time grows with the text and no faster. Yields after
 * each problem it looked at, for a caller that has other work to do or may be told to stop.
 * @returns the smallest edits of the text, in order
 */
export function* fixAll(text: string, kind: ShotDocument['kind'], options: CheckOptions): Generator<undefined, readonly TextEdit[]> {
  const { shots } = readDocument(text, kind);
  const parts = kind === 'prose' ? shots : shots.filter(({ heading }) => heading !== undefined);
  const headEnd = kind === 'prose' ? 0 : parts[0]?.start ?? text.length;
  // What stands above the first title counts for every shot, so it is tried on the whole file.
  const edits = [...yield* mendPart({ before: '', part: text.slice(0, headEnd), after: text.slice(headEnd) }, kind, options)];
  const defaults = defaultLines(applyEdits(text.slice(0, headEnd), edits), lineBreakOf(text));
  for (const { start, end } of parts) {
    const found = yield* mendPart({ before: defaults, part: text.slice(start, end), after: '' }, kind, options);
    edits.push(...found.map((edit) => ({ ...edit, start: edit.start + start, end: edit.end + start })));
  }
  return edits;
}

/** The settings above the first title, as a text to put a shot under. */
function defaultLines(head: string, eol: string): string {
  return readDocument(head, 'hailuo').defaults.map(({ start, end }) => head.slice(start, end) + eol).join('');
}

/** A part of a text that is mended, and what it is judged with. */
interface Surrounded { readonly before: string; readonly part: string; readonly after: string }

function* mendPart({ before, part, after }: Surrounded, kind: ShotDocument['kind'], options: CheckOptions): Generator<undefined, readonly TextEdit[]> {
  const checker = createChecker(kind);
  let [edits, mended, rest]: [readonly TextEdit[], string, number] = [[], part, 0];
  // Each round mends one problem, so their number bounds the rounds.
  for (;;) {
    const text = before + mended + after;
    const found = checker.check(text, options);
    const problems = found.filter(({ start, end }) => start >= before.length && end <= before.length + mended.length);
    let fix: Fix | undefined;
    for (; fix === undefined && rest < problems.length; yield) {
      const problem = problems[rest]!;
      fix = candidatesFor(text, problem, checker, options).find((one) => one.sure === true && mendsIn(text, one, problem, found, checker, options));
      if (fix === undefined) rest++;
    }
    if (fix === undefined) return edits;
    const changes = fix.edits.map((edit) => ({ ...edit, start: edit.start - before.length, end: edit.end - before.length }));
    edits = followedBy(edits, changes);
    mended = applyEdits(mended, changes);
  }
}
