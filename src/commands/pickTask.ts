import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Task } from '../tasks/task.ts';
import type { Tasks } from '../tasks/tasks.ts';
import { descriptionOf, taskTitle } from '../tasks/words.ts';

function idOf(argument: unknown): string | undefined {
  return typeof argument === 'object' && argument !== null && 'id' in argument && typeof argument.id === 'string' ? argument.id : undefined;
}

/**
 * The task a command is meant for: the one passed in (a tree row or `{id}`), the only one that fits, or the one picked.
 * Undefined when the user cancels, or when there is none, which is said.
 */
export async function pickTask(tasks: Pick<Tasks, 'get' | 'list'>, argument: unknown, fits: (task: Task) => boolean, none: string): Promise<Task | undefined> {
  const id = idOf(argument);
  if (id !== undefined) {
    const task = tasks.get(id);
    if (!task || !fits(task)) {
      void vscode.window.showWarningMessage(task ? none : l10n.t('This task is not in the list any more.'));
      return undefined;
    }
    return task;
  }
  const candidates = tasks.list().filter(fits);
  if (candidates.length === 0) {
    void vscode.window.showInformationMessage(none);
    return undefined;
  }
  const items = candidates.map((task) => ({ label: taskTitle(task), description: descriptionOf(task, Date.now()), task }));
  const picked = await vscode.window.showQuickPick(items, { placeHolder: l10n.t('Which task?'), matchOnDescription: true });
  return picked?.task;
}
