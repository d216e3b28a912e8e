import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { clockText } from '../shots/clockText.ts';
import { commands } from '../host/ids.ts';
import { plain } from '../host/plain.ts';
import type { DocumentShot } from '../shots/document.ts';
import { filmSettingsOf, settingsOf } from '../shots/document.ts';
import type { Checks } from './checks.ts';
import { rangeOf } from './shotDocument.ts';
import type { ShotState } from './shotStates.ts';

/**
 * "Film · 6 shots · 0:42 · 4 up to date", at the first of these shots: opens the film. One shot is no film yet. `states`: how the
 * newest take of each shot stands; shots that are left out with `@skip` do not count.
 */
export function filmLens(document: vscode.TextDocument, shots: readonly DocumentShot[], states: ReadonlyMap<DocumentShot, ShotState>, checks: Checks): vscode.CodeLens | undefined {
  const [first] = shots;
  const kept = shots.filter((shot) => shot.kind === 'hailuo' && filmSettingsOf(shot).skip !== true);
  if (first?.kind !== 'hailuo' || kept.length < 2) return undefined;
  const usual = checks.optionsOf(document).settings.duration;
  const seconds = kept.reduce((sum, shot) => sum + (settingsOf(shot).duration ?? usual), 0);
  const fresh = kept.filter((shot) => isUpToDate(states.get(shot))).length;
  const title = [l10n.t('Film'), l10n.t('{0} shots', kept.length), clockText(seconds), ...(fresh > 0 ? [l10n.t('{0} up to date', fresh)] : [])].join(' · ');
  return new vscode.CodeLens(rangeOf(document, first.heading ?? first.pieces[0] ?? first), {
    title: `$(play-circle)\u00A0${plain(title)}`, tooltip: plain(l10n.t('Play this file through as a film, and reorder, generate and export its shots')),
    command: commands.filmOpen, arguments: [document.uri],
  });
}

function isUpToDate(state: ShotState | undefined): boolean {
  return state !== undefined && !state.outOfDate && (typeof state.newest === 'string' || state.newest.state === 'completed');
}
