import { readdir, realpath, stat } from 'node:fs/promises';
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { TakeFileEvents } from '../takes/takes.ts';
import { videoOf } from '../takes/takeName.ts';
import { settings, settingsSection } from './ids.ts';
import { outputFolder } from './outputFolder.ts';

/** Of a metadata file, in whatever case a camera or an export wrote the video's ending; disks may tell cases apart. */
const anyEnding = '[mM][pP]4';
/** Folders come with everything in them, in bursts: this long they are gathered, milliseconds. */
const gather = 100;

/** Where takes are saved: each workspace folder's output folder, and our own storage. */
export function outputFolders(storage: vscode.Uri): readonly string[] {
  const chosen = (vscode.workspace.workspaceFolders ?? [undefined]).map((folder) => outputFolder(folder?.uri, storage));
  return [...new Set([path.join(storage.fsPath, 'videos'), ...chosen.flatMap((one) => (one.kind === 'folder' ? [one.path] : []))])];
}

async function takesIn(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).filter((name) => /\.mp4\.json$/iu.test(name)).flatMap((name) => videoOf(path.join(folder, name)) ?? []);
  } catch {
    return [];
  }
}

/** Absolute paths of the videos with a sidecar in the folders that takes are saved to: read at once, without a search. */
export async function findNearbyTakes(storage: vscode.Uri): Promise<readonly string[]> {
  return (await Promise.all(outputFolders(storage).map(takesIn))).flat();
}

/**
 * Absolute paths of the videos that have a sidecar: anywhere in the workspace, made here, elsewhere or cloned with it, and
 * where takes are saved outside of it. Files elsewhere that `files.exclude` hides are left out.
 */
export async function findTakeFiles(storage: vscode.Uri): Promise<readonly string[]> {
  const [nearby, found] = await Promise.all([findNearbyTakes(storage), vscode.workspace.findFiles(`**/*.${anyEnding}.json`, '**/node_modules/**')]);
  return eachOnce([...nearby, ...found.filter(({ scheme }) => scheme === 'file').flatMap(({ fsPath }) => videoOf(fsPath) ?? [])]);
}

/** A folder that is reached by a link, too, is told once: by its own way where that was found, else by the first. */
async function eachOnce(files: readonly string[]): Promise<readonly string[]> {
  const places = new Map<string, Promise<string>>();
  const placeOf = (folder: string): Promise<string> => {
    const known = places.get(folder) ?? realpath(folder).catch(() => folder);
    places.set(folder, known);
    return known;
  };
  const once = new Map<string, string>();
  for (const file of new Set(files)) {
    const real = path.join(await placeOf(path.dirname(file)), path.basename(file));
    if (real === file || !once.has(real)) {
      once.set(real, file);
    }
  }
  return [...once.values()];
}

/** Whether a change of settings or of the workspace's folders may change where takes are saved. */
export function onDidChangeOutputFolders(listener: () => void): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.workspace.onDidChangeConfiguration((change) => change.affectsConfiguration(`${settingsSection}.${settings.outputFolder}`) && listener()),
    vscode.workspace.onDidChangeWorkspaceFolders(listener),
    vscode.workspace.onDidGrantWorkspaceTrust(listener),
  );
}

/** The folders that takes are saved to and that no workspace folder holds; absolute paths. */
export function outsideFolders(storage: vscode.Uri): readonly string[] {
  return outputFolders(storage).filter((folder) => vscode.workspace.getWorkspaceFolder(vscode.Uri.file(folder)) === undefined);
}

/**
 * Tells of videos and their metadata files that came, changed or went in the workspace and where takes are saved outside
 * of it, and of folders that came or went as a whole, of whose files VS Code does not tell.
 */
export function watchTakeFiles(storage: vscode.Uri, { touched, folderTouched }: TakeFileEvents): vscode.Disposable {
  const tell = ({ scheme, fsPath }: vscode.Uri): void => {
    const video = scheme === 'file' ? videoOf(fsPath) : undefined;
    if (video !== undefined) {
      touched(video);
    }
  };
  const watchFiles = (pattern: vscode.GlobPattern): vscode.Disposable => {
    const watcher = vscode.workspace.createFileSystemWatcher(pattern);
    return vscode.Disposable.from(watcher, watcher.onDidCreate(tell), watcher.onDidChange(tell), watcher.onDidDelete(tell));
  };
  let outside = new Map<string, vscode.Disposable>();
  const watchOutside = (): readonly string[] => {
    const wanted = outsideFolders(storage);
    const added = wanted.filter((folder) => !outside.has(folder));
    const next = new Map(wanted.map((folder) => [folder, outside.get(folder) ?? watchFiles(new vscode.RelativePattern(vscode.Uri.file(folder), '*'))]));
    [...outside].filter(([folder]) => !next.has(folder)).forEach(([, watcher]) => { watcher.dispose(); });
    outside = next;
    return added;
  };
  watchOutside();
  return vscode.Disposable.from(
    watchFiles(`**/*.{${anyEnding},${anyEnding}.json}`),
    watchFolders(folderTouched),
    onDidChangeOutputFolders(() => { watchOutside().forEach(folderTouched); }),
    { dispose: () => { outside.forEach((watcher) => { watcher.dispose(); }); } },
  );
}

/** What went and is no video may have been a folder; what came is asked. */
function watchFolders(folderTouched: (folder: string) => void): vscode.Disposable {
  const watcher = vscode.workspace.createFileSystemWatcher('**', false, true, false);
  const came = new Set<string>();
  let waiting: NodeJS.Timeout | undefined;
  const look = async (): Promise<void> => {
    waiting = undefined;
    const paths = [...came];
    came.clear();
    for (const one of paths) {
      if (await stat(one).then((found) => found.isDirectory(), () => false)) {
        folderTouched(one);
      }
    }
  };
  return vscode.Disposable.from(
    watcher,
    watcher.onDidDelete(({ scheme, fsPath }) => {
      if (scheme === 'file' && videoOf(fsPath) === undefined) {
        folderTouched(fsPath);
      }
    }),
    watcher.onDidCreate(({ scheme, fsPath }) => {
      if (scheme === 'file' && videoOf(fsPath) === undefined) {
        came.add(fsPath);
        waiting ??= setTimeout(() => void look(), gather);
      }
    }),
    { dispose: () => { clearTimeout(waiting); } },
  );
}
