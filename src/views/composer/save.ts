import * as l10n from '@vscode/l10n';
import { basename } from 'node:path/posix';
import * as vscode from 'vscode';
import { pick } from '../../host/pick.ts';
import type { Shot } from '../../shots/shot.ts';
import { valuesIn } from '../../shots/document.ts';
import { readDocument } from '../../shots/readDocument.ts';
import { headingTitle } from '../../shots/title.ts';
import { defaultChoices } from './choices.ts';
import type { Choices } from './protocol.ts';
import { pathFrom, readsAsPrompt, shotText, withShot } from './shotText.ts';
import { chosen } from './written.ts';

export type SaveOutcome = { readonly kind: 'saved'; readonly uri: vscode.Uri; /** Where the shot begins in the file. */ readonly offset: number } | { readonly kind: 'refused'; readonly message: string };

/** Why a prompt cannot stand in a `.hailuo` file, and what to do. */
export function unwritableWords(): string {
  return l10n.t('A .hailuo file would read part of this prompt as a title (“###”), a setting (“@” at the start of a line) or a comment (“//” after a space). Put a word before it; until then nothing is written.');
}

/** Asks where the shot goes, a film that is there or a new file, and writes it there; a film keeps all that it has. Undefined when cancelled. */
export async function saveShot(shot: Shot, choices: Choices, scope: vscode.Uri | undefined): Promise<SaveOutcome | undefined> {
  if (!readsAsPrompt(shot.prompt)) return { kind: 'refused', message: unwritableWords() };
  const uri = await chooseFile();
  if (!uri) return undefined;
  try {
    const before = await textOf(uri);
    const defaults = chosen(defaultChoices(scope), before === '' ? {} : valuesIn(readDocument(before, 'hailuo').scripts[0]?.defaults ?? []));
    const { firstFrame } = shot.settings;
    const added = shotText(headingTitle(shot.prompt) || l10n.t('Shot'), shot.prompt, firstFrame && pathFrom(uri, firstFrame), choices, defaults);
    const text = withShot(before, added);
    if (before === '') await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
    else if (!await append(uri, text.slice(before.length))) return { kind: 'refused', message: l10n.t('The shot couldn’t be added to {0}. Check that the file isn’t read-only, then save again.', basename(uri.path)) };
    return { kind: 'saved', uri, offset: text.lastIndexOf('### ') };
  } catch (error) {
    return { kind: 'refused', message: l10n.t('The shot couldn’t be saved: {0}', error instanceof Error ? error.message : String(error)) };
  }
}

/** The films of the workspace, and a new file; with no film, the file dialog. */
async function chooseFile(): Promise<vscode.Uri | undefined> {
  const films = await vscode.workspace.findFiles('**/*.hailuo', '**/node_modules/**', 200);
  if (films.length === 0) return askForFile();
  const rows = films.map((uri) => ({ icon: 'add', label: l10n.t('Add to {0}', basename(uri.path)), description: vscode.workspace.asRelativePath(vscode.Uri.joinPath(uri, '..')), uri }));
  const picked = await pick([...rows.sort((a, b) => a.label.localeCompare(b.label)), { icon: 'new-file', label: l10n.t('New File…'), uri: undefined }], { placeHolder: l10n.t('Where should this shot be saved?'), matchOnDescription: true });
  return picked && (picked.uri ?? askForFile());
}

function askForFile(): Thenable<vscode.Uri | undefined> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  return vscode.window.showSaveDialog({
    ...(folder && { defaultUri: vscode.Uri.joinPath(folder, 'shot.hailuo') }), filters: { [l10n.t('Hailuo prompt')]: ['hailuo'] }, title: l10n.t('Save the shot'),
  });
}

/** What the file says, as it stands in an editor where it is open; empty for a new one. */
async function textOf(uri: vscode.Uri): Promise<string> {
  const there = await vscode.workspace.fs.stat(uri).then(() => true, () => false);
  return there ? (await vscode.workspace.openTextDocument(uri)).getText() : '';
}

async function append(uri: vscode.Uri, added: string): Promise<boolean> {
  const document = await vscode.workspace.openTextDocument(uri);
  const edit = new vscode.WorkspaceEdit();
  edit.insert(uri, document.positionAt(document.getText().length), added);
  return await vscode.workspace.applyEdit(edit) && document.save();
}
