import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { commands } from '../host/ids.ts';
import { showInformation, showWarning } from '../host/messages.ts';
import { pick } from '../host/pick.ts';
import type { Task } from '../tasks/task.ts';
import type { Tasks } from '../tasks/tasks.ts';
import { descriptionOf, taskTitle } from '../tasks/words.ts';

/** Which tasks a command is for, and what is said when there is none such, or when the one named is not such. */
export interface Fitting {
  readonly fits: (task: Task) => boolean;
  readonly none: string;
  /** Absent where every task fits. */
  readonly unfit?: (task: Task) => string;
}

/** Every task. */
export function anyTask(): Fitting {
  return { fits: () => true, none: l10n.t('There are no tasks yet.') };
}

/** Those with a prompt: what was submitted elsewhere and is followed here by its ID has none. */
export function wordedTask(): Fitting {
  const none = l10n.t('No task has a prompt.');
  return { fits: ({ prompt }) => prompt !== '', none, unfit: (task) => l10n.t('“{0}” has no prompt.', taskTitle(task)) };
}

type Known = Pick<Tasks, 'get' | 'list'>;

function idOf(argument: unknown): string | undefined {
  return typeof argument === 'object' && argument !== null && 'id' in argument && typeof argument.id === 'string' ? argument.id : undefined;
}

function named(tasks: Known, id: string, { fits, none, unfit }: Fitting): Task | undefined {
  const task = tasks.get(id);
  if (task && fits(task)) {
    return task;
  }
  // Nothing else can be done with a task before that.
  const resolve = task?.state === 'unconfirmed' ? [{ label: l10n.t('Resolve…'), run: () => vscode.commands.executeCommand(commands.taskResolveUnconfirmed, { id }) }] : [];
  showWarning(task ? unfit?.(task) ?? none : l10n.t('This task is no longer in the list.'), resolve);
  return undefined;
}

/**
 * The task a command is meant for: the one passed in (a tree row or `{id}`), the only one that fits, or the one picked.
 * Undefined when the user cancels, or when there is none, which is said.
 */
export async function pickTask(tasks: Known, argument: unknown, fitting: Fitting): Promise<Task | undefined> {
  const id = idOf(argument);
  if (id !== undefined) {
    return named(tasks, id, fitting);
  }
  const candidates = tasks.list().filter(fitting.fits);
  if (candidates.length === 0) {
    showInformation(fitting.none);
    return undefined;
  }
  const items = candidates.map((task) => ({ label: taskTitle(task), description: descriptionOf(task, Date.now(), vscode.env.language), task }));
  const picked = await pick(items, { placeHolder: l10n.t('Which task?'), matchOnDescription: true });
  return picked?.task;
}

/** The tasks of all rows that are selected together and fit, else the one that `pickTask` gives. `selection`: what a tree passes beside the row. */
export async function pickTasks(tasks: Known, argument: unknown, selection: unknown, fitting: Fitting): Promise<readonly Task[]> {
  const ids = Array.isArray(selection) ? selection.flatMap((row: unknown) => idOf(row) ?? []) : [];
  const chosen = ids.flatMap((id) => tasks.get(id) ?? []).filter(fitting.fits);
  if (ids.length > 1 && chosen.length > 0) {
    return chosen;
  }
  const task = await pickTask(tasks, argument, fitting);
  return task ? [task] : [];
}
