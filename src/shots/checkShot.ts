import * as l10n from '@vscode/l10n';
import { checkPrompt } from '../directives/check.ts';
import { parsePrompt } from '../directives/parse.ts';
import type { Problem } from '../directives/problem.ts';
import type { DirectiveLanguage } from '../directives/vocabulary.ts';
import type { CheckOptions } from './checkOptions.ts';
import { lineProblems, pairProblems, shotProblem } from './checkSettings.ts';
import type { ShotProblem } from './checkSettings.ts';
import type { DocumentShot, ShotDocument, Span } from './document.ts';
import { toDocument, valuesIn } from './document.ts';
import { offsetOfCodePoint, promptLength } from './length.ts';
import type { ProblemCode } from './problems.ts';
import { maxPromptLength } from './shot.ts';
import type { WrittenSettings } from './settings.ts';
import { surplusOf } from './surplus.ts';

/**
 * Everything that is wrong or doubtful with one shot of a document.
 * @param defaults what the document says above its first shot; the shot's own lines come on top
 */
export function checkShot(shot: DocumentShot, kind: ShotDocument['kind'], defaults: WrittenSettings, options: CheckOptions): readonly Problem<ProblemCode>[] {
  const settings = { ...options.settings, gateway: options.gateway, ...defaults, ...valuesIn(shot.settings) };
  const problems: readonly Problem<ProblemCode>[] = [
    ...lineProblems(shot.settings, defaults, options), ...pairProblems(shot.settings, defaults, options), ...emptyShot(shot),
    ...tooLong(shot, options.languageFor(settings.gateway)),
    ...(kind === 'hailuo' && settings.promptOptimizer ? optimizerOn(shot) : []),
    ...checkPrompt(shot.prompt, { seconds: settings.duration, prose: kind === 'prose' }).map((problem) => ({ ...problem, ...inDocument(shot, problem) })),
  ];
  return [...problems].sort((a, b) => a.start - b.start || a.end - b.end);
}

function inDocument(shot: DocumentShot, { start, end }: Span): Span {
  return { start: toDocument(shot, start) ?? shot.start, end: toDocument(shot, end) ?? shot.start };
}

function emptyShot(shot: DocumentShot): readonly ShotProblem[] {
  if (shot.heading === undefined || shot.prompt !== '') return [];
  return [shotProblem('empty-shot', 'warning', shot.heading, l10n.t('This shot has no prompt. Describe it below its title, in 1 to {0} characters.', maxPromptLength))];
}

function tooLong(shot: DocumentShot, language: DirectiveLanguage | undefined): readonly ShotProblem[] {
  // No translation makes a prompt more than six times as long, so most need not be translated to be let pass.
  if (shot.prompt.length * 6 <= maxPromptLength) return [];
  const surplus = surplusOf(shot.prompt, language);
  if (surplus <= 0) return [];
  const start = offsetOfCodePoint(shot.prompt, promptLength(shot.prompt) - surplus);
  return [shotProblem('prompt-too-long', 'error', inDocument(shot, { start, end: shot.prompt.length }), l10n.t(
    'The prompt has {0} characters as it would be sent, but the limit is {1}. Shorten it by {2}.', maxPromptLength + surplus, maxPromptLength, surplus))];
}

/** The vendor advises against the optimizer for exact camera moves. */
function optimizerOn(shot: DocumentShot): readonly ShotProblem[] {
  const bracket = parsePrompt(shot.prompt).find(({ words }) => words.some((word) => word.directive !== undefined));
  if (bracket === undefined) return [];
  const own = shot.settings.findLast((line) => line.setting === 'promptOptimizer');
  return [shotProblem('optimizer-with-directives', 'information', own ?? inDocument(shot, bracket), l10n.t(
    'The prompt optimizer is on and may rewrite this shot’s camera moves. For exact moves write “@promptOptimizer = off”.'))];
}
