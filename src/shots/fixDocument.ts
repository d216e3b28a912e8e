import { fixesFor as promptFixes } from '../directives/fix.ts';
import { mends } from '../directives/fix.ts';
import type { Fix, Problem, PromptProblemCode } from '../directives/problem.ts';
import { promptProblemCodes } from '../directives/problem.ts';
import { applyEdits } from '../directives/textEdit.ts';
import type { DocumentChecker } from './checker.ts';
import type { CheckOptions } from './checkOptions.ts';
import { readDocument, settingsOf } from './document.ts';
import type { DocumentShot, ShotDocument } from './document.ts';
import { inDocument } from './edit.ts';
import type { ProblemCode } from './problems.ts';
import { shotFixes } from './shotFixes.ts';

/** The mends of a problem that the checker finds in this text, best first. Each was tried: it removes the problem and adds none. */
export function fixesFor(text: string, problem: Problem<ProblemCode>, checker: DocumentChecker, options: CheckOptions): readonly Fix[] {
  const before = checker.check(text, options);
  const document = readDocument(text, checker.kind);
  const shot = document.shots.findLast(({ start, end }) => start <= problem.start && problem.end <= end);
  return candidates(text, document, shot, problem, options)
    .filter(({ edits }) => edits.length > 0 && mends(before, checker.check(applyEdits(text, edits), options), problem));
}

function candidates(text: string, document: ShotDocument, shot: DocumentShot | undefined, problem: Problem<ProblemCode>, options: CheckOptions): readonly Fix[] {
  if (!isPromptProblem(problem)) return shotFixes({ text, document, shot, problem, options });
  if (shot === undefined) return [];
  const seconds = settingsOf(document, shot).duration ?? options.settings.duration;
  const [start, end] = [toPromptOffset(shot, problem.start), toPromptOffset(shot, problem.end)];
  return promptFixes(shot.prompt, { ...problem, start, end }, { seconds })
    .map((fix) => ({ ...fix, edits: fix.edits.flatMap((edit) => inDocument(text, shot, edit)) }));
}

function isPromptProblem(problem: Problem<ProblemCode>): problem is Problem<PromptProblemCode> {
  return (promptProblemCodes as readonly string[]).includes(problem.code);
}

function toPromptOffset(shot: DocumentShot, offset: number): number {
  const piece = shot.pieces.findLast(({ start }) => start <= offset);
  return piece === undefined ? 0 : piece.at + offset - piece.start;
}

/** A text after every mend that leaves nothing to choose, as *Fix all* makes it; the text itself when there is none. */
export function fixAll(text: string, checker: DocumentChecker, options: CheckOptions): string {
  let [fixed, rest] = [text, 0];
  // Each round mends one problem, so their number bounds the rounds.
  for (;;) {
    const problems = checker.check(fixed, options);
    let fix: Fix | undefined;
    while (fix === undefined && rest < problems.length) {
      const problem = problems[rest];
      fix = problem && fixesFor(fixed, problem, checker, options).find(({ sure }) => sure === true);
      if (fix === undefined) rest++;
    }
    if (fix === undefined) return fixed;
    fixed = applyEdits(fixed, fix.edits);
  }
}
