import { existsSync } from 'node:fs';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { isGone } from '../host/movedFiles.ts';
import type { FilmShot } from '../film/film.ts';
import type { FilmSource } from '../film/film.ts';
import { filmOf } from '../film/film.ts';
import { takesOfFilm } from '../film/namedTake.ts';
import { gatewaySetting } from '../host/settings.ts';
import type { MovedFiles } from '../host/movedFiles.ts';
import type { DocumentShot } from '../shots/document.ts';
import { filmSettingsOf } from '../shots/document.ts';
import type { Made } from '../takes/madeFrom.ts';
import { madeFrom } from '../takes/madeFrom.ts';
import type { Take } from '../takes/take.ts';
import type { Takes } from '../takes/takes.ts';
import type { Task } from '../tasks/task.ts';
import type { Tasks } from '../tasks/tasks.ts';
import { shotsOf } from './shotDocument.ts';

/** The newest thing that was made from a shot, and whether the shot changed since. */
export interface ShotState {
  /** The task that is on its way or ended; or a take's video, absolute path, that no task of this machine made. */
  readonly newest: Task | string;
  readonly outOfDate: boolean;
}

export interface ShotStates extends vscode.Disposable {
  /** By shot of the document as it is now; shots without a take are not in it. */
  statesOf(document: vscode.TextDocument): ReadonlyMap<DocumentShot, ShotState>;
  /** The film that the document is now. */
  filmOf(document: vscode.TextDocument): readonly FilmShot[];
  readonly onDidChange: vscode.Event<void>;
}

export interface ShotStatesDependencies {
  readonly tasks: Pick<Tasks, 'list' | 'onDidChange'>;
  readonly takes: Pick<Takes, 'all' | 'read' | 'onDidChange'>;
  readonly moved: Pick<MovedFiles, 'now' | 'onDidMove'>;
}

/** Older prompts of one document are not looked for: the newest take of a shot is among these, and each costs a search. */
const most = 100;

interface Entry extends Made {
  readonly newest: Task | string;
  readonly at: number;
}

/**
 * Finds for every shot of a document the newest task or take that was made from it, wherever the shot or the document
 * moved. Takes that came with the folder count, deleted ones do not. The takes are looked for when a document with shots
 * is first asked about.
 */
