import * as l10n from '@vscode/l10n';
import type { CheckOptions } from './checkOptions.ts';
import { shotProblem } from './checkSettings.ts';
import type { ShotProblem } from './checkSettings.ts';
import { filmSettingsOf, valuesIn } from './document.ts';
import type { DocumentShot, Script } from './document.ts';
import type { SettingLine } from './settingLine.ts';
import type { SettingName } from './settings.ts';

/** What is wrong with a shot's place in its film. */
export function filmProblems(document: Script, { take }: Pick<CheckOptions, 'take'>): readonly ShotProblem[] {
  return document.shots.flatMap((shot, index) => [...continued(document, shot, index), ...chosen(shot, take)]);
}

function lineOf({ settings }: DocumentShot, name: SettingName): SettingLine | undefined {
  return settings.findLast((line) => line.setting === name);
}

/** The shot whose last frame a continued one starts with: the nearest before it that is not left out. */
export function shotBefore({ shots }: Script, shot: DocumentShot): DocumentShot | undefined {
  return shots.slice(0, shots.indexOf(shot)).findLast((each) => filmSettingsOf(each).skip !== true && each.prompt !== '');
}

function continued(document: Script, shot: DocumentShot, index: number): readonly ShotProblem[] {
  const line = lineOf(shot, 'continue');
  if (line === undefined || filmSettingsOf(shot).continue !== true) return [];
  if (index === 0 || shotBefore(document, shot) === undefined) {
    return [shotProblem('continue-first', 'error', line, l10n.t('There is no shot before this one to continue. Remove “@continue”, or move the shot down.'))];
  }
  return valuesIn(shot.settings).firstFrame === undefined ? [] : [
    shotProblem('continue-and-frame', 'error', line, l10n.t('A shot starts with one picture: keep “@continue” or “@firstFrame”, not both.')),
  ];
}

/** Whether a path can be that of a take: every take is an MP4 file. */
export function isVideo(written: string): boolean {
  return written.trim().toLowerCase().endsWith('.mp4');
}

function chosen(shot: DocumentShot, take: CheckOptions['take']): readonly ShotProblem[] {
  const line = lineOf(shot, 'take');
  const written = line && filmSettingsOf(shot).take;
  if (line === undefined || written === undefined) return [];
  if (!isVideo(written)) {
    return [shotProblem('take-missing', 'warning', line.value ?? line, l10n.t('“{0}” is not a take: takes are .mp4 files. Choose another, or remove “@take”.', written))];
  }
  const found = take?.(written);
  if (found === 'elsewhere') return [shotProblem('take-missing', 'warning', line.value ?? line, l10n.t('“{0}” isn’t a file on this computer. Choose another take, or remove “@take”.', written))];
  if (found !== 'missing') return [];
  return [shotProblem('take-missing', 'warning', line.value ?? line, l10n.t('There is no take “{0}”. Choose another, or remove “@take”.', written))];
}
