import * as l10n from '@vscode/l10n';
import { basename } from 'node:path/posix';
import * as vscode from 'vscode';
import type { Shot } from '../../shots/shot.ts';
import { valuesIn } from '../../shots/document.ts';
import { readDocument } from '../../shots/readDocument.ts';
import { headingTitle } from '../../shots/title.ts';
import { noFrame } from '../../shots/settingValue.ts';
import { defaultChoices } from './choices.ts';
import { chooseFilm } from './chooseFilm.ts';
import type { Choices } from './protocol.ts';
import type { LocateFirstFrame } from './desk.ts';
import { pathFrom, readsAsPrompt, shotText, withShot } from './shotText.ts';
import { chosen } from './written.ts';

export type SaveOutcome = { readonly kind: 'saved'; readonly uri: vscode.Uri; /** Where the shot begins in the file. */ readonly offset: number } | { readonly kind: 'refused'; readonly message: string };

/** Why a prompt cannot stand in a `.hailuo` file, and what to do. */
export function unwritableWords(): string {
  return l10n.t('A .hailuo file would read part of this prompt as a title (“###”), a setting (“@” at the start of a line) or a comment (“//” after a space). Put a word before it; until then nothing is written.');
}

/**
 * Asks where the shot goes, a film that is there or a new file, and writes it there; a film keeps all that it has. `locate`: a
 * first frame as written there → a URL or an absolute path. Undefined when cancelled.
 */
export async function saveShot(shot: Shot, choices: Choices, scope: vscode.Uri | undefined, locate: LocateFirstFrame): Promise<SaveOutcome | undefined> {
  if (!readsAsPrompt(shot.prompt)) return { kind: 'refused', message: unwritableWords() };
  const uri = await chooseFilm(scope);
  if (!uri) return undefined;
  try {
    const there = await documentAt(uri);
    const before = there?.getText() ?? '';
    const written = valuesIn(readDocument(before, 'hailuo').scripts[0]?.defaults ?? []);
    const frame = frameLine(shot.settings.firstFrame, written.firstFrame, uri, locate);
    const added = shotText(headingTitle(shot.prompt) || l10n.t('Shot'), shot.prompt, frame, choices, chosen(defaultChoices(uri), written));
    const text = withShot(before, added);
    if (!there) await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
    else if (!await append(there, text.slice(before.length))) return { kind: 'refused', message: l10n.t('The shot couldn’t be added to {0}. Check that the file isn’t read-only, then save again.', basename(uri.path)) };
    return { kind: 'saved', uri, offset: text.lastIndexOf('### ') };
  } catch (error) {
    return { kind: 'refused', message: l10n.t('The shot couldn’t be saved: {0}', error instanceof Error ? error.message : String(error)) };
  }
}

/** What the shot says of its first frame in a file that may have one for all its shots, `usual`. */
function frameLine(firstFrame: string | undefined, usual: string | undefined, uri: vscode.Uri, locate: LocateFirstFrame): string | undefined {
  if (firstFrame === undefined) return usual === undefined ? undefined : noFrame;
  return usual !== undefined && locate(usual, uri) === firstFrame ? undefined : pathFrom(uri, firstFrame);
}

/** The file as it stands in an editor where it is open; undefined for a new one. */
async function documentAt(uri: vscode.Uri): Promise<vscode.TextDocument | undefined> {
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  const there = open !== undefined || await vscode.workspace.fs.stat(uri).then(() => true, () => false);
  return there ? open ?? vscode.workspace.openTextDocument(uri) : undefined;
}

/** A film that was never saved stays so. */
async function append(document: vscode.TextDocument, added: string): Promise<boolean> {
  const edit = new vscode.WorkspaceEdit();
  edit.insert(document.uri, document.positionAt(document.getText().length), added);
  return await vscode.workspace.applyEdit(edit) && (document.isUntitled || await document.save());
}
