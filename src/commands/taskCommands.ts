import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Gateway } from '../gateways/gateway.ts';
import { commands } from '../host/ids.ts';
import { showInformation, showWarning } from '../host/messages.ts';
import type { Task } from '../tasks/task.ts';
import { finalStates } from '../tasks/task.ts';
import type { ActionOutcome, Tasks } from '../tasks/tasks.ts';
import { gatewayName, taskTitle } from '../tasks/words.ts';
import { pickTask } from './pickTask.ts';
import { revealFile, saveVideoAs } from './videoFile.ts';

export interface TaskCommandDependencies {
  readonly tasks: Pick<Tasks, 'get' | 'list' | 'checkNow' | 'stopTracking' | 'remove'>;
  readonly gatewayFor: (task: Pick<Task, 'gateway' | 'baseUrl'>) => Promise<Gateway>;
}

const isActive = (task: Task): boolean => !finalStates.has(task.state);
const hasFile = (task: Task): boolean => task.file !== undefined;

function tell(outcome: ActionOutcome): void {
  if (outcome.kind === 'notDone') {
    showWarning(outcome.message);
  }
}

/** Says what stopping means, truthfully: no gateway can cancel. The animatic stops at once and costs nothing. */
async function confirmStop(task: Task): Promise<boolean> {
  if (task.gateway === 'animatic' || task.state === 'waiting') {
    return true;
  }
  const stop = l10n.t('Stop tracking');
  const name = gatewayName(task.gateway);
  const detail = l10n.t('{0} has no way to cancel a task: it goes on there and may still be charged. Its video will not be fetched here.', name);
  return (await vscode.window.showWarningMessage(l10n.t('Stop tracking this task?'), { modal: true, detail }, stop)) === stop;
}

async function copyAsCurl(task: Task, deps: TaskCommandDependencies): Promise<void> {
  if (!task.prepared) {
    showInformation(l10n.t('This task has not been prepared for sending yet; try again in a moment.'));
    return;
  }
  const gateway = await deps.gatewayFor(task);
  await vscode.env.clipboard.writeText(gateway.curl(task.prepared));
  showInformation(l10n.t('The request is copied as cURL, with the key masked.'));
}

/** The commands on one task: each takes a tree row or `{id}`, and asks which task when called without. */
export function registerTaskCommands(deps: TaskCommandDependencies): vscode.Disposable {
  const { tasks } = deps;
  const onTask = (id: string, fits: (task: Task) => boolean, none: string, act: (task: Task, argument: unknown) => unknown): vscode.Disposable =>
    vscode.commands.registerCommand(id, async (argument: unknown): Promise<void> => {
      const task = await pickTask(tasks, argument, fits, none);
      if (task) {
        await act(task, argument);
      }
    });
  const noVideo = l10n.t('No task has a video yet.');

  return vscode.Disposable.from(
    onTask(commands.taskCheckNow, (task) => isActive(task) && task.state !== 'unconfirmed', l10n.t('Nothing is running.'), async (task) => {
      const outcome = await vscode.window.withProgress({ location: { viewId: 'hailuo.tasks' } }, () => tasks.checkNow(task.id));
      tell(outcome);
    }),
    onTask(commands.taskStopTracking, isActive, l10n.t('Nothing is running.'), async (task) => {
      if (await confirmStop(task)) {
        tell(await tasks.stopTracking(task.id));
      }
    }),
    onTask(commands.taskSaveAs, hasFile, noVideo, (task) => saveVideoAs(task.file!)),
    onTask(commands.taskReveal, hasFile, noVideo, (task) => revealFile(task.file!)),
    onTask(commands.taskCopyPrompt, () => true, l10n.t('There are no tasks yet.'), async (task) => vscode.env.clipboard.writeText(task.prompt)),
    onTask(commands.taskCopyAsCurl, (task) => task.gateway !== 'animatic', l10n.t('No task has gone to a gateway yet.'), (task) => copyAsCurl(task, deps)),
    onTask(commands.taskRemove, () => true, l10n.t('There are no tasks yet.'), async (task) => {
      if (!isActive(task) || (await confirmRemoval(task))) {
        tell(await tasks.remove(task.id));
      }
    }),
  );
}

async function confirmRemoval(task: Task): Promise<boolean> {
  const remove = l10n.t('Remove');
  const detail = task.gateway === 'animatic'
    ? l10n.t('Its rendering stops.')
    : l10n.t('It may still be charged by {0}, and its video will not be fetched here.', gatewayName(task.gateway));
  return (await vscode.window.showWarningMessage(l10n.t('Remove "{0}" although it has not ended?', taskTitle(task)), { modal: true, detail }, remove)) === remove;
}
