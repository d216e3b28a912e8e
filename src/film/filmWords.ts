import * as l10n from '@vscode/l10n';
import { clockText } from '../shots/clockText.ts';
import type { Take } from '../takes/take.ts';
import type { FilmShot } from './film.ts';
import { shown } from './film.ts';

/** What a film comes to: the shots that it shows, how long they play, and how many of them play a take that is up to date. */
export interface FilmSum {
  readonly shots: number;
  readonly seconds: number;
  readonly upToDate: number;
}

/** `usualSeconds`: the length of a shot without a take whose text tells none. Lens, panel, contact sheet and tools all say these. */
export function sumOf(film: readonly FilmShot[], usualSeconds: number): FilmSum {
  const shots = shown(film);
  return {
    shots: shots.length, seconds: shots.reduce((sum, shot) => sum + secondsOf(shot, usualSeconds), 0),
    upToDate: shots.filter(({ chosen }) => chosen?.upToDate === true).length,
  };
}

/** "6 shots · 0:42". */
export function lengthWords({ shots, seconds }: FilmSum): string {
  return `${shots === 1 ? l10n.t('1 shot') : l10n.t('{0} shots', shots)} · ${clockText(seconds)}`;
}

/** "6 shots · 0:42 · 4 up to date"; a film without a take that is up to date says nothing of it. */
export function filmWords(sum: FilmSum): string {
  return [lengthWords(sum), ...(sum.upToDate > 0 ? [l10n.t('{0} up to date', sum.upToDate)] : [])].join(' · ');
}

/** How long a shot plays, seconds: its chosen take, or without one what its text says. */
export function secondsOf({ chosen, written }: Pick<FilmShot, 'chosen' | 'written'>, usualSeconds: number): number {
  return chosen ? takeSeconds(chosen.take) : writtenSeconds({ written }, usualSeconds);
}

/** How long a shot is by its text, seconds: its animatic plays for that long, whatever take it has. */
export function writtenSeconds({ written }: Pick<FilmShot, 'written'>, usualSeconds: number): number {
  return written.duration ?? usualSeconds;
}

/** How long a take is by its metadata file, seconds. */
export function takeSeconds({ film, shot }: Pick<Take, 'film' | 'shot'>): number {
  return film?.seconds ?? shot.settings.duration;
}
