import * as l10n from '@vscode/l10n';
import { realpathSync } from 'node:fs';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { settings, settingsSection } from './ids.ts';
import { liesWithin, namesForeignDrive, readOutputPath } from './outputPath.ts';

export type OutputFolder = { readonly kind: 'folder'; readonly path: string } | { readonly kind: 'refused'; readonly message: string };

/**
 * Where takes of a document are saved: `hailuo.outputFolder` inside its workspace folder. Our own storage is used without
 * a workspace folder on disk and in Restricted Mode. A workspace cannot send files elsewhere: absolute paths and ways out
 * of the folder, by a link, too, count only from user settings.
 */
export function outputFolder(scope: vscode.Uri | undefined, storage: vscode.Uri): OutputFolder {
  const ownFolder = path.join(storage.fsPath, 'videos');
  const workspaceFolder = (scope && vscode.workspace.getWorkspaceFolder(scope)) ?? vscode.workspace.workspaceFolders?.[0];
  const setting = vscode.workspace.getConfiguration(settingsSection, scope).inspect<string>(settings.outputFolder);
  const users = said(setting?.globalValue);
  const workspaces = vscode.workspace.isTrusted ? said(setting?.workspaceFolderValue) ?? said(setting?.workspaceValue) : undefined;
  const written = workspaces ?? users ?? said(setting?.defaultValue) ?? 'videos';
  if (namesForeignDrive(written)) {
    return { kind: 'refused', message: l10n.t('The output folder “{0}” names a drive, which this system doesn’t have. Set hailuo.outputFolder to a folder on this computer.', written) };
  }
  const onDisk = workspaceFolder?.uri.scheme === 'file' ? workspaceFolder.uri.fsPath : undefined;
  const meant = readOutputPath(written, onDisk);

  const folder = path.resolve(onDisk ?? path.sep, meant);
  // Within the workspace folder an absolute path says nothing that a relative one could not; `${workspaceFolder}` is one.
  const isRelative = !path.isAbsolute(meant) || written.includes('${workspace') || (written !== users && onDisk !== undefined && liesWithin(onDisk, folder));
  if (!isRelative) {
    if (written === workspaces && written !== users) {
      return { kind: 'refused', message: l10n.t('The output folder “{0}” is an absolute path, which only user settings may use. Set hailuo.outputFolder in user settings.', written) };
    }
    return { kind: 'folder', path: folder };
  }
  if (onDisk === undefined || !vscode.workspace.isTrusted) {
    return { kind: 'folder', path: ownFolder };
  }
  if (!liesWithin(onDisk, folder)) {
    return { kind: 'refused', message: l10n.t('The output folder “{0}” is outside the workspace folder. Set hailuo.outputFolder to a folder inside it, or to an absolute path in user settings.', written) };
  }
  const [realRoot, realFolder] = [realPath(onDisk), realPath(folder)];
  if (!liesWithin(realRoot, realFolder)) {
    return { kind: 'refused', message: l10n.t('The output folder “{0}” is a link to {1}, outside the workspace folder. Replace the link with a folder, or set hailuo.outputFolder to an absolute path in user settings.', written, realFolder) };
  }
  return { kind: 'folder', path: folder };
}

/** Where a path leads once every link is followed; what is not there yet lies where its folder leads. */
function realPath(wanted: string): string {
  try {
    return realpathSync.native(wanted);
  } catch {
    const folder = path.dirname(wanted);
    return folder === wanted ? wanted : path.join(realPath(folder), path.basename(wanted));
  }
}

/** An empty setting says nothing. */
function said(value: string | undefined): string | undefined {
  const text = value?.trim();
  return text === '' ? undefined : text;
}
