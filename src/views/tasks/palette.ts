import * as vscode from 'vscode';
import { contexts } from '../../host/ids.ts';
import type { Tasks } from '../../tasks/tasks.ts';
import type { TaskFact } from './facts.ts';
import { factsOf } from './facts.ts';

/** Keeps a context key for each fact about tasks: the palette lists a command on tasks only while there is one for it. */
export function registerTaskPalette(tasks: Pick<Tasks, 'list' | 'onDidChange' | 'ready'>): vscode.Disposable {
  const told = new Map<TaskFact, boolean>();
  const tell = (): void => {
    const there = new Set<string>(tasks.list().flatMap(factsOf));
    for (const fact of Object.keys(contexts.tasks) as TaskFact[]) {
      if ((told.get(fact) ?? false) !== there.has(fact)) {
        told.set(fact, there.has(fact));
        void vscode.commands.executeCommand('setContext', contexts.tasks[fact], there.has(fact));
      }
    }
  };
  // Why the list cannot be read is said in a notice.
  tasks.ready.then(tell, () => undefined);
  return new vscode.Disposable(tasks.onDidChange(tell));
}
