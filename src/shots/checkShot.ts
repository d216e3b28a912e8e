import * as l10n from '@vscode/l10n';
import { checkPrompt } from '../directives/check.ts';
import type { Problem } from '../directives/problem.ts';
import type { CheckOptions } from './checkOptions.ts';
import { lineProblems, pairProblems, shotProblem } from './checkSettings.ts';
import type { ShotProblem } from './checkSettings.ts';
import { sentInDocument, valuesIn } from './document.ts';
import type { DocumentShot } from './document.ts';
import type { ProblemCode } from './problems.ts';
import { optimizerOn, tooLong } from './promptProblems.ts';
import { maxPromptLength } from './shot.ts';
import type { WrittenSettings } from './settings.ts';
import type { Span } from './span.ts';
import { straySettings, straySettingsInProse } from './straySettings.ts';
import { strayTitles } from './strayTitles.ts';

/** What counts for a shot where its own lines say nothing: the lines above its file's first one. */
export function restOf({ settings, defaults }: Pick<DocumentShot, 'settings' | 'defaults'>): WrittenSettings {
  return settings === defaults ? {} : valuesIn(defaults);
}

/** Everything that is wrong or doubtful with one shot of a document. */
export function checkShot(shot: DocumentShot, options: CheckOptions): readonly Problem<ProblemCode>[] {
  const rest = restOf(shot);
  const settings = { ...options.settings, gateway: options.gateway, ...rest, ...valuesIn(shot.settings) };
  const isScript = shot.kind === 'hailuo';
  const problems: readonly Problem<ProblemCode>[] = [
    ...lineProblems(shot.settings, rest, options), ...pairProblems(shot.settings, rest, options), ...emptyShot(shot), ...(isScript ? [...strays(shot), ...titles(shot)] : straysInProse(shot)),
    ...promptProblems(shot, settings.duration, settings.gateway, options).map((problem) => ({ ...problem, ...sentInDocument(shot, problem) })),
    // The animatic shows the moves as they are written: nothing rewrites them.
    ...(isScript && settings.promptOptimizer && settings.gateway !== 'animatic' ? optimized(shot) : []),
  ];
  return [...problems].sort((a, b) => a.start - b.start || a.end - b.end);
}

/** What is wrong with a shot's words alone as they are sent, in the offsets of the filled prompt. */
export function promptProblems({ kind, filled }: Pick<DocumentShot, 'kind' | 'filled'>, seconds: number, gateway: string, options: CheckOptions): readonly Problem<ProblemCode>[] {
  const long = tooLong(filled, options.languageFor(gateway));
  return [...(long ? [long] : []), ...checkPrompt(filled, { seconds, prose: kind === 'prose', asWritten: options.asWritten ?? false })];
}

function emptyShot(shot: DocumentShot): readonly ShotProblem[] {
  if (shot.heading === undefined || shot.prompt !== '') return [];
  return [shotProblem('empty-shot', 'warning', shot.heading, l10n.t('This shot has no prompt. Describe it below the title, in 1 to {0} characters.', maxPromptLength))];
}

/** What is written like a setting and would be sent as words, while the shot runs and is paid at the defaults. */
function strays(shot: DocumentShot): readonly ShotProblem[] {
  return straySettings(shot.filled).map((stray) => shotProblem('setting-in-prompt', 'warning', sentInDocument(shot, stray), l10n.t(
    'This is sent as part of the prompt. For a setting, write “@{0} = {1}” on its own line.', stray.setting, stray.value)));
}

/** No setting counts there, so that the clip is paid at the defaults. */
function straysInProse(shot: DocumentShot): readonly ShotProblem[] {
  return straySettingsInProse(shot.filled).map((stray) => settingInProse(sentInDocument(shot, stray)));
}

export function settingInProse(span: Span): ShotProblem {
  return shotProblem('setting-in-prompt', 'warning', span, l10n.t('This is sent as part of the prompt. Settings only count in “.hailuo” files and in fences named “hailuo”.'));
}

/** What is written like a title and would be sent as words, with all that follows it in one shot. */
function titles(shot: DocumentShot): readonly ShotProblem[] {
  return strayTitles(shot.filled).map((stray) => shotProblem('title-in-prompt', 'warning', sentInDocument(shot, stray), l10n.t(
    'This line is sent as part of the prompt and begins no shot. A title starts with “###”.')));
}

/** At the shot's own line, if it has one. */
function optimized(shot: DocumentShot): readonly ShotProblem[] {
  const problem = optimizerOn(shot.filled, 'line');
  const own = shot.settings.findLast((line) => line.setting === 'promptOptimizer');
  return problem ? [{ ...problem, ...(own ? { start: own.start, end: own.end } : sentInDocument(shot, problem)) }] : [];
}
