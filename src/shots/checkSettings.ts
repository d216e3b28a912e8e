import * as l10n from '@vscode/l10n';
import type { Problem, Severity } from '../directives/problem.ts';
import type { CheckOptions } from './checkOptions.ts';
import { valuesIn } from './document.ts';
import { firstFrameRefusals, missingFirstFrame } from './firstFrame.ts';
import type { ShotProblemCode } from './problems.ts';
import type { SettingLine } from './settingLine.ts';
import { readSetting } from './settingValue.ts';
import { meaningOf, settingNames } from './settings.ts';
import type { SettingName, WrittenSettings } from './settings.ts';
import type { Span } from './span.ts';

export type ShotProblem = Problem<ShotProblemCode>;

export function shotProblem(code: ShotProblemCode, severity: Severity, { start, end }: Span, message: string): ShotProblem {
  return { code, severity, start, end, message };
}

/**
 * What is wrong with setting lines, each by itself.
 * @param rest what counts where they say nothing
 */
export function lineProblems(lines: readonly SettingLine[], rest: WrittenSettings, options: CheckOptions): readonly ShotProblem[] {
  const gateway = valuesIn(lines).gateway ?? rest.gateway ?? options.gateway;
  return lines.flatMap((line) => {
    if (line.setting === undefined) {
      return [shotProblem('unknown-setting', 'warning', line.name, l10n.t('“@{0}” isn’t a setting, so it’s ignored. Settings: {1}.', line.name.text, settingNames.join(', ')))];
    }
    const read = readSetting(line.setting, line.value?.text);
    const place = line.value === undefined || line.value.text === '' ? line.name : line.value;
    if (read === undefined || (read.gateway !== undefined && !options.gateways.includes(read.gateway))) {
      return [shotProblem('setting-value', 'error', place, l10n.t('“{0}” isn’t a value of “@{1}”. {2}', line.value?.text ?? '', line.setting, meaningOf(line.setting)))];
    }
    return read.firstFrame === undefined ? [] : frameProblems(read.firstFrame, place, gateway, options);
  });
}

function frameProblems(written: string, place: Span, gateway: string, { firstFrame, uploadLimit }: CheckOptions): readonly ShotProblem[] {
  const image = firstFrame?.(written);
  if (image === undefined) return [];
  const refusals = image === 'missing' ? [missingFirstFrame(written)] : firstFrameRefusals(image, uploadLimit?.(gateway));
  return refusals.map(({ code, message }) => shotProblem(code as ShotProblemCode, 'error', place, message));
}

/**
 * What is wrong with settings that do not go together, at the line that rules and is the shot's own; `lines` are the own
 * ones, `rest` is what counts where they say nothing. Nothing is said where no line is at fault.
 */
export function pairProblems(lines: readonly SettingLine[], rest: WrittenSettings, options: CheckOptions): readonly ShotProblem[] {
  const own = (name: SettingName) => lines.findLast((line) => line.setting === name && readSetting(name, line.value?.text) !== undefined);
  const all: WrittenSettings = { ...options.settings, ...rest, ...valuesIn(lines) };
  const problems: ShotProblem[] = [];
  const long = own('duration') ?? own('resolution');
  if (long !== undefined && all.duration === 10 && all.resolution === '1080p') {
    problems.push(shotProblem('duration-at-1080p', 'error', long, l10n.t('1080p is limited to 6 seconds. Choose 6 seconds, or 768p.')));
  }
  const fast = own('fastPretreatment') ?? own('promptOptimizer');
  if (fast !== undefined && all.fastPretreatment === true && all.promptOptimizer === false) {
    problems.push(shotProblem('fast-without-optimizer', 'warning', fast, l10n.t('Fast pretreatment has no effect while the prompt optimizer is off.')));
  }
  return [...problems, ...defaultFrame(own, all, rest, options)];
}

/** A shot may choose a gateway that does not take the document's first frame, which is right for others: its own line is at fault. */
function defaultFrame(own: (name: SettingName) => SettingLine | undefined, all: WrittenSettings, rest: WrittenSettings, options: CheckOptions): readonly ShotProblem[] {
  const line = own('gateway');
  if (line === undefined || all.firstFrame === undefined || own('firstFrame') !== undefined) return [];
  const problemsAt = (gateway: string | undefined) => frameProblems(all.firstFrame ?? '', line, gateway ?? options.gateway, options);
  const known = new Set(problemsAt(rest.gateway).map(({ code }) => code));
  return problemsAt(all.gateway).filter(({ code }) => !known.has(code));
}
