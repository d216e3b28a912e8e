import type { DocumentShot } from '../shots/document.ts';
import type { FilmShot } from './film.ts';
import { hasUpToDate, shown } from './film.ts';

/** Which shots of a film are meant: all, those that need a take, or those of these titles or numbers. A number names one shot where titles are alike. */
export type WhichShots = 'all' | 'changed' | readonly (string | number)[];

/** `coming`: the shots that a task on its way will give a take that is up to date. */
export type Coming = ReadonlySet<DocumentShot>;

/**
 * Whether a shot has to be generated before the film can be what its text says. One that is being made, or waits for its turn or for
 * approval, is not asked for again, and neither is one whose take is there while the film uses another that was chosen: that would be
 * paid twice.
 */
export function needsTake(film: FilmShot, coming: Coming): boolean {
  return !film.skip && !hasUpToDate(film) && !coming.has(film.shot);
}

/** The shots that are meant. Whoever names a shot means it, also one that the film leaves out. */
export function shotsMeant(film: readonly FilmShot[], which: WhichShots, coming: Coming): readonly FilmShot[] {
  if (which === 'all') return shown(film);
  if (which === 'changed') return film.filter((shot) => needsTake(shot, coming));
  return shotsNamed(film, which).shots;
}

/** What names stand for in a film. */
export interface NamedShots {
  readonly shots: readonly FilmShot[];
  /** Names of nothing. */
  readonly unknown: readonly (string | number)[];
  /** Titles of several shots, with the numbers of those. */
  readonly alike: readonly { readonly title: string; readonly numbers: readonly number[] }[];
}

/** A number, or a text that is no title and reads as one (`2`, `#2`), is a shot's number from 1. Titles count to the letter, else without regard to case. */
export function shotsNamed(film: readonly FilmShot[], names: readonly (string | number)[]): NamedShots {
  const found = names.map((name) => ({ name, shots: typeof name === 'number' ? numbered(film, name) : titled(film, name) }));
  const meant = new Set(found.flatMap(({ shots }) => shots));
  return {
    shots: film.filter((shot) => meant.has(shot)),
    unknown: found.flatMap(({ name, shots }) => (shots.length === 0 ? [name] : [])),
    alike: found.flatMap(({ name, shots }) => (shots.length > 1 ? [{ title: String(name), numbers: shots.map(({ number }) => number) }] : [])),
  };
}

function numbered(film: readonly FilmShot[], wanted: number): readonly FilmShot[] {
  return film.filter(({ number }) => number === wanted);
}

function titled(film: readonly FilmShot[], name: string): readonly FilmShot[] {
  const same = film.filter(({ title }) => title === name);
  if (same.length > 0) return same;
  const like = film.filter(({ title }) => plainOf(title) === plainOf(name));
  if (like.length > 0) return like;
  const number = /^#?(\d{1,6})$/u.exec(name.trim())?.[1];
  return number === undefined ? [] : numbered(film, Number(number));
}

function plainOf(title: string): string {
  return title.normalize().trim().replace(/\s+/gu, ' ').toLocaleLowerCase();
}