export function createShotStates({ tasks, takes, moved }: ShotStatesDependencies): ShotStates {
  const changed = new vscode.EventEmitter<void>();
  let found: readonly Take[] | undefined;
  let looking = false;
  /** The takes of films that name some, by their `@take` lines, for as long as the takes stay as they are. */
  let named = new Map<string, readonly Take[]>();
  const gone = new WeakMap<vscode.TextDocument, Map<string, boolean>>();
  let entries: readonly Entry[] | undefined;
  let known = new WeakMap<vscode.TextDocument, { readonly version: number; readonly languageId: string; readonly states: ReadonlyMap<DocumentShot, ShotState> }>();
  let films = new WeakMap<vscode.TextDocument, { readonly version: number; readonly languageId: string; readonly usual: string; readonly film: readonly FilmShot[] }>();
  const forget = (): void => {
    entries = undefined;
    known = new WeakMap();
    films = new WeakMap();
    changed.fire();
  };
  const look = async (): Promise<void> => {
    looking = true;
    const all = await takes.all();
    found = all;
    named = new Map();
    forget();
  };
  /** Videos that only the text names are looked for now, and are among them a moment later. */
  const takesOf = (source: FilmSource, all: readonly Take[]): readonly Take[] => {
    const written = source.document.shots.flatMap((shot) => filmSettingsOf(shot).take ?? []);
    if (written.length === 0) return all;
    const key = JSON.stringify([source.folder, ...written]);
    const [known, looked] = [named.get(key), named];
    if (known) return known;
    looked.set(key, all);
    void takesOfFilm(source, all, (file) => takes.read(file)).then((more) => {
      looked.set(key, more);
      if (looked === named && more.length > all.length) forget();
    });
    return all;
  };
  /** Asked once for each document that is opened: not with every keystroke. */
  const goneFor = (document: vscode.TextDocument): ((uri: string) => boolean) => {
    const answers = gone.get(document) ?? new Map<string, boolean>();
    gone.set(document, answers);
    return (uri) => {
      const answer = answers.get(uri) ?? isGone(uri);
      answers.set(uri, answer);
      return answer;
    };
  };
  const stopListening = [tasks.onDidChange(forget), takes.onDidChange(() => { if (looking) void look(); })];
  const listening = moved.onDidMove(forget);
  return {
    statesOf: (document) => {
      const { version, languageId } = document;
      const last = known.get(document);
      if (last?.version === version && last.languageId === languageId) return last.states;
      const read = shotsOf(document);
      if (!looking && read.shots.length > 0) void look();
      entries ??= entriesOf(tasks.list(), found ?? [], moved);
      const made = madeFrom({ get text() { return document.getText(); }, document: read, uri: document.uri.toString() }, newestOfEach(entries), goneFor(document));
      const states = new Map([...made].flatMap(([shot, [first]]) => first ? [[shot, { newest: first.made.newest, outOfDate: !first.upToDate }] as const] : []));
      known.set(document, { version, languageId, states });
      return states;
    },
    filmOf: (document) => {
      const [last, usual] = [films.get(document), gatewaySetting(document.uri)];
      if (last?.version === document.version && last.languageId === document.languageId && last.usual === usual) return last.film;
      const read = shotsOf(document);
      if (!looking && read.shots.length > 0) void look();
      const folder = document.uri.scheme === 'file' ? { folder: path.dirname(document.uri.fsPath) } : {};
      const source = { text: document.getText(), document: read, uri: document.uri.toString(), gateways: { usual }, ...folder };
      const film = filmOf(source, found ? takesOf(source, found) : [], goneFor(document));
      films.set(document, { version: document.version, languageId: document.languageId, usual, film });
      return film;
    },
    onDidChange: changed.event,
    dispose: () => {
      for (const stop of stopListening) stop();
      listening.dispose();
      changed.dispose();
    },
  };
}

/** Tasks and the takes that are there, newest first. A task whose video went is as if it had not been. */
function entriesOf(tasks: readonly Task[], takes: readonly Take[], moved: Pick<MovedFiles, 'now'>): readonly Entry[] {
  const byFile = new Set(takes.map(({ file }) => file));
  const fromTasks = tasks.filter(({ source }) => source !== undefined).filter(({ state, file }) => state !== 'completed' || file === undefined || byFile.has(file) || existsSync(file));
  const there = new Set(fromTasks.map(({ id }) => id));
  const entries = [
    ...fromTasks.map((task): Entry => ({
      newest: task, at: task.createdAt, shot: task, ...(task.source && { source: { ...task.source, uri: moved.now(task.source.uri, task.createdAt) } }),
    })),
    ...takes.filter(({ id, source }) => source !== undefined && (id === undefined || !there.has(id))).map((take): Entry => ({
      newest: take.file, at: take.createdAt ?? take.completedAt ?? 0, shot: take.shot, ...(take.source && { source: take.source }),
    })),
  ];
  return entries.sort((a, b) => b.at - a.at);
}

/** The newest of each prompt at its place and of its title. */
function newestOfEach(entries: readonly Entry[]): readonly Entry[] {
  const bySource = new Map<string, Map<string, Entry>>();
  for (const entry of entries) {
    if (entry.source === undefined) continue;
    const ofSource = bySource.get(entry.source.uri) ?? new Map<string, Entry>();
    bySource.set(entry.source.uri, ofSource);
    const key = JSON.stringify([entry.shot.prompt, entry.source.line, entry.source.title]);
    if (!ofSource.has(key) && ofSource.size < most) ofSource.set(key, entry);
  }
  return [...bySource.values()].flatMap((ofSource) => [...ofSource.values()]).sort((a, b) => b.at - a.at);
}
