import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Shot } from '../../shots/shot.ts';
import { wordsTitle } from '../../shots/title.ts';
import { defaultChoices } from './choices.ts';
import type { Choices } from './protocol.ts';
import { pathFrom, readsAsPrompt, shotText } from './shotText.ts';

export type SaveOutcome = { readonly kind: 'saved'; readonly uri: vscode.Uri } | { readonly kind: 'refused'; readonly message: string };

/** Why a prompt cannot stand in a `.hailuo` file, and what to do. */
export function unwritableWords(): string {
  return l10n.t('A .hailuo file would read part of this prompt as a title (“###”), a setting (“@” at the start of a line) or a comment (“//” after a space). Put a word before it; until then nothing is written.');
}

/** Asks for a file (the dialog asks before one is replaced) and writes the shot there. Undefined when cancelled. */
export async function saveShot(shot: Shot, choices: Choices, scope: vscode.Uri | undefined): Promise<SaveOutcome | undefined> {
  const title = wordsTitle(shot.prompt, 40) || l10n.t('Shot');
  if (!readsAsPrompt(shot.prompt)) return { kind: 'refused', message: unwritableWords() };
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const uri = await vscode.window.showSaveDialog({
    ...(folder && { defaultUri: vscode.Uri.joinPath(folder, 'shot.hailuo') }), filters: { [l10n.t('Hailuo prompt')]: ['hailuo'] }, title: l10n.t('Save the shot'),
  });
  if (!uri) return undefined;
  const { firstFrame } = shot.settings;
  const text = shotText(title, shot.prompt, firstFrame && pathFrom(uri, firstFrame), choices, defaultChoices(scope));
  try {
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
    return { kind: 'saved', uri };
  } catch (error) {
    return { kind: 'refused', message: l10n.t('The shot couldn’t be saved: {0}', error instanceof Error ? error.message : String(error)) };
  }
}
