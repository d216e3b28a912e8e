import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Gateway } from '../gateways/gateway.ts';
import { commands, views } from '../host/ids.ts';
import { showInformation, showWarning } from '../host/messages.ts';
import type { Task } from '../tasks/task.ts';
import { costsMoney, finalStates } from '../tasks/task.ts';
import type { ActionOutcome, Tasks } from '../tasks/tasks.ts';
import { stateWords, taskTitle } from '../tasks/words.ts';
import type { Fitting } from './pickTask.ts';
import { anyTask, pickTask, pickTasks } from './pickTask.ts';
import { confirmRemoval, confirmStop } from './taskQuestions.ts';
import { revealFile, saveVideoAs } from './videoFile.ts';

export interface TaskCommandDependencies {
  readonly tasks: Pick<Tasks, 'get' | 'list' | 'checkNow' | 'stopTracking' | 'remove'>;
  readonly gatewayFor: (task: Pick<Task, 'gateway' | 'baseUrl'>) => Promise<Gateway>;
}

function active(): Fitting {
  return {
    fits: (task) => !finalStates.has(task.state), none: l10n.t('Nothing is running.'),
    unfit: (task) => l10n.t('"{0}" has ended already ({1}).', taskTitle(task), stateWords(task)),
  };
}

function checkable(): Fitting {
  const { fits, none, unfit } = active();
  const unconfirmed = (task: Task): string => l10n.t('"{0}" has no task id that could be asked for; resolve it first.', taskTitle(task));
  return { fits: (task) => fits(task) && task.state !== 'unconfirmed', none, unfit: (task) => task.state === 'unconfirmed' ? unconfirmed(task) : unfit?.(task) ?? none };
}

function withVideo(): Fitting {
  return {
    fits: (task) => task.file !== undefined, none: l10n.t('No task has a video yet.'),
    unfit: (task) => l10n.t('"{0}" has no video ({1}).', taskTitle(task), stateWords(task)),
  };
}

function ofGateway(): Fitting {
  return {
    fits: ({ gateway }) => costsMoney(gateway), none: l10n.t('No task has gone to a gateway yet.'),
    unfit: (task) => l10n.t('"{0}" is an animatic, which is made here: there is no request to copy.', taskTitle(task)),
  };
}

/** Does it to each at once; what could not be done is said once for all that have the same reason. */
async function forEach(tasks: readonly Task[], act: (id: string) => Promise<ActionOutcome>): Promise<void> {
  const outcomes = await Promise.all(tasks.map(({ id }) => act(id)));
  for (const message of new Set(outcomes.flatMap((outcome) => (outcome.kind === 'notDone' ? [outcome.message] : [])))) {
    showWarning(message);
  }
}

async function copyAsCurl(task: Task, deps: TaskCommandDependencies): Promise<void> {
  const { prepared, prompt, settings, gateway } = task;
  if (!prepared) {
    const compose = { label: l10n.t('Open Composer'), run: () => vscode.commands.executeCommand(commands.openComposer, { ...settings, prompt, gateway }) };
    showInformation(l10n.t('Nothing was sent for "{0}" ({1}), so there is no request to copy; the composer shows the one of any shot.', taskTitle(task), stateWords(task)), [compose]);
    return;
  }
  await vscode.env.clipboard.writeText((await deps.gatewayFor(task)).curl(prepared));
  showInformation(l10n.t('The request is copied as cURL, with the key masked.'));
}

/** The commands on tasks: each takes a tree row or `{id}`, and asks which task when called without. Some act on all selected rows. */
export function registerTaskCommands(deps: TaskCommandDependencies): vscode.Disposable {
  const { tasks } = deps;
  const onTask = (id: string, fitting: Fitting, act: (task: Task) => unknown): vscode.Disposable =>
    vscode.commands.registerCommand(id, async (argument: unknown): Promise<void> => {
      const task = await pickTask(tasks, argument, fitting);
      if (task) {
        await act(task);
      }
    });
  const onTasks = (id: string, fitting: Fitting, ask: (chosen: readonly Task[]) => Promise<boolean>, act: (id: string) => Promise<ActionOutcome>): vscode.Disposable =>
    vscode.commands.registerCommand(id, async (argument: unknown, selection: unknown): Promise<void> => {
      const chosen = await pickTasks(tasks, argument, selection, fitting);
      if (chosen.length > 0 && (await ask(chosen))) {
        await vscode.window.withProgress({ location: { viewId: views.tasks } }, () => forEach(chosen, act));
      }
    });

  return vscode.Disposable.from(
    onTasks(commands.taskCheckNow, checkable(), () => Promise.resolve(true), (id) => tasks.checkNow(id)),
    onTasks(commands.taskStopTracking, active(), confirmStop, (id) => tasks.stopTracking(id)),
    onTasks(commands.taskRemove, anyTask(), confirmRemoval, (id) => tasks.remove(id)),
    onTask(commands.taskSaveAs, withVideo(), (task) => saveVideoAs(task.file!)),
    onTask(commands.taskReveal, withVideo(), (task) => revealFile(task.file!)),
    onTask(commands.taskCopyPrompt, anyTask(), (task) => vscode.env.clipboard.writeText(task.prompt)),
    onTask(commands.taskCopyAsCurl, ofGateway(), (task) => copyAsCurl(task, deps)),
  );
}
