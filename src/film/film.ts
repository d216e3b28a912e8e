import * as path from 'node:path';
import type { DocumentShot } from '../shots/document.ts';
import { filmSettingsOf, settingsOf } from '../shots/document.ts';
import { framePath } from '../takes/frameFile.ts';
import type { WrittenSettings } from '../shots/settings.ts';
import { portablePath } from '../takes/portablePath.ts';
import type { SourceText } from '../takes/madeFrom.ts';
import { madeFrom } from '../takes/madeFrom.ts';
import type { Take } from '../takes/take.ts';
import type { FilmGateways } from './madeBy.ts';
import { countsFor, gatewayOf, startOf } from './madeBy.ts';
import { namedTake } from './namedTake.ts';
import { shotName } from '../shots/title.ts';

/** A take of a shot, and whether the shot still says what it was made from. */
export interface ShotTake {
  readonly take: Take;
  readonly upToDate: boolean;
  /** It would be up to date, but is the free animatic of a shot that a paid gateway makes: it plays until there is a video. */
  readonly standsIn?: true;
}

/** A shot in its film. */
export interface FilmShot {
  readonly shot: DocumentShot;
  /** Counts from 1, those that are left out too. */
  readonly number: number;
  /** Its title, else its words. */
  readonly title: string;
  readonly written: WrittenSettings;
  /** Where it is made. */
  readonly gateway: string;
  readonly skip: boolean;
  readonly continues: boolean;
  /** The last ordered first. One that starts with the frame of a take which the film doesn't use is not up to date. */
  readonly takes: readonly ShotTake[];
  /** The take that the film uses. */
  readonly chosen?: ShotTake;
  /** What `@take` names is not there: the path as written. */
  readonly missing?: string;
}

export interface FilmSource extends SourceText {
  /** Absolute path of the document's folder; absent for one that is not saved. */
  readonly folder?: string;
  readonly gateways?: FilmGateways;
}

/**
 * The film that a document is. The take that `@take` names is chosen; without it the newest one that is kept, else the newest
 * that is up to date. Newest is what was ordered last, whichever is done last: the shot after it starts with that one. An animatic
 * takes the place of no video that is paid for: see `countsFor`. `isGone` tells of a document's address whether nothing is there any
 * more; see `madeFrom`. `takes`: see `takesOfFilm`. Without `gateways` shots are animatics unless their text says otherwise.
 */
export function filmOf({ text, document, uri, folder, gateways }: FilmSource, takes: readonly Take[], isGone: (uri: string) => boolean): readonly FilmShot[] {
  const byShot = madeFrom({ text, document, uri }, takes.toSorted(lastOrderedFirst), isGone);
  const byFile = new Map(takes.map((take) => [take.file, take]));
  const film: FilmShot[] = [];
  for (const shot of document.shots.filter(({ prompt }) => prompt !== '')) {
    const { skip = false, continue: continues = false, take: named } = filmSettingsOf(shot);
    const sameWords = (byShot.get(shot) ?? []).map(({ made, upToDate }): ShotTake => ({ take: made, upToDate }));
    const [written, gateway] = [settingsOf(shot), gatewayOf(shot, gateways)];
    const before = continues ? film.findLast((one) => !one.skip) : undefined;
    const start = before && startOf(before, gateway)?.take.file;
    const own = sameWords.map(({ take, upToDate }): ShotTake => {
      const isCurrent = upToDate && startsWith(take, start);
      return countsFor(take.gateway, gateway) ? { take, upToDate: isCurrent } : { take, upToDate: false, ...(isCurrent && { standsIn: true as const }) };
    });
    const file = named === undefined ? undefined : namedTake(named, folder)?.file;
    const chosen = file === undefined ? newest(own) ?? playedUntilThen(own, sameWords, gateway) : own.find(({ take }) => take.file === file) ?? strangerAs(byFile.get(file));
    film.push({
      shot, number: film.length + 1, title: titleOf(shot), written, gateway, skip, continues, takes: own,
      ...(chosen && { chosen }), ...(file !== undefined && chosen === undefined && named !== undefined && { missing: named }),
    });
  }
  return film;
}

/** The way to a take as `@take` writes it: from the document's folder, else where it is on this machine. */
export function takePath(file: string, folder: string | undefined): string {
  return folder === undefined ? file : portablePath(file, folder);
}

/** By when they were ordered; those of one order have one time, and numbers in a row. */
function lastOrderedFirst(a: Take, b: Take): number {
  const since = (take: Take): number => take.createdAt ?? take.completedAt ?? 0;
  const [own, other] = [a.id ?? '', b.id ?? ''];
  return since(b) - since(a) || (b.takeNumber ?? 0) - (a.takeNumber ?? 0) || (own === other ? 0 : own < other ? 1 : -1);
}

/** Whether a take starts with the last frame of that one: a shot that continues another is out of date when that other one has a new take. */
function startsWith({ shot: { settings: { firstFrame } } }: Take, earlier: string | undefined): boolean {
  return earlier === undefined || (firstFrame !== undefined && path.basename(firstFrame) === path.basename(framePath(earlier, 'last')));
}

function titleOf({ title, filled }: DocumentShot): string {
  return title === undefined || title.text === '' ? shotName({ prompt: filled }) : title.text;
}

/** A take that the text names is the person's word, whatever shot it was made for. Of a video that nobody knows the prompt of, nothing is out of date. */
function strangerAs(take: Take | undefined): ShotTake | undefined {
  return take && { take, upToDate: take.shot.prompt === '' };
}

/** Of a shot that has no take which is up to date: one of the same words that starts otherwise, a video before an animatic. */
function playedUntilThen(own: readonly ShotTake[], sameWords: readonly ShotTake[], gateway: string): ShotTake | undefined {
  const current = own.filter((_, index) => sameWords[index]?.upToDate);
  return current.find(({ take }) => countsFor(take.gateway, gateway)) ?? current.find(({ standsIn }) => standsIn) ?? current[0];
}

function newest(takes: readonly ShotTake[]): ShotTake | undefined {
  return takes.find(({ take }) => take.favourite) ?? takes.find(({ upToDate }) => upToDate);
}

/** Whether there is a take of the shot as its text is now, also where the film uses another one that somebody chose. */
export function hasUpToDate({ chosen, takes }: Pick<FilmShot, 'chosen' | 'takes'>): boolean {
  return chosen?.upToDate === true || takes.some(({ upToDate }) => upToDate);
}

/** The shots that the film shows, in order. */
export function shown(film: readonly FilmShot[]): readonly FilmShot[] {
  return film.filter(({ skip }) => !skip);
}
