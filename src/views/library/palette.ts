import * as vscode from 'vscode';
import { contexts } from '../../host/ids.ts';
import type { Takes } from '../../takes/takes.ts';

/** Keeps the context key by which the palette leaves out commands on takes where there are none. What was not looked for may be there. */
export function registerTakePalette(takes: Pick<Takes, 'onDidCount'>): vscode.Disposable {
  let isEmpty = false;
  return new vscode.Disposable(takes.onDidCount((count) => {
    if (isEmpty === (count === 0)) return;
    isEmpty = count === 0;
    void vscode.commands.executeCommand('setContext', contexts.noTakes, isEmpty);
  }));
}
