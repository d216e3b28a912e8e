import { readdir } from 'node:fs/promises';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { outputFolder } from './outputFolder.ts';

const ending = '.mp4.json';

function videoOf(sidecar: string): string {
  return sidecar.slice(0, -'.json'.length);
}

/** Where takes are saved: each workspace folder's output folder, and our own storage. */
function outputFolders(storage: vscode.Uri): readonly string[] {
  const chosen = (vscode.workspace.workspaceFolders ?? [undefined]).map((folder) => outputFolder(folder?.uri, storage));
  return [...new Set([path.join(storage.fsPath, 'videos'), ...chosen.flatMap((one) => (one.kind === 'folder' ? [one.path] : []))])];
}

async function sidecarsIn(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).filter((name) => name.endsWith(ending)).map((name) => path.join(folder, name));
  } catch {
    return [];
  }
}

/** Absolute paths of the videos with a sidecar in the folders that takes are saved to: read at once, without a search. */
export async function findNearbyTakes(storage: vscode.Uri): Promise<readonly string[]> {
  return (await Promise.all(outputFolders(storage).map(sidecarsIn))).flat().map(videoOf);
}

/**
 * Absolute paths of the videos that have a sidecar: anywhere in the workspace, made here, elsewhere or cloned with it, and
 * where takes are saved outside of it. Files elsewhere that `files.exclude` hides are left out.
 */
export async function findTakeFiles(storage: vscode.Uri): Promise<readonly string[]> {
  const [nearby, found] = await Promise.all([findNearbyTakes(storage), vscode.workspace.findFiles(`**/*${ending}`, '**/node_modules/**')]);
  return [...new Set([...nearby, ...found.filter(({ scheme }) => scheme === 'file').map(({ fsPath }) => videoOf(fsPath))])];
}

/** Tells of sidecars and videos that came, changed or went in the workspace, as absolute paths of the videos. */
export function watchTakeFiles(touched: (video: string) => void): vscode.Disposable {
  const watcher = vscode.workspace.createFileSystemWatcher('**/*.{mp4,mp4.json}');
  const tell = ({ scheme, fsPath }: vscode.Uri): void => {
    if (scheme === 'file') {
      touched(fsPath.endsWith(ending) ? videoOf(fsPath) : fsPath);
    }
  };
  return vscode.Disposable.from(watcher, watcher.onDidCreate(tell), watcher.onDidChange(tell), watcher.onDidDelete(tell));
}
