import * as l10n from '@vscode/l10n';
import { existsSync } from 'node:fs';
import * as vscode from 'vscode';
import { commands } from '../host/ids.ts';
import { showWarning } from '../host/messages.ts';
import type { Tasks } from '../tasks/tasks.ts';
import { ourFile } from './places.ts';

/** Opens what a link names; what it may not open is said. Resolves to whether it did. */
export async function openLink({ path, query }: Pick<vscode.Uri, 'path' | 'query'>, storage: string, tasks: Pick<Tasks, 'get' | 'ready'>): Promise<boolean> {
  const named = new URLSearchParams(query);
  switch (path.replace(/\/+$/u, '')) {
    case '/take': return openFile(named.get('file'), storage, /\.mp4$/iu, (uri) => vscode.commands.executeCommand(commands.openTake, { file: uri.fsPath }));
    case '/film': return openFile(named.get('uri'), storage, /\.hailuo$/iu, async (uri) => {
      await vscode.window.showTextDocument(uri);
      await vscode.commands.executeCommand(commands.filmOpen, { uri: uri.toString() });
    });
    case '/task': return openTask(named.get('id') ?? '', tasks);
    default:
      showWarning(l10n.t('Hailuo Director doesn’t recognize this link.'));
      return false;
  }
}

async function openFile(written: string | null, storage: string, kind: RegExp, open: (uri: vscode.Uri) => Thenable<unknown>): Promise<boolean> {
  const uri = written === null ? undefined : ourFile(written, storage);
  if (uri === undefined || !kind.test(uri.path) || !existsSync(uri.fsPath)) {
    showWarning(l10n.t('This link doesn’t lead to anything in this workspace or the output folder. Open the folder it belongs to, then open the link again.'));
    return false;
  }
  await open(uri);
  return true;
}

/** A video that is there is shown; every other task in the view. */
async function openTask(id: string, tasks: Pick<Tasks, 'get' | 'ready'>): Promise<boolean> {
  await tasks.ready.catch(() => undefined);
  const task = tasks.get(id);
  if (!task) {
    showWarning(l10n.t('This task is no longer in the list.'));
    return false;
  }
  await (task.file === undefined ? vscode.commands.executeCommand(commands.showTasks) : vscode.commands.executeCommand(commands.taskOpenPreview, { id }));
  return true;
}
