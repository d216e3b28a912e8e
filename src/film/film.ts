import * as path from 'node:path';
import type { DocumentShot } from '../shots/document.ts';
import { filmSettingsOf, settingsOf } from '../shots/document.ts';
import { framePath } from '../takes/frameFile.ts';
import type { WrittenSettings } from '../shots/settings.ts';
import { portablePath } from '../takes/portablePath.ts';
import type { SourceText } from '../takes/madeFrom.ts';
import { madeFrom } from '../takes/madeFrom.ts';
import type { Take } from '../takes/take.ts';
import { timeOf } from '../takes/takes.ts';
import { shotName } from '../shots/title.ts';

/** A take of a shot, and whether the shot still says what it was made from. */
export interface ShotTake {
  readonly take: Take;
  readonly upToDate: boolean;
}

/** A shot in its film. */
export interface FilmShot {
  readonly shot: DocumentShot;
  /** Counts from 1, those that are left out too. */
  readonly number: number;
  /** Its title, else its words. */
  readonly title: string;
  readonly written: WrittenSettings;
  readonly skip: boolean;
  readonly continues: boolean;
  /** Newest first. */
  readonly takes: readonly ShotTake[];
  /** The take that the film uses. */
  readonly chosen?: ShotTake;
  /** What `@take` names is not there: the path as written. */
  readonly missing?: string;
}

export interface FilmSource extends SourceText {
  /** Absolute path of the document's folder; absent for one that is not saved. */
  readonly folder?: string;
}

/**
 * The film that a document is. The take that `@take` names is chosen; without it the newest one that is kept, else the newest
 * that is up to date. `isGone` tells of a document's address whether nothing is there any more; see `madeFrom`.
 */
export function filmOf({ text, document, uri, folder }: FilmSource, takes: readonly Take[], isGone: (uri: string) => boolean): readonly FilmShot[] {
  const byShot = madeFrom({ text, document, uri }, takes.toSorted((a, b) => timeOf(b) - timeOf(a)), isGone);
  const byFile = new Map(takes.map((take) => [take.file, take]));
  const film = document.shots.filter(({ prompt }) => prompt !== '').map((shot, index): FilmShot => {
    const { skip = false, continue: continues = false, take: named } = filmSettingsOf(shot);
    const own = (byShot.get(shot) ?? []).map(({ made, upToDate }): ShotTake => ({ take: made, upToDate }));
    const file = named === undefined || (folder === undefined && !path.isAbsolute(named)) ? undefined : path.resolve(folder ?? '', named);
    const chosen = file === undefined ? newest(own) : own.find(({ take }) => take.file === file) ?? strangerAs(byFile.get(file));
    return {
      shot, number: index + 1, title: titleOf(shot), written: settingsOf(shot), skip, continues, takes: own,
      ...(chosen && { chosen }), ...(file !== undefined && chosen === undefined && named !== undefined && { missing: named }),
    };
  });
  return film.map((shot, index) => ({ ...shot, ...(shot.chosen && { chosen: { ...shot.chosen, upToDate: shot.chosen.upToDate && startsRight(shot, film.slice(0, index)) } }) }));
}

/** The way to a take as `@take` writes it: from the document's folder, else where it is on this machine. */
export function takePath(file: string, folder: string | undefined): string {
  return folder === undefined ? file : portablePath(file, folder);
}

/** A shot that continues another is out of date when that other one has a new take: it started with the frame of an old one. */
function startsRight({ continues, chosen }: FilmShot, before: readonly FilmShot[]): boolean {
  const earlier = continues ? before.findLast(({ skip }) => !skip)?.chosen?.take.file : undefined;
  const frame = chosen?.take.shot.settings.firstFrame;
  return earlier === undefined || (frame !== undefined && path.basename(frame) === path.basename(framePath(earlier, 'last')));
}

function titleOf({ title, filled }: DocumentShot): string {
  return title === undefined || title.text === '' ? shotName({ prompt: filled }) : title.text;
}

/** A take that the text names is the person's word, whatever shot it was made for. */
function strangerAs(take: Take | undefined): ShotTake | undefined {
  return take && { take, upToDate: false };
}

function newest(takes: readonly ShotTake[]): ShotTake | undefined {
  return takes.find(({ take }) => take.favourite) ?? takes.find(({ upToDate }) => upToDate);
}

/** The shots that the film shows, in order. */
export function shown(film: readonly FilmShot[]): readonly FilmShot[] {
  return film.filter(({ skip }) => !skip);
}
