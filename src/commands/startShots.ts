import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { commands } from '../host/ids.ts';
import type { MessageAction } from '../host/messages.ts';
import { askWhich, showError, showInformation, showWarning } from '../host/messages.ts';
import type { Task } from '../tasks/task.ts';
import { taskTitle } from '../tasks/words.ts';
import type { OrderDependencies } from './gate/order.ts';
import { placeOrder } from './gate/order.ts';
import { showOverLimit } from './gate/overLimit.ts';
import { showRefusal } from './gate/refusal.ts';
import type { SameClip } from './gate/sameClips.ts';
import type { WantedShot } from './gate/wantedShot.ts';

/** A shot whose predecessor nobody generates waits until somebody does. */
function tellOfIdle(tasks: readonly Task[], show: MessageAction): void {
  const idle = tasks.find(({ waitsFor }) => waitsFor && waitsFor.task === undefined && waitsFor.file === undefined);
  if (idle?.waitsFor) showWarning(l10n.t('“{0}” is waiting for “{1}”, which has no take and isn’t being generated. It continues once that shot has one.', taskTitle(idle), idle.waitsFor.shot), [show]);
}

/** An animatic follows from its shot alone, so that of an unchanged shot is shown rather than made again. */
function tellOfSame(same: readonly SameClip[], show: MessageAction): void {
  const [only, ...others] = same;
  if (!only) return;
  if (others.length > 0) {
    showInformation(l10n.t('{0} shots haven’t changed, so their animatics are the same clips as before.', same.length), [show]);
  } else if (only.found.kind === 'making') {
    showInformation(l10n.t('“{0}” hasn’t changed, and its animatic is being rendered already.', only.name), [show]);
  } else {
    const { file } = only.found;
    showInformation(l10n.t('“{0}” hasn’t changed, so its animatic is the same clip as before.', only.name), [{ label: l10n.t('Open'), run: () => vscode.commands.executeCommand(commands.openTake, { file }) }]);
  }
}

/** What a question shows before its answer. A text that is open anyway is shown where the shot stands in it; the composer shows any shot. */
function look(at: 'shot' | 'shots' | 'tasks', [first]: readonly WantedShot[]): MessageAction {
  if (at === 'tasks' || !first) return showTasks();
  const { prompt, written, source } = first;
  const run = async (): Promise<void> => {
    const document = vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === source?.uri);
    if (!document) await vscode.commands.executeCommand(commands.openComposer, { ...written, prompt });
    else await vscode.window.showTextDocument(document, { selection: document.validateRange(new vscode.Range(source?.line ?? 0, 0, source?.line ?? 0, 0)) });
  };
  return { label: at === 'shots' ? l10n.t('Look at Them First') : l10n.t('Look at It First'), run };
}

function showTasks(): MessageAction {
  return { label: l10n.t('Show Tasks'), run: () => vscode.commands.executeCommand(commands.showTasks) };
}

/** Wanted by the button of a notification, which a command can press. */
function confirmed(shot: WantedShot): WantedShot {
  return { ...shot, confirm: true };
}

/**
 * Orders shots for the person at this window: the gate (`placeOrder`) with a modal question, and what it refuses shown. Resolves
 * to the tasks, or to undefined when the person said no (silently) or something was refused.
 */
export async function startShots(wanted: readonly WantedShot[], deps: OrderDependencies): Promise<readonly Task[] | undefined> {
  const outcome = await placeOrder(wanted, deps, ({ lookAt, ...question }) => askWhich({ ...question, ...(lookAt && { first: look(lookAt, wanted) }) }));
  switch (outcome.kind) {
    case 'declined': return undefined;
    case 'over':
      showOverLimit(outcome, (fitting) => startShots(fitting.map(confirmed), deps));
      return undefined;
    case 'refused':
      showRefusal(outcome, (good) => startShots(good.map(confirmed), deps));
      return undefined;
    case 'placed': {
      const { tasks, trouble, same = [] } = outcome;
      const show = showTasks();
      tellOfIdle(tasks, show);
      tellOfSame(same, show);
      if (trouble !== undefined) showError(trouble, tasks.length > 0 ? [show] : []);
      return tasks.length > 0 ? tasks : undefined;
    }
  }
}
