import * as vscode from 'vscode';
import type { Tasks } from '../tasks/tasks.ts';

/**
 * Links into this editor: `/take?file=…`, `/film?uri=…`, `/task?id=…`. Anybody may write one, so they open what lies in the workspace
 * or where takes are saved, and nothing else; they spend, send and change nothing. What opens them is loaded by the first.
 */
export function registerLinks(storage: string, tasks: Pick<Tasks, 'get' | 'ready'>): vscode.Disposable {
  return vscode.window.registerUriHandler({
    handleUri: async (uri) => {
      await (await import('./openLink.ts')).openLink(uri, storage, tasks);
    },
  });
}
