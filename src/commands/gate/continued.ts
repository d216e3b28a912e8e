import * as path from 'node:path';
import type { FilmShot } from '../../film/film.ts';
import { filmOf, shown } from '../../film/film.ts';
import { isGone } from '../../host/movedFiles.ts';
import { filmSettingsOf } from '../../shots/document.ts';
import { readDocument } from '../../shots/readDocument.ts';
import type { Take } from '../../takes/take.ts';
import type { Takes } from '../../takes/takes.ts';
import type { Task, WaitsFor } from '../../tasks/task.ts';
import { finalStates } from '../../tasks/task.ts';
import type { Tasks } from '../../tasks/tasks.ts';
import type { DocumentBehind } from './origin.ts';
import { documentBehind } from './origin.ts';
import { createReads } from './reads.ts';
import type { WantedShot } from './wantedShot.ts';

export interface ContinuedDependencies {
  readonly takes: Pick<Takes, 'all'>;
  readonly tasks: Pick<Tasks, 'list'>;
}

/**
 * Says of each shot whose text has `@continue` what it starts with: the shot before it where that is ordered too, else a task that is
 * making that one, else its chosen take. A first frame that the caller names himself is the word that counts.
 */
export async function withStarts(wanted: readonly WantedShot[], deps: ContinuedDependencies): Promise<readonly WantedShot[]> {
  let takes: Promise<readonly Take[]> | undefined;
  const reads = createReads();
  const films = new Map<string, readonly FilmShot[]>();
  const filmOfText = async (behind: DocumentBehind): Promise<readonly FilmShot[]> => {
    const all = await (takes ??= deps.takes.all());
    const key = `${behind.uri}\n${behind.text}`;
    const film = films.get(key) ?? filmIn(behind, all);
    films.set(key, film);
    return film;
  };
  const placed = await Promise.all(wanted.map(async (shot): Promise<{ readonly shot: WantedShot; readonly at?: { readonly film: readonly FilmShot[]; readonly own: FilmShot } }> => {
    const behind = await documentBehind(shot.prompt, shot.source, reads.find);
    // Most documents continue nothing: their takes are not looked for.
    if (!behind || shot.source === undefined || !reads.document(behind.text, behind.kind).shots.some((one) => filmSettingsOf(one).continue === true)) return { shot };
    const film = await filmOfText(behind);
    const start = reads.find(behind.text, behind.kind, { prompt: shot.prompt, line: shot.source.line })?.shot.start;
    const own = film.find((one) => one.shot.start === start);
    return own ? { shot: { ...shot, key: keyOf(behind, own) }, at: { film, own } } : { shot };
  }));
  const keys = new Set(placed.flatMap(({ shot }) => shot.key ?? []));
  return placed.map(({ shot, at }) => {
    if (!at?.own.continues || shot.continues || shot.written.firstFrame !== undefined) return shot;
    const before = beforeIn(at.film, at.own);
    return before ? { ...shot, continues: startFor(before, shot, keys, deps.tasks.list()) } : shot;
  });
}

/** The shot that another one continues: the last before it that the film shows. */
export function beforeIn(film: readonly FilmShot[], { number }: FilmShot): FilmShot | undefined {
  return shown(film).findLast((shot) => shot.number < number);
}

/** The film that a document is now. */
export function filmIn({ document, text, kind }: Pick<DocumentBehind, 'document' | 'text' | 'kind'>, takes: readonly Take[]): readonly FilmShot[] {
  return filmOf({
    text, document: readDocument(text, kind), uri: document.uri.toString(),
    ...(document.uri.scheme === 'file' && { folder: path.dirname(document.uri.fsPath) }),
  }, takes, isGone);
}

function keyOf({ uri }: DocumentBehind, { number }: FilmShot): string {
  return `${uri}#${String(number)}`;
}

function startFor(before: FilmShot, { source, key = '' }: WantedShot, ordered: ReadonlySet<string>, tasks: readonly Task[]): NonNullable<WantedShot['continues']> {
  const chosen = before.chosen?.take.file;
  const not = chosen === undefined ? {} : { not: chosen };
  const ofBefore = key.replace(/#\d+$/u, `#${String(before.number)}`);
  if (ordered.has(ofBefore)) return { shot: before.title, key: ofBefore, ...not };
  const making = tasks.find((task) => !finalStates.has(task.state) && task.source?.uri === source?.uri && task.prompt.trim() === before.shot.filled.trim());
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
