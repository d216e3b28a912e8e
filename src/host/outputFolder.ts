import * as l10n from '@vscode/l10n';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { settings, settingsSection } from './ids.ts';

export type OutputFolder = { readonly kind: 'folder'; readonly path: string } | { readonly kind: 'refused'; readonly message: string };

/**
 * Where takes of a document are saved: `hailuo.outputFolder` inside its workspace folder. Our own storage is used without
 * a workspace folder on disk and in Restricted Mode. A workspace cannot send files elsewhere: absolute paths and ways out
 * of the folder count only from user settings.
 */
export function outputFolder(scope: vscode.Uri | undefined, storage: vscode.Uri): OutputFolder {
  const ownFolder = path.join(storage.fsPath, 'videos');
  const workspaceFolder = (scope && vscode.workspace.getWorkspaceFolder(scope)) ?? vscode.workspace.workspaceFolders?.[0];
  const setting = vscode.workspace.getConfiguration(settingsSection, scope).inspect<string>(settings.outputFolder);
  const users = said(setting?.globalValue);
  const workspaces = vscode.workspace.isTrusted ? said(setting?.workspaceFolderValue) ?? said(setting?.workspaceValue) : undefined;
  const written = workspaces ?? users ?? said(setting?.defaultValue) ?? 'videos';

  if (path.isAbsolute(written)) {
    if (written === workspaces && written !== users) {
      return { kind: 'refused', message: l10n.t('The output folder "{0}" is an absolute path in workspace settings, which only user settings may choose; set hailuo.outputFolder in user settings.', written) };
    }
    return { kind: 'folder', path: written };
  }
  if (workspaceFolder?.uri.scheme !== 'file' || !vscode.workspace.isTrusted) {
    return { kind: 'folder', path: ownFolder };
  }
  const root = workspaceFolder.uri.fsPath;
  const folder = path.resolve(root, written);
  const way = path.relative(root, folder);
  if (way.startsWith('..') || path.isAbsolute(way)) {
    return { kind: 'refused', message: l10n.t('The output folder "{0}" leaves the workspace folder; set hailuo.outputFolder to a folder inside it, or to an absolute path in user settings.', written) };
  }
  return { kind: 'folder', path: folder };
}

/** An empty setting says nothing. */
function said(value: string | undefined): string | undefined {
  const text = value?.trim();
  return text === '' ? undefined : text;
}
