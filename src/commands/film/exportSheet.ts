import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { contactSheet } from '../../film/contactSheet.ts';
import type { SheetTheme } from '../../film/sheet/order.ts';
import { showError } from '../../host/messages.ts';
import { shotSettings } from '../../host/settings.ts';
import { writeWhole } from '../../storage/writeWhole.ts';
import type { Posters } from '../../takes/posters.ts';
import { locateFirstFrame } from '../firstFrames.ts';
import type { OpenFilm } from '../../host/filmText.ts';

/** The theme of the window, as a sheet has it. */
export function themeNow(): SheetTheme {
  const { kind } = vscode.window.activeColorTheme;
  return kind === vscode.ColorThemeKind.Light || kind === vscode.ColorThemeKind.HighContrastLight ? 'light' : 'dark';
}

/** Draws the contact sheet and writes it; false where it could not be drawn, which is said. Rejects with errors of the file system. */
export async function exportSheet({ document, name, shots }: OpenFilm, theme: SheetTheme, to: string, posters: Pick<Posters, 'find'>): Promise<boolean> {
  const sheet = await vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title: l10n.t('Drawing the contact sheet') }, () => contactSheet(shots, {
    name, theme, usualSeconds: shotSettings(document.uri).duration,
    posterOf: (take) => posters.find(take), locate: (written) => locateFirstFrame(written, document.uri),
  }));
  if (sheet.kind === 'failed') {
    showError(l10n.t('The contact sheet couldn’t be drawn ({0}). Try again, or export a shot list.', sheet.detail));
    return false;
  }
  await writeWhole(to, sheet.png);
  return true;
}
