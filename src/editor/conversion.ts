import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { DirectiveLanguage } from '../directives/vocabulary.ts';
import { commands } from '../host/ids.ts';
import { showInformation } from '../host/messages.ts';
import { editsOf } from './shotDocument.ts';

/** *Convert Directives to English* and *… to Chinese*: the selections, or the whole file when nothing is selected. */
export function registerConversion(): vscode.Disposable {
  const convert = async (to: DirectiveLanguage): Promise<void> => {
    const editor = vscode.window.activeTextEditor;
    if (editor === undefined) {
      showInformation(l10n.t('Open a file with camera directives first.'));
      return;
    }
    const { document } = editor;
    const selected = editor.selections.filter((selection) => !selection.isEmpty)
      .map((selection) => ({ start: document.offsetAt(selection.start), end: document.offsetAt(selection.end) }));
    const parts = selected.length > 0 ? selected : [{ start: 0, end: document.getText().length }];
    const { conversionEdits } = await import('./conversionEdits.ts');
    const edits = parts.flatMap((part) => conversionEdits(document, to, part));
    if (edits.length === 0) {
      showInformation(l10n.t('There is no directive to convert here.'));
      return;
    }
    const change = new vscode.WorkspaceEdit();
    change.set(document.uri, editsOf(document, edits));
    await vscode.workspace.applyEdit(change);
  };
  return vscode.Disposable.from(
    vscode.commands.registerCommand(commands.convertToEnglish, () => convert('en')),
    vscode.commands.registerCommand(commands.convertToChinese, () => convert('zh')),
  );
}
