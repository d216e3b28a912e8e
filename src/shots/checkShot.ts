import * as l10n from '@vscode/l10n';
import { checkPrompt } from '../directives/check.ts';
import type { Problem } from '../directives/problem.ts';
import type { CheckOptions } from './checkOptions.ts';
import { lineProblems, pairProblems, shotProblem } from './checkSettings.ts';
import type { ShotProblem } from './checkSettings.ts';
import type { DocumentShot, ShotDocument } from './document.ts';
import { toDocument, valuesIn } from './document.ts';
import type { ProblemCode } from './problems.ts';
import { optimizerOn, tooLong } from './promptProblems.ts';
import { maxPromptLength } from './shot.ts';
import type { WrittenSettings } from './settings.ts';
import type { Span } from './span.ts';
import { straySettings } from './straySettings.ts';

/**
 * Everything that is wrong or doubtful with one shot of a document.
 * @param defaults what the document says above its first shot; the shot's own lines come on top
 */
export function checkShot(shot: DocumentShot, kind: ShotDocument['kind'], defaults: WrittenSettings, options: CheckOptions): readonly Problem<ProblemCode>[] {
  const settings = { ...options.settings, gateway: options.gateway, ...defaults, ...valuesIn(shot.settings) };
  const long = tooLong(shot.filled, options.languageFor(settings.gateway));
  const inPrompt: readonly Problem<ProblemCode>[] = [
    ...(long ? [long] : []), ...checkPrompt(shot.prompt, { seconds: settings.duration, prose: kind === 'prose' }),
  ];
  const problems: readonly Problem<ProblemCode>[] = [
    ...lineProblems(shot.settings, defaults, options), ...pairProblems(shot.settings, defaults, options), ...emptyShot(shot),
    ...(kind === 'hailuo' ? strays(shot) : []),
    ...inPrompt.map((problem) => ({ ...problem, ...inDocument(shot, problem) })), ...(kind === 'hailuo' && settings.promptOptimizer ? optimized(shot) : []),
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

/** What is written like a setting and would be sent as words, while the shot runs and is paid at the defaults. */
function strays(shot: DocumentShot): readonly ShotProblem[] {
  return straySettings(shot).map((stray) => shotProblem('setting-in-prompt', 'warning', inDocument(shot, stray), l10n.t(
    'This is sent as a part of the prompt. For a setting write “@{0} = {1}” on a line of its own.', stray.setting, stray.value)));
}

/** At the shot's own line, if it has one. */
function optimized(shot: DocumentShot): readonly ShotProblem[] {
  const problem = optimizerOn(shot.prompt, 'line');
  const own = shot.settings.findLast((line) => line.setting === 'promptOptimizer');
  return problem ? [{ ...problem, ...(own ? { start: own.start, end: own.end } : inDocument(shot, problem)) }] : [];
}
