import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Gateway } from '../gateways/gateway.ts';
import { commands, views } from '../host/ids.ts';
import { failureWords, showInformation, showWarning } from '../host/messages.ts';
import { chooseShell } from '../host/shell.ts';
import type { Task } from '../tasks/task.ts';
import { canStop, costsMoney, finalStates } from '../tasks/task.ts';
import { whyNotStoppable } from '../tasks/givenUp.ts';
import type { ActionOutcome, Tasks } from '../tasks/tasks.ts';
import { stateWords, taskTitle } from '../tasks/words.ts';
import { isOverLimit } from '../tasks/verbs.ts';
import type { Wallet } from '../wallet/wallet.ts';
import type { Fitting } from './pickTask.ts';
import { anyTask, pickTask, pickTasks, wordedTask } from './pickTask.ts';
import { confirmRemoval, confirmStop, tellStopped } from './taskQuestions.ts';
import { revealFile, saveVideoAs } from './videoFile.ts';

/** How long a gateway may take to name a link, in milliseconds. */
const linkMs = 20_000;

export interface TaskCommandDependencies {
  readonly tasks: Pick<Tasks, 'get' | 'list' | 'checkNow' | 'stopTracking' | 'remove'>;
  readonly gatewayFor: (task: Pick<Task, 'gateway' | 'baseUrl'>) => Promise<Gateway>;
  readonly wallet: Pick<Wallet, 'refresh' | 'loosened' | 'agree'>;
}

function active(): Fitting {
  return {
    fits: (task) => !finalStates.has(task.state), none: l10n.t('Nothing is running.'),
    unfit: (task) => l10n.t('“{0}” has already ended ({1}).', taskTitle(task), stateWords(task)),
  };
}

function stoppable(): Fitting {
  const { none, unfit } = active();
  return { fits: canStop, none, unfit: (task) => whyNotStoppable(task) ?? unfit?.(task) ?? none };
}

function checkable(): Fitting {
  const { fits, none, unfit } = active();
  const unconfirmed = (task: Task): string => l10n.t('“{0}” has no task ID to check. Choose Resolve Unconfirmed first.', taskTitle(task));
  return { fits: (task) => fits(task) && task.state !== 'unconfirmed', none, unfit: (task) => task.state === 'unconfirmed' ? unconfirmed(task) : unfit?.(task) ?? none };
}

function withVideo(): Fitting {
  return {
    fits: (task) => task.file !== undefined, none: l10n.t('No task has a video yet.'),
    unfit: (task) => l10n.t('“{0}” has no video ({1}).', taskTitle(task), stateWords(task)),
  };
}

function ofGateway(): Fitting {
  return {
    fits: ({ gateway }) => costsMoney(gateway), none: l10n.t('No task has been sent to a gateway yet.'),
    unfit: (task) => l10n.t('“{0}” is an animatic, rendered on this computer, so there’s no request to copy.', taskTitle(task)),
  };
}

function paidFor(): Fitting {
  const { none } = ofGateway();
  return { fits: ({ gateway, remoteId }) => costsMoney(gateway) && remoteId !== undefined, none, unfit: (task) => l10n.t('“{0}” isn’t a gateway task, so it has no link.', taskTitle(task)) };
}

/**
 * The link of a paid video that is not downloaded here, for the person to open or copy. It is asked for at this moment: a signed link
 * is written down nowhere.
 */
async function openLink(task: Task, deps: TaskCommandDependencies): Promise<void> {
  const gateway = await deps.gatewayFor(task);
  const outcome = await gateway.status({ remoteId: task.remoteId ?? '' }, AbortSignal.timeout(linkMs)).catch(() => undefined);
  const result = outcome?.kind === 'reading' ? outcome.reading.result : undefined;
  const link = result?.kind === 'link' ? [result.url, ...result.others ?? []].find((url) => /^https?:\/\//iu.test(url)) : undefined;
  if (link === undefined) {
    showWarning(outcome?.kind === 'unreadable' ? failureWords(outcome.failure) : l10n.t('The gateway has no link for “{0}” at the moment.', taskTitle(task)));
    return;
  }
  const { host, protocol } = new URL(link);
  const words = protocol === 'http:' ? l10n.t('The link goes to {0} and isn’t encrypted: others on the network can see the video.', host) : l10n.t('The link goes to {0}.', host);
  showInformation(words, [
    // As a text: a `Uri` would write its signature anew.
    { label: l10n.t('Open in Browser'), run: () => vscode.commands.executeCommand('vscode.open', link) },
    { label: l10n.t('Copy Link'), run: () => vscode.env.clipboard.writeText(link) },
  ]);
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
    showInformation(l10n.t('Nothing was sent for “{0}” ({1}), so there’s no request to copy. The composer shows the request of any shot.', taskTitle(task), stateWords(task)), prompt === '' ? [] : [compose]);
    return;
  }
  const shell = await chooseShell();
  if (!shell) {
    return;
  }
  await vscode.env.clipboard.writeText((await deps.gatewayFor(task)).curl(prepared, shell));
  showInformation(l10n.t('Copied as cURL, with the key masked.'));
}

/** The commands on tasks: each takes a tree row or `{id}`, and asks which task when called without. Some act on all selected rows. */
export function registerTaskCommands(deps: TaskCommandDependencies): vscode.Disposable {
  const { tasks } = deps;
  const onTask = (id: string, fitting: Fitting, act: (task: Task, argument: unknown) => unknown): vscode.Disposable =>
    vscode.commands.registerCommand(id, async (argument: unknown): Promise<void> => {
      const task = await pickTask(tasks, argument, fitting);
      if (task) {
        await act(task, argument);
      }
    });
  const onTasks = (id: string, fitting: Fitting, ask: (chosen: readonly Task[]) => Promise<boolean>, act: (id: string) => Promise<ActionOutcome>, tell?: (chosen: readonly Task[]) => void): vscode.Disposable =>
    vscode.commands.registerCommand(id, async (argument: unknown, selection: unknown): Promise<void> => {
      const chosen = await pickTasks(tasks, argument, selection, fitting);
      if (chosen.length > 0 && (await ask(chosen))) {
        await vscode.window.withProgress({ location: { viewId: views.tasks } }, () => forEach(chosen, act));
        tell?.(chosen);
      }
    });

  /** A task that a limit keeps waits in vain where the person raised it and was not asked yet. */
  const unlimited = async (chosen: readonly Task[]): Promise<boolean> => {
    if (chosen.some(isOverLimit)) await (await import('./reviewLimits.ts')).reviewLimits(deps.wallet);
    return true;
  };
  return vscode.Disposable.from(
    onTasks(commands.taskCheckNow, checkable(), unlimited, (id) => tasks.checkNow(id)),
    onTasks(commands.taskTryAgain, checkable(), unlimited, (id) => tasks.checkNow(id)),
    onTasks(commands.taskStopTracking, stoppable(), confirmStop, (id) => tasks.stopTracking(id), (chosen) => { tellStopped(chosen, tasks); }),
    onTasks(commands.taskRemove, anyTask(), confirmRemoval, (id) => tasks.remove(id)),
    onTask(commands.taskSaveAs, withVideo(), (task, argument) => saveVideoAs(task.file!, argument)),
    onTask(commands.taskReveal, withVideo(), (task) => revealFile(task.file!)),
    onTask(commands.taskCopyPrompt, wordedTask(), (task) => vscode.env.clipboard.writeText(task.prompt)),
    onTask(commands.taskOpenLink, paidFor(), (task) => openLink(task, deps)),
    onTask(commands.taskCopyAsCurl, ofGateway(), (task) => copyAsCurl(task, deps)),
  );
}
