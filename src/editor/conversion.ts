import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { TextEdit } from '../directives/textEdit.ts';
import { translationEdits } from '../directives/translate.ts';
import type { DirectiveLanguage } from '../directives/vocabulary.ts';
import { commands } from '../host/ids.ts';
import { showInformation } from '../host/messages.ts';
import { inDocument } from '../shots/edit.ts';
import type { Span } from '../shots/document.ts';
import { editsOf, shotsOf } from './shotDocument.ts';

/** Edits that write the directives of a part of a document in the other vocabulary; comments, titles and settings stay. */
export function conversionEdits(document: vscode.TextDocument, to: DirectiveLanguage, { start, end }: Span): readonly TextEdit[] {
  const text = document.getText();
  return shotsOf(document).shots.filter((shot) => shot.start <= end && start <= shot.end)
    .flatMap((shot) => translationEdits(shot.prompt, to).flatMap((edit) => inDocument(text, shot, edit)))
    .filter((edit) => start <= edit.start && edit.end <= end);
}

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
