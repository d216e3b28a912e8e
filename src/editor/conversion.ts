import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import * as z from 'zod/mini';
import type { DirectiveLanguage } from '../directives/vocabulary.ts';
import { commands } from '../host/ids.ts';
import { showInformation } from '../host/messages.ts';
import { editsOf } from './shotDocument.ts';

/** A document and the selections to convert in it, as offsets; none: the whole of it. */
interface Place {
  readonly document: vscode.TextDocument;
  readonly selected: readonly { readonly start: number; readonly end: number }[];
}

const argumentSchema = z.object({ uri: z.string() });

/** The document that the argument names, else the editor in front with its selections; undefined where there is none. */
async function placeFor(argument: unknown): Promise<Place | undefined> {
  const given = argumentSchema.safeParse(argument);
  if (given.success) {
    try {
      return { document: await vscode.workspace.openTextDocument(vscode.Uri.parse(given.data.uri, true)), selected: [] };
    } catch {
      return undefined;
    }
  }
  const editor = vscode.window.activeTextEditor;
  return editor && {
    document: editor.document,
    selected: editor.selections.filter((selection) => !selection.isEmpty)
      .map((selection) => ({ start: editor.document.offsetAt(selection.start), end: editor.document.offsetAt(selection.end) })),
  };
}

/** *Convert Directives to English* and *… to Chinese* `{uri?}`: that document, else the selections, or the whole file when nothing is selected. */
export function registerConversion(): vscode.Disposable {
  const convert = async (to: DirectiveLanguage, argument: unknown): Promise<void> => {
    const place = await placeFor(argument);
    if (place === undefined) {
      showInformation(l10n.t('Open a file with camera directives first.'));
      return;
    }
    const { document, selected } = place;
    const parts = selected.length > 0 ? selected : [{ start: 0, end: document.getText().length }];
    const { conversionEdits } = await import('./conversionEdits.ts');
    const edits = parts.flatMap((part) => conversionEdits(document, to, part));
    if (edits.length === 0) {
      showInformation(l10n.t('There are no directives to convert here.'));
      return;
    }
    const change = new vscode.WorkspaceEdit();
    change.set(document.uri, editsOf(document, edits));
    await vscode.workspace.applyEdit(change);
  };
  return vscode.Disposable.from(
    vscode.commands.registerCommand(commands.convertToEnglish, (argument: unknown) => convert('en', argument)),
    vscode.commands.registerCommand(commands.convertToChinese, (argument: unknown) => convert('zh', argument)),
  );
}
