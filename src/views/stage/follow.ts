import * as vscode from 'vscode';
import { settings, settingsSection } from '../../host/ids.ts';
import { openedDocument } from '../../host/openedDocument.ts';
import type { LocateFirstFrame, ShownShot } from './shownShot.ts';
import { bracketAt, shotAtOffset, shotReading } from './shownShot.ts';

/** Whether prompts are written in files like this: `.hailuo`, and what `hailuo.languages` names. */
function hasPrompts({ languageId }: vscode.TextDocument): boolean {
  const chosen: unknown = vscode.workspace.getConfiguration(settingsSection).get(settings.languages);
  return languageId === 'hailuo' || (Array.isArray(chosen) && chosen.includes(languageId));
}

/** The shot at an editor's cursor, and the bracket that the cursor is in. */
export function shotAtCursor({ document, selection }: vscode.TextEditor, any: boolean, locate: LocateFirstFrame): { readonly shown: ShownShot; readonly selected: number | undefined } | undefined {
  const offset = document.offsetAt(selection.active);
  const shown = shotAtOffset(document, offset, any, locate);
  return shown && { shown, selected: bracketAt(document, shown, offset) };
}

export type Show = (shown: ShownShot, selected: number | undefined) => void;

/** Keeps a stage with the shot at the cursor, and with what becomes of the shot that it shows. Between shots it stays where it was. */
export function followCursor(now: () => ShownShot | undefined, show: Show, locate: LocateFirstFrame): vscode.Disposable {
  const follow = (editor: vscode.TextEditor | undefined): void => {
    const found = editor && hasPrompts(editor.document) ? shotAtCursor(editor, false, locate) : undefined;
    if (found) show(found.shown, found.selected);
  };
  /** A page or the settings may be in front: the shot that is shown has other settings then, and its button another gateway. */
  const readAgain = async (): Promise<void> => {
    const shown = now();
    const document = shown?.place && await openedDocument(shown.place.uri);
    const again = shown?.place && document && shotReading(document, shown.place.written, shown.place.line, locate);
    if (again && now() === shown) show(again, undefined);
  };
  return vscode.Disposable.from(
    vscode.window.onDidChangeActiveTextEditor(follow),
    vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
      if (textEditor === vscode.window.activeTextEditor) follow(textEditor);
    }),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      const shown = now();
      if (contentChanges.length === 0 || shown?.place?.uri.toString() !== document.uri.toString()) return;
      const editor = vscode.window.activeTextEditor;
      const atCursor = editor?.document === document ? shotAtCursor(editor, true, locate) : undefined;
      if (atCursor) show(atCursor.shown, atCursor.selected);
      else {
        const again = shotReading(document, shown.place.written, shown.place.line, locate);
        if (again) show(again, undefined);
      }
    }),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration(settingsSection)) void readAgain();
    }),
  );
}
