import * as vscode from 'vscode';
import { findShot } from '../../shots/find.ts';
import { chosenFor } from '../../film/chosenFor.ts';
import type { Takes } from '../../takes/takes.ts';
import type { Task } from '../../tasks/task.ts';
import { isHeld } from '../../tasks/transition.ts';
import type { Tasks } from '../../tasks/tasks.ts';
import type { Agreements } from '../gate/agreements.ts';
import { beforeIn, filmIn } from '../gate/continued.ts';
import type { DocumentBehind } from '../gate/origin.ts';
import { documentBehind } from '../gate/origin.ts';
import { foldersOfOurs } from '../gate/ourFolders.ts';
import { outsidePath } from '../gate/outside.ts';
import { plainRef } from '../gate/statements.ts';

export interface GoOnDependencies {
  readonly tasks: Pick<Tasks, 'get' | 'list' | 'waitOn'>;
  readonly takes: Pick<Takes, 'all' | 'read'>;
  readonly agreements: Pick<Agreements, 'covers'>;
  /** Our own folder. */
  readonly storage: vscode.Uri;
}

/** Whether a choice of take can matter to a task: it waits for the shot before, and not for a take that is named already. */
export function waitsForChoice(task: Task): boolean {
  return isHeld(task) && task.source !== undefined && task.waitsFor !== undefined && task.waitsFor.file === undefined;
}

/** Lets tasks that wait for the shot before them go on with a take of it that was chosen since they were ordered. */
export async function goOnWithChosen(deps: GoOnDependencies): Promise<void> {
  const { tasks, takes } = deps;
  const waiting = tasks.list().filter(waitsForChoice);
  if (waiting.length === 0) return;
  for (const task of waiting) {
    const behind = task.source && (await documentBehind(task.prompt, task.source));
    if (!behind) continue;
    const film = await filmIn(behind, takes);
    const start = findShot(behind.text, behind.kind, { ...task.source, prompt: task.prompt })?.shot.start;
    const own = film.find(({ shot }) => shot.start === start);
    const file = own && chosenFor(task, beforeIn(film, own), (id) => tasks.get(id));
    if (file !== undefined && (await mayBeSent(file, task, behind, deps))) await tasks.waitOn(task.id, { file });
  }
}

/** A video from outside the workspace was not there to be asked about when the task was ordered: it is gone on with only if the person agreed to this very text sending it. */
async function mayBeSent(file: string, { gateway, folder }: Task, behind: DocumentBehind, { agreements, storage }: GoOnDependencies): Promise<boolean> {
  const picture = await outsidePath(file, foldersOfOurs(behind.document.uri, folder, storage));
  return picture === undefined || (vscode.workspace.isTrusted && agreements.covers({ kind: 'picture', gateway, picture, isVideo: true, file: plainRef(behind) }));
}
