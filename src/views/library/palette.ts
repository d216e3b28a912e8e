import * as vscode from 'vscode';
import { contexts } from '../../host/ids.ts';
import type { Takes } from '../../takes/takes.ts';

/**
 * Keeps the context key by which the palette leaves out commands on takes where there are none. Until somebody looks for takes, the folders that they are
 * saved to tell: a new window without any does not begin with a dozen commands that have nothing to act on.
 * @param findNearby absolute paths of the takes in those folders, by their names only
 */
export function registerTakePalette(takes: Pick<Takes, 'onDidCount' | 'onDidChange'>, findNearby: () => Promise<readonly string[]>): vscode.Disposable {
  let isEmpty = false;
  let isKnown = false;
  const tell = (empty: boolean): void => {
    isKnown = true;
    if (isEmpty === empty) return;
    isEmpty = empty;
    void vscode.commands.executeCommand('setContext', contexts.noTakes, isEmpty);
  };
  const stops = [
    takes.onDidChange(({ changed }) => { if (changed.length > 0) tell(false); }),
    takes.onDidCount((count) => { tell(count === 0); }),
  ];
  void findNearby().then((files) => { if (!isKnown) tell(files.length === 0); }, () => undefined);
  return new vscode.Disposable(() => { stops.forEach((stop) => { stop(); }); });
}
