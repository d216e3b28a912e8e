import * as vscode from 'vscode';

/** Files that prompts are written in. */
const texts = '**/*.{hailuo,md,markdown,txt}';
/** A checkout changes many at once: this long they are gathered, milliseconds. An open document follows its file a moment later. */
const gather = 300;

/** Tells, once for each burst, that a text reads otherwise on disk: saved here, changed by other hands, come or gone. */
export function onDidChangeTexts(listener: () => void): vscode.Disposable {
  let waiting: NodeJS.Timeout | undefined;
  const soon = (): void => {
    waiting ??= setTimeout(() => {
      waiting = undefined;
      listener();
    }, gather);
  };
  const watcher = vscode.workspace.createFileSystemWatcher(texts);
  return vscode.Disposable.from(
    watcher, watcher.onDidCreate(soon), watcher.onDidChange(soon), watcher.onDidDelete(soon),
    vscode.workspace.onDidSaveTextDocument(soon),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      // Read anew from disk; what is being typed is told of when it is saved.
      if (contentChanges.length > 0 && !document.isDirty && document.uri.scheme === 'file') soon();
    }),
    { dispose: () => { clearTimeout(waiting); } },
  );
}
