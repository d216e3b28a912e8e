import * as vscode from 'vscode';
import type { PublicTask } from './tasks/publicTask.ts';
import { toPublicTask } from './tasks/publicTask.ts';
import type { Tasks } from './tasks/tasks.ts';

/** What other extensions get from `extensions.getExtension('hailuo-director.hailuo-director').activate()`. */
export interface HailuoApi {
  readonly version: 1;
  /** Newest first. Empty until the journal is read, which is announced as a change. */
  tasks(): readonly PublicTask[];
  /** Fires with the tasks that are new or changed; with an empty list when tasks were only removed. */
  readonly onDidChangeTasks: vscode.Event<readonly PublicTask[]>;
}

/** The public face of the tasks; ends with `dispose`. */
export function createApi(tasks: Pick<Tasks, 'list' | 'onDidChange'>): HailuoApi & vscode.Disposable {
  const changed = new vscode.EventEmitter<readonly PublicTask[]>();
  const stopListening = tasks.onDidChange((change) => changed.fire(change.changed.map(toPublicTask)));
  return {
    version: 1,
    tasks: () => tasks.list().map(toPublicTask),
    onDidChangeTasks: changed.event,
    dispose: () => {
      stopListening();
      changed.dispose();
    },
  };
}
