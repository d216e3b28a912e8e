import { applyEdits } from '../directives/textEdit.ts';
import { behaviourOf, directiveOf } from '../directives/vocabulary.ts';
import { readWay } from '../directives/way.ts';
import type { CheckOptions } from '../shots/checkOptions.ts';
import { promptLength } from '../shots/length.ts';
import type { OrderedShot, OrderProblem } from '../shots/orderProblems.ts';
import { fixOrdered, orderProblems } from '../shots/orderProblems.ts';
import type { Duration } from '../shots/shot.ts';
import { maxPromptLength } from '../shots/shot.ts';
import { refusalsFor } from '../shots/validate.ts';
import type { ToldProblem } from './briefShots.ts';
import { errorsFirst } from './briefShots.ts';
import { fits } from './fitted.ts';

/**
 * What a model is told of a prompt by itself: whether it could be ordered as it is, its problems with their fixes, the camera's way
 * in words, its length. What every way to generate refuses comes first.
 */
export function checkedPrompt(prompt: string, duration: Duration | undefined, options: CheckOptions): Readonly<Record<string, unknown>> {
  const settings = { ...options.settings, duration: duration ?? options.settings.duration };
  const shot: OrderedShot = { prompt, seconds: settings.duration };
  const language = options.languageFor(options.gateway);
  const refusals = refusalsFor({ prompt: prompt.trim(), settings }, language === undefined ? {} : { language });
  const problems = orderProblems(shot, options);
  const fixed = fixOrdered(shot, options).prompt;
  const isRefused = refusals.length > 0 || problems.some(({ severity }) => severity === 'error');
  const all: readonly ToldProblem[] = [...refusals.map(({ message }) => ({ severity: 'error' as const, message })), ...errorsFirst(problems).map((problem) => told(problem, prompt))];
  const answer = {
    good: refusals.length + problems.length === 0, length: lengthWords(prompt), camera: cameraWords(prompt),
    problems: all,
    ...(fixed !== prompt && { fixedPrompt: fixed }), ...(isRefused && { next: 'An error is refused by every way to generate: fix it first.' }),
  };
  // Each fix repeats the prompt, and `fixedPrompt` has all of them.
  return fits(answer) ? answer : { ...answer, problems: all.map(({ fixed: _whole, ...problem }) => problem) };
}

/** A problem as a model reads it. `text`: what its places count in. */
export function told({ severity, message, start, end, fix, of }: OrderProblem, text: string): ToldProblem {
  return { severity, message, ...(end > start && end - start < 200 && { at: text.slice(start, end) }), ...(fix && { fix: fix.title, ...(of === 'prompt' && { fixed: applyEdits(text, fix.edits) }) }) };
}

export function lengthWords(prompt: string): string {
  return `${String(promptLength(prompt))} of ${String(maxPromptLength)} characters`;
}

/** Each bracket that acts: its moves by their names, what the camera does, and the words that it goes with. */
export function cameraWords(prompt: string): readonly string[] {
  return readWay(prompt).runs.flatMap(({ brackets, start, end }) => {
    const moves = brackets.map(({ words }) => words.flatMap(({ directive }) => (directive === undefined ? [] : [`${directiveOf(directive).en}: the camera ${behaviourOf(directive)}`])).join(', and at the same time ')).filter((words) => words !== '');
    const during = prompt.slice(start, end).replace(/\s+/gu, ' ').trim();
    return moves.length === 0 ? [] : [`${moves.join('; then ')}${during === '' ? '' : ` — during “${during.slice(0, 120)}”`}`];
  });
}
