import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { commands } from '../../host/ids.ts';
import { showWarning } from '../../host/messages.ts';
import type { Task } from '../../tasks/task.ts';
import type { TakeAction } from './protocol.ts';

/** Hands the file to whatever the system plays videos with. */
export async function openExternally(file: string): Promise<void> {
  if (!(await vscode.env.openExternal(vscode.Uri.file(file)))) {
    showWarning(l10n.t('No program could be opened for {0}; reveal the file and open it from there.', file));
  }
}

/** Carries out a button of the preview. */
export async function actOnTask(action: TakeAction, task: Task): Promise<void> {
  const argument = { id: task.id };
  switch (action) {
    case 'generateAgain': return vscode.commands.executeCommand(commands.taskGenerateAgain, argument);
    case 'reveal': return vscode.commands.executeCommand(commands.taskReveal, argument);
    case 'saveAs': return vscode.commands.executeCommand(commands.taskSaveAs, argument);
    case 'copyPrompt': return vscode.commands.executeCommand(commands.taskCopyPrompt, argument);
    case 'openExternally': return task.file === undefined ? undefined : openExternally(task.file);
  }
}
