import * as path from 'node:path';
import type { FilmShot } from '../../film/film.ts';
import { filmOf, shown } from '../../film/film.ts';
import { isPicked, mayContinue, startOf } from '../../film/madeBy.ts';
import { takesOfFilm } from '../../film/namedTake.ts';
import { isGone } from '../../host/movedFiles.ts';
import { parsedUri } from '../../host/parsedUri.ts';
import { gatewaySetting } from '../../host/settings.ts';
import { filmSettingsOf } from '../../shots/document.ts';
import { readDocument } from '../../shots/readDocument.ts';
import type { Takes } from '../../takes/takes.ts';
import type { Task, WaitsFor } from '../../tasks/task.ts';
import { finalStates } from '../../tasks/task.ts';
import type { Tasks } from '../../tasks/tasks.ts';
import type { DocumentBehind } from './origin.ts';
import { documentBehind } from './origin.ts';
import { createReads } from './reads.ts';
import type { WantedShot } from './wantedShot.ts';

export interface ContinuedDependencies {
  readonly takes: Pick<Takes, 'all' | 'read'>;
  readonly tasks: Pick<Tasks, 'list'>;
}

/**
 * Says of each shot whose text has `@continue` what it starts with, which is what the film will show before it: the take of the shot
 * before that was named or starred, else what is ordered of that one too, else a task that is making it, else its chosen take. A paid shot starts with no animatic that nobody picked. A first frame that the caller names himself is the word that counts.
 */
export async function withStarts(wanted: readonly WantedShot[], deps: ContinuedDependencies): Promise<readonly WantedShot[]> {
  const reads = createReads();
  const films = new Map<string, Promise<readonly FilmShot[]>>();
  const filmOfText = (behind: DocumentBehind): Promise<readonly FilmShot[]> => {
    const key = `${behind.uri}\n${behind.text}`;
    const film = films.get(key) ?? filmIn(behind, deps.takes);
    films.set(key, film);
    return film;
  };
  const placed = await Promise.all(wanted.map(async (shot): Promise<{ readonly shot: WantedShot; readonly at?: Place }> => {
    const behind = await documentBehind(shot.prompt, shot.source, reads.find);
    // Most documents continue nothing: their takes are not looked for.
    if (!behind || shot.source === undefined || !reads.document(behind.text, behind.kind).shots.some((one) => filmSettingsOf(one).continue === true)) return { shot };
    const film = await filmOfText(behind);
    const start = reads.find(behind.text, behind.kind, { ...shot.source, prompt: shot.prompt })?.shot.start;
    const own = film.find((one) => one.shot.start === start);
    const makes = (task: Task, { shot: of }: FilmShot): boolean => {
      const found = task.source && reads.find(behind.text, behind.kind, { ...task.source, prompt: task.prompt });
      return found?.match === 'same' && found.shot.start === of.start;
    };
    return own ? { shot: { ...shot, key: keyOf(behind, own) }, at: { film, own, makes } } : { shot };
  }));
  const placeOf = ({ written, source }: WantedShot): string => written.gateway ?? gatewaySetting(source && parsedUri(source.uri));
  const ordered = new Map(placed.flatMap(({ shot }) => (shot.key === undefined ? [] : [[shot.key, placeOf(shot)] as const])));
  // Of thousands few are under way, and fewer in a shot's document: those alone are looked for in it.
  const live = deps.tasks.list().filter((task) => !finalStates.has(task.state));
  return placed.map(({ shot, at }) => {
    if (!at?.own.continues || shot.continues || shot.written.firstFrame !== undefined) return shot;
    const before = beforeIn(at.film, at.own);
    if (!before) return shot;
    const underWay = live.filter((task) => task.source?.uri === shot.source?.uri);
    const gateway = placeOf(shot);
    const fits = (made: string): boolean => mayContinue(made, before, gateway);
    const keys = new Set([...ordered].flatMap(([key, made]) => (fits(made) ? [key] : [])));
    return { ...shot, continues: startFor(before, { ...shot, gateway }, keys, underWay.filter((task) => fits(task.gateway) && at.makes(task, before))) };
  });
}

interface Place {
  readonly film: readonly FilmShot[];
  readonly own: FilmShot;
  /** Whether a task makes that shot of the film, as it reads now. */
  readonly makes: (task: Task, shot: FilmShot) => boolean;
}

/** The shot that another one continues: the last before it that the film shows. */
export function beforeIn(film: readonly FilmShot[], { number }: FilmShot): FilmShot | undefined {
  return shown(film).findLast((shot) => shot.number < number);
}

/** The film that a document is now. */
export async function filmIn({ document, text, kind }: Pick<DocumentBehind, 'document' | 'text' | 'kind'>, takes: Pick<Takes, 'all' | 'read'>): Promise<readonly FilmShot[]> {
  const source = {
    text, document: readDocument(text, kind), uri: document.uri.toString(), gateways: { usual: gatewaySetting(document.uri) },
    ...(document.uri.scheme === 'file' && { folder: path.dirname(document.uri.fsPath) }),
  };
  return filmOf(source, await takesOfFilm(source, await takes.all(), (file) => takes.read(file)), isGone);
}

function keyOf({ uri }: DocumentBehind, { number }: FilmShot): string {
  return `${uri}#${String(number)}`;
}

/** `gateway`: where the shot is made. `ordered`: keys of shots that it may start with; `tasks`: those of the shot before that are under way, likewise. */
function startFor(before: FilmShot, { key = '', gateway }: Pick<WantedShot, 'key'> & { readonly gateway: string }, ordered: ReadonlySet<string>, tasks: readonly Task[]): NonNullable<WantedShot['continues']> {
  const chosen = startOf(before, gateway)?.take.file;
  if (chosen !== undefined && isPicked(before)) return { shot: before.title, file: chosen };
  const not = chosen === undefined ? {} : { not: chosen };
  const ofBefore = key.replace(/#\d+$/u, `#${String(before.number)}`);
  if (ordered.has(ofBefore)) return { shot: before.title, key: ofBefore, ...not };
  // Of several the one that was ordered last is the newest take, whichever is done last; ids sort by creation.
  const [making] = tasks.toSorted((a, b) => b.createdAt - a.createdAt || (a.id < b.id ? 1 : -1));
  if (making) return { shot: before.title, task: making.id, ...not };
  return { shot: before.title, ...(chosen !== undefined && { file: chosen }) };
}

/** What the record says, once the tasks of the order have their ids. */
export function waitsForOf({ continues }: WantedShot, idOf: (key: string) => string | undefined): WaitsFor | undefined {
  if (!continues) return undefined;
  const { key, ...waitsFor } = continues;
  const task = key === undefined ? undefined : idOf(key);
  return { ...waitsFor, ...(task !== undefined && { task }) };
}
