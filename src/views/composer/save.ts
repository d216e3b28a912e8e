import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Shot } from '../../shots/shot.ts';
import { promptTitle } from '../../tasks/words.ts';
import { defaultChoices, differing, valueWords } from './choices.ts';
import type { Choices } from './protocol.ts';

export type SaveOutcome = { readonly kind: 'saved'; readonly uri: vscode.Uri } | { readonly kind: 'refused'; readonly message: string };

/** The shot as a `.hailuo` text: a heading, the settings that differ from the user's own, the prompt. */
export function shotText(shot: Shot, choices: Choices, scope: vscode.Uri | undefined): string {
  const title = promptTitle(shot.prompt.replace(/\[[^\]]*\]|【[^】]*】/gu, ' '), 40) || l10n.t('Shot');
  const settings = differing(choices, defaultChoices(scope)).map((name) => `@${name} = ${valueWords(choices[name])}\n`);
  const frame = shot.settings.firstFrame === undefined ? '' : `@firstFrame = ${shot.settings.firstFrame}\n`;
  return `### ${title}\n${settings.join('')}${frame}${shot.prompt}\n`;
}

/** Asks for a file (the dialog asks before one is replaced) and writes the shot there. Undefined when cancelled. */
export async function saveShot(shot: Shot, choices: Choices, scope: vscode.Uri | undefined): Promise<SaveOutcome | undefined> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const uri = await vscode.window.showSaveDialog({
    ...(folder && { defaultUri: vscode.Uri.joinPath(folder, 'shot.hailuo') }), filters: { [l10n.t('Hailuo prompt')]: ['hailuo'] }, title: l10n.t('Save the shot'),
  });
  if (!uri) return undefined;
  try {
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(shotText(shot, choices, scope)));
    return { kind: 'saved', uri };
  } catch (error) {
    return { kind: 'refused', message: l10n.t('The shot could not be saved: {0}', error instanceof Error ? error.message : String(error)) };
  }
}
