import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { commands } from '../host/ids.ts';
import type { Tasks } from '../tasks/tasks.ts';
import { pickTask } from './pickTask.ts';

export interface TakeCommandDependencies {
  readonly tasks: Pick<Tasks, 'get' | 'list'>;
  readonly preview: { open(subject: { readonly task: string }): void };
}

/** The commands on takes: looking at them, comparing them, going on from them. */
export function registerTakeCommands({ tasks, preview }: TakeCommandDependencies): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerCommand(commands.taskOpenPreview, async (argument: unknown) => {
      const task = await pickTask(tasks, argument, () => true, l10n.t('There are no tasks yet.'));
      if (task) {
        preview.open({ task: task.id });
      }
    }),
  );
}
