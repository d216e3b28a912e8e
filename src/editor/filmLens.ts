import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { FilmShot } from '../film/film.ts';
import { filmWords, sumOf } from '../film/filmWords.ts';
import { commands } from '../host/ids.ts';
import { plain } from '../host/plain.ts';
import { rangeOf } from './shotDocument.ts';

/** "Film · 6 shots · 0:42 · 4 up to date", above the first shot: opens the film. One shot is no film yet; `usualSeconds`: see `sumOf`. */
export function filmLens(document: vscode.TextDocument, film: readonly FilmShot[], usualSeconds: number): vscode.CodeLens | undefined {
  const sum = sumOf(film, usualSeconds);
  const first = film[0]?.shot;
  if (!first || sum.shots < 2) return undefined;
  return new vscode.CodeLens(rangeOf(document, first.heading ?? first.pieces[0] ?? first), {
    title: `$(play-circle)\u00A0${plain(`${l10n.t('Film')} · ${filmWords(sum)}`)}`, tooltip: plain(l10n.t('Play this file through as a film, and reorder, generate and export its shots')),
    command: commands.filmOpen, arguments: [document.uri],
  });
}
