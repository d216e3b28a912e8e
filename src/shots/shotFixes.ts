import * as l10n from '@vscode/l10n';
import type { Fix, Problem } from '../directives/problem.ts';
import type { TextEdit } from '../directives/textEdit.ts';
import type { CheckOptions } from './checkOptions.ts';
import type { DocumentShot, SettingLine, ShotDocument } from './document.ts';
import { settingsOf } from './document.ts';
import { inDocument, removeLine, writeSetting } from './edit.ts';
import { maxPromptLength } from './shot.ts';
import type { ProblemCode } from './problems.ts';
import { nearestSetting, valuesOf } from './settings.ts';
import type { SettingName } from './settings.ts';
import { cutToFit } from './surplus.ts';

/** Where a problem stands: `shot` is absent for the lines above the first one. */
export interface ProblemPlace {
  readonly text: string;
  readonly document: ShotDocument;
  readonly shot: DocumentShot | undefined;
  readonly problem: Problem<ProblemCode>;
  readonly options: CheckOptions;
}

/** What may mend a problem of a shot's settings or of its prompt as a whole; not yet tried. */
export function shotFixes(place: ProblemPlace): readonly Fix[] {
  const { text, document, shot, problem, options } = place;
  const line = (shot?.settings ?? document.defaults).find(({ start, end }) => start <= problem.start && problem.end <= end);
  switch (problem.code) {
    case 'empty-shot': return shot === undefined ? [] : [{ title: l10n.t('Remove this empty shot'), edits: [{ start: shot.start, end: shot.end, text: '' }] }];
    case 'prompt-too-long': return shot === undefined ? [] : [cut(text, document, shot, options)];
    case 'unknown-setting': return line === undefined ? [] : unknownSetting(text, line);
    case 'setting-value': return line?.setting === undefined ? [] : [...values(line, line.setting, options), removal(text, line)];
    case 'duration-at-1080p': return [write(place, 'duration', '6'), write(place, 'resolution', '768p')];
    case 'fast-without-optimizer': return [write(place, 'fastPretreatment', 'off'), write(place, 'promptOptimizer', 'on')];
    case 'optimizer-with-directives': return shot === undefined ? [] : optimizerOff(place, shot);
    default: return line === undefined ? [] : [removal(text, line)];
  }
}

function write({ text, shot, document }: ProblemPlace, name: SettingName, value: string): Fix {
  return { title: l10n.t('Write “@{0} = {1}”', name, value), edits: writeSetting(text, shot ?? headOf(document), name, value) };
}

/** The lines above the first shot, as a shot that has nothing else. */
function headOf({ defaults }: ShotDocument): DocumentShot {
  return { start: 0, end: defaults.at(-1)?.end ?? 0, prompt: '', pieces: [], settings: defaults, comments: [] };
}

/** Fast pretreatment does nothing without the optimizer, so it is switched off with it. */
function optimizerOff({ text, document, shot: own, options }: ProblemPlace, shot: DocumentShot): readonly Fix[] {
  const fast = { ...options.settings, ...settingsOf(document, shot) }.fastPretreatment;
  const off = (where: DocumentShot) => [
    ...writeSetting(text, where, 'promptOptimizer', 'off'),
    ...(fast ? writeSetting(text, where, 'fastPretreatment', 'off') : []),
  ];
  return [
    { title: l10n.t('Write “@promptOptimizer = off” for this shot'), edits: off(shot) },
    ...(own?.heading === undefined ? [] : [{ title: l10n.t('Write “@promptOptimizer = off” for the whole file'), edits: off(headOf(document)) }]),
  ];
}

function unknownSetting(text: string, line: SettingLine): readonly Fix[] {
  const nearest = nearestSetting(line.name.text);
  return [
    ...(nearest === undefined ? [] : [{
      title: l10n.t('Change to “@{0}”', nearest), edits: [{ start: line.name.start + 1, end: line.name.end, text: nearest }], sure: true,
    }]),
    removal(text, line),
  ];
}

function values(line: SettingLine, name: SettingName, { gateways }: CheckOptions): readonly Fix[] {
  return valuesOf(name, gateways).map((value) => ({
    title: l10n.t('Change to “{0}”', value),
    edits: [{ start: line.name.end, end: line.value?.end ?? line.name.end, text: ` = ${value}` }],
  }));
}

function removal(text: string, line: SettingLine): Fix {
  return { title: l10n.t('Remove “@{0}”', line.name.text), edits: [removeLine(text, line)] };
}

function cut(text: string, document: ShotDocument, shot: DocumentShot, { gateway, languageFor }: CheckOptions): Fix {
  const language = languageFor(settingsOf(document, shot).gateway ?? gateway);
  const kept = cutToFit(shot.prompt, language);
  const edit: TextEdit = { start: kept.length, end: shot.prompt.length, text: '' };
  return { title: l10n.t('Cut the prompt to {0} characters', maxPromptLength), edits: inDocument(text, shot, edit) };
}
