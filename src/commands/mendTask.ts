import { rm } from 'node:fs/promises';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { taskSiteOf } from '../gateways/sites.ts';
import { commands, settings } from '../host/ids.ts';
import { showWarning } from '../host/messages.ts';
import { locatePrompt } from '../host/promptPlace.ts';
import { showSettings } from '../host/settingsPage.ts';
import { takeOfStory } from '../takes/take.ts';
import type { Task } from '../tasks/task.ts';
import { costsMoney, partFile } from '../tasks/task.ts';
import type { Tasks } from '../tasks/tasks.ts';
import { overLimitCodes, isOverLimit, verbsFor } from '../tasks/verbs.ts';
import { stateWords, taskTitle } from '../tasks/words.ts';
import type { Fitting } from './pickTask.ts';
import { pickTask, wordedTask } from './pickTask.ts';

type Known = Pick<Tasks, 'get' | 'list' | 'saveIn'>;

/** *Edit Prompt*: the shot in its file, wherever it moved; in the composer where no file has it. */
export async function editPrompt(argument: unknown, tasks: Known): Promise<void> {
  const task = await pickTask(tasks, argument, wordedTask());
  if (!task) return;
  const { prompt, settings: written, gateway, source } = task;
  const place = await locatePrompt(takeOfStory({ ...task, file: '' }));
  if (place?.found) await vscode.commands.executeCommand(commands.takeGoToPrompt, { id: task.id });
  else await vscode.commands.executeCommand(commands.openComposer, { ...written, prompt, gateway, ...(place && source && { source }) });
}

/** *Open Gateway's Website*: where a balance is topped up and tasks are listed. */
export async function openGateway(argument: unknown, tasks: Known): Promise<void> {
  const paid: Fitting = {
    fits: ({ gateway }) => costsMoney(gateway), none: l10n.t('No task has been sent to a gateway yet.'),
    unfit: (task) => l10n.t('“{0}” is an animatic, rendered on this computer.', taskTitle(task)),
  };
  const task = await pickTask(tasks, argument, paid);
  if (task) await vscode.commands.executeCommand('vscode.open', taskSiteOf(task).page);
}

/** *Change Limit*: the setting that keeps a task from being sent. */
export async function changeLimit(argument: unknown, tasks: Known): Promise<void> {
  const task = await pickTask(tasks, argument, {
    fits: (one) => one.state === 'paused' && isOverLimit(one), none: l10n.t('No task is over a limit.'),
    unfit: (one) => l10n.t('“{0}” isn’t over a limit ({1}).', taskTitle(one), stateWords(one)),
  });
  if (!task) return;
  const names = task.failure?.code === overLimitCodes.month ? [settings.monthlyCap] : task.failure?.code === overLimitCodes.day ? [settings.dailyCap] : [settings.dailyCap, settings.monthlyCap];
  await showSettings(...names);
}

/** *Save Elsewhere…*: a folder for the video of a task that could not be saved in its own; the setting is only for tasks to come. */
export async function saveElsewhere(argument: unknown, tasks: Known): Promise<void> {
  const task = await pickTask(tasks, argument, {
    fits: (one) => verbsFor(one).includes('saveElsewhere'), none: l10n.t('Every video has been saved.'),
    unfit: (one) => l10n.t('“{0}” doesn’t need another folder ({1}).', taskTitle(one), stateWords(one)),
  });
  const folder = task && await chooseFolder(task);
  if (!task || folder === undefined) return;
  const outcome = await tasks.saveIn(task.id, folder);
  if (outcome.kind === 'notDone') showWarning(outcome.message);
  // What was downloaded so far takes room that may be what is missing.
  else if (task.target !== undefined) await rm(partFile(task.target), { force: true }).catch(() => undefined);
}

async function chooseFolder({ folder }: Task): Promise<string | undefined> {
  const [chosen] = await vscode.window.showOpenDialog({ canSelectFolders: true, canSelectFiles: false, defaultUri: vscode.Uri.file(folder), openLabel: l10n.t('Save Here'), title: l10n.t('Where should this video be saved?') }) ?? [];
  if (chosen && chosen.scheme !== 'file') {
    showWarning(l10n.t('Videos can only be saved in a folder of this computer.'));
    return undefined;
  }
  return chosen?.fsPath;
}
