import * as vscode from 'vscode';
import { shotFinder } from '../shots/find.ts';
import { settingsOf } from '../shots/document.ts';
import type { DocumentShot } from '../shots/document.ts';
import { stalenessOf } from '../shots/staleness.ts';
import type { Task } from '../tasks/task.ts';
import type { Tasks } from '../tasks/tasks.ts';
import { shotsOf } from './shotDocument.ts';

/** The newest take of a shot, and whether the shot changed since it was made. */
export interface ShotState {
  readonly task: Task;
  readonly outOfDate: boolean;
}

export interface ShotStates extends vscode.Disposable {
  /** By shot of the document as it is now; shots without a take are not in it. */
  statesOf(document: vscode.TextDocument): ReadonlyMap<DocumentShot, ShotState>;
  readonly onDidChange: vscode.Event<void>;
}

/** Older prompts of one document are not looked for: the newest take of a shot is among these, and each costs a search. */
const most = 100;

/** Finds for every shot of a document the newest task that was made from it, wherever the shot moved. */
export function createShotStates(tasks: Pick<Tasks, 'list' | 'onDidChange'>): ShotStates {
  const changed = new vscode.EventEmitter<void>();
  let bySource: ReadonlyMap<string, readonly Task[]> | undefined;
  let known = new WeakMap<vscode.TextDocument, { readonly version: number; readonly languageId: string; readonly states: ReadonlyMap<DocumentShot, ShotState> }>();
  const stopListening = tasks.onDidChange(() => {
    bySource = undefined;
    known = new WeakMap();
    changed.fire();
  });
  return {
    statesOf: (document) => {
      const { version, languageId } = document;
      const last = known.get(document);
      if (last?.version === version && last.languageId === languageId) return last.states;
      bySource ??= newestBySource(tasks.list());
      const states = findStates(document, bySource.get(document.uri.toString()) ?? []);
      known.set(document, { version, languageId, states });
      return states;
    },
    onDidChange: changed.event,
    dispose: () => {
      stopListening();
      changed.dispose();
    },
  };
}

/** The newest task of each prompt and settings by document; tasks come newest first. */
function newestBySource(tasks: readonly Task[]): ReadonlyMap<string, readonly Task[]> {
  const bySource = new Map<string, Map<string, Task>>();
  for (const task of tasks) {
    if (task.source === undefined) continue;
    const ofSource = bySource.get(task.source.uri) ?? new Map<string, Task>();
    bySource.set(task.source.uri, ofSource);
    const key = JSON.stringify([task.prompt, task.source.line]);
    if (!ofSource.has(key) && ofSource.size < most) ofSource.set(key, task);
  }
  return new Map([...bySource].map(([uri, found]) => [uri, [...found.values()]]));
}

function findStates(document: vscode.TextDocument, tasks: readonly Task[]): ReadonlyMap<DocumentShot, ShotState> {
  const states = new Map<DocumentShot, ShotState>();
  if (tasks.length === 0) return states;
  const read = shotsOf(document);
  const find = shotFinder(document.getText(), read.kind);
  for (const task of tasks) {
    const found = find({ prompt: task.prompt, line: task.source?.line ?? 0 });
    const shot = found && read.shots.find(({ start, end }) => start <= found.shot.start && found.shot.end <= end);
    if (found === undefined || shot === undefined || states.has(shot)) continue;
    const made = { prompt: task.prompt, settings: task.settings };
    states.set(shot, { task, outOfDate: stalenessOf(made, found, settingsOf(shot)) !== 'current' });
  }
  return states;
}
