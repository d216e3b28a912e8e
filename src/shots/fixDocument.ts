import { candidatesFor as promptCandidates, mends } from '../directives/fix.ts';
import type { Fix, Problem, PromptProblemCode } from '../directives/problem.ts';
import { promptProblemCodes } from '../directives/problem.ts';
import { applyEdits } from '../directives/textEdit.ts';
import type { DocumentChecker } from './checker.ts';
import type { CheckOptions } from './checkOptions.ts';
import { settingsOf, toPrompt } from './document.ts';
import type { DocumentShot } from './document.ts';
import { inDocument } from './edit.ts';
import { asFilled, isPutIn, writtenEdits } from './fillings.ts';
import type { ProblemCode } from './problems.ts';
import { readDocument } from './readDocument.ts';
import { shotFixes } from './shotFixes.ts';

/** The mends of a problem that the checker finds in this text, best first. Each was tried, see `mends`. */
export function fixesFor(text: string, problem: Problem<ProblemCode>, checker: DocumentChecker, options: CheckOptions): readonly Fix[] {
  const before = checker.check(text, options);
  return candidatesFor(text, problem, checker, options)
    .filter((fix) => fix.edits.length > 0 && mends(fix, problem, before, checker.check(applyEdits(text, fix.edits), options)));
}

function candidatesFor(text: string, problem: Problem<ProblemCode>, { kind }: DocumentChecker, options: CheckOptions): readonly Fix[] {
  const document = readDocument(text, kind);
  const shot = document.shots.findLast(({ start, end }) => start <= problem.start && problem.end <= end);
  if (!isPromptProblem(problem)) return shotFixes({ text, document, shot, problem, options });
  if (shot === undefined) return [];
  const seconds = settingsOf(shot).duration ?? options.settings.duration;
  const sent = asFilled(shot.fillings, { start: toPromptOffset(shot, problem.start), end: toPromptOffset(shot, problem.end) });
  if (isPutIn(shot.fillings, sent)) return [];
  return promptCandidates(shot.filled, { ...problem, ...sent }, { seconds, prose: shot.kind === 'prose' }).flatMap((fix) => {
    const edits = writtenEdits(shot.fillings, fix.edits);
    return edits === undefined ? [] : [{ ...fix, sure: fix.sure === true && isCertain(shot), edits: edits.flatMap((edit) => inDocument(text, shot, edit)) }];
  });
}

/** In prose nothing is mended unasked but where the passage is beyond doubt a prompt. */
export function isCertain({ kind, certain }: DocumentShot): boolean {
  return kind === 'hailuo' || certain === true;
}

export function isPromptProblem(problem: Problem<ProblemCode>): problem is Problem<PromptProblemCode> {
  return (promptProblemCodes as readonly string[]).includes(problem.code);
}

function toPromptOffset(shot: DocumentShot, offset: number): number {
  return toPrompt(shot, offset) ?? 0;
}
