import * as l10n from '@vscode/l10n';
import { existsSync } from 'node:fs';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { showError, showInformation, showWarning } from '../host/messages.ts';
import { whyUnwritten } from '../storage/storageError.ts';

/** The place that a command's argument `{to}` names, an absolute path. What is there is never replaced: only the dialog can ask about that. */
function placeIn(argument: unknown): vscode.Uri | undefined {
  const { to } = (argument ?? {}) as { readonly to?: unknown };
  return typeof to === 'string' && path.isAbsolute(to) && !existsSync(to) ? vscode.Uri.file(to) : undefined;
}

/** Copies the video to the place that the argument names, `{to}`, else asks for one. */
export async function saveVideoAs(file: string, argument?: unknown): Promise<void> {
  const from = vscode.Uri.file(file);
  const target = placeIn(argument) ?? await vscode.window.showSaveDialog({ defaultUri: from, filters: { [l10n.t('Video')]: ['mp4'] } });
  if (!target || target.fsPath === from.fsPath) {
    return;
  }
  try {
    await vscode.workspace.fs.copy(from, target, { overwrite: true });
    showInformation(l10n.t('Saved as {0}.', path.basename(target.fsPath)));
  } catch (error) {
    showError(l10n.t('The video couldn’t be saved there: {0}', whyUnwritten(error, target.fsPath)));
  }
}

/** The explorer shows files of the workspace; others are shown by the operating system. A browser has none at hand: there the path is copied. */
export async function revealFile(file: string): Promise<void> {
  const uri = vscode.Uri.file(file);
  if (vscode.workspace.getWorkspaceFolder(uri)) {
    await vscode.commands.executeCommand('revealInExplorer', uri);
  } else if ((await vscode.commands.getCommands(true)).includes('revealFileInOS')) {
    await vscode.commands.executeCommand('revealFileInOS', uri);
  } else {
    await vscode.env.clipboard.writeText(file);
    showInformation(l10n.t('{0} is outside this workspace and can’t be shown from a browser. Its path was copied.', file));
  }
}

/** Hands the file to whatever the system plays videos with. A browser would always say yes and open nothing: there the path is copied. */
export async function openExternally(file: string): Promise<void> {
  if (vscode.env.uiKind === vscode.UIKind.Web) {
    await vscode.env.clipboard.writeText(file);
    showInformation(l10n.t('{0} can’t be opened from a browser. Its path was copied.', file));
    return;
  }
  if (!(await vscode.env.openExternal(vscode.Uri.file(file)))) {
    showWarning(l10n.t('No program could open {0}. Reveal the file and open it from there.', path.basename(file)), [{ label: l10n.t('Show in Folder'), run: () => revealFile(file) }]);
  }
}
