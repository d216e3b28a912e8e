import * as l10n from '@vscode/l10n';
import { existsSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { ask, showError, showInformation } from '../host/messages.ts';
import { readSidecar, sidecarPath } from '../takes/sidecar.ts';
import { videoOf } from '../takes/takeName.ts';
import type { Take } from '../takes/take.ts';
import type { Takes } from '../takes/takes.ts';
import type { TakeNames } from '../tasks/takeNames.ts';
import type { Tasks } from '../tasks/tasks.ts';

export interface TakeFileDependencies {
  readonly takes: Pick<Takes, 'setFavourite' | 'announce'>;
  readonly tasks: Pick<Tasks, 'get' | 'remove'>;
  readonly names: Pick<TakeNames, 'ofTake'>;
}

/** Marks a take as one to keep, or takes the mark off. */
export async function keepTake(take: Take, favourite: boolean, { takes }: TakeFileDependencies): Promise<void> {
  try {
    await takes.setFavourite(take.file, favourite);
  } catch (error) {
    showError(error instanceof Error ? error.message : String(error));
  }
}

/** The video, its metadata file (another program's is left) and the frames that were saved from it; only those that are there. None where it is no video. */
async function filesOf(take: Take): Promise<readonly vscode.Uri[]> {
  if (videoOf(take.file) !== take.file || !(await stat(take.file).then((found) => found.isFile(), () => !existsSync(take.file)))) {
    return [];
  }
  const sidecar = await readSidecar(sidecarPath(take.file));
  const isOther = sidecar.kind === 'unreadable' && sidecar.foreign === true;
  const stem = path.basename(take.file).replace(/\.mp4$/iu, '');
  const names = await readdir(path.dirname(take.file)).catch(() => []);
  const frames = names.filter((name) => name.startsWith(`${stem}-`) && /^(?:last-frame|frame-\d{4,})\.png$/u.test(name.slice(stem.length + 1)));
  const files = [take.file, ...(isOther ? [] : [sidecarPath(take.file)]), ...frames.map((name) => path.join(path.dirname(take.file), name))];
  return files.filter(existsSync).map((file) => vscode.Uri.file(file));
}

async function remove(files: readonly vscode.Uri[], useTrash: boolean): Promise<boolean> {
  for (const file of files) {
    try {
      await vscode.workspace.fs.delete(file, { useTrash });
    } catch (error) {
      if (!useTrash) {
        showError(l10n.t('{0} couldn’t be deleted: {1}', path.basename(file.fsPath), error instanceof Error ? error.message : String(error)));
      }
      return false;
    }
  }
  return true;
}

/** Moves takes to the trash after asking; where there is none (a remote host), asks once more before deleting. Resolves to whether it was done. */
export async function discardTakes(takes: readonly Take[], deps: TakeFileDependencies): Promise<boolean> {
  const [first] = takes;
  if (!first) {
    return false;
  }
  const question = takes.length === 1 ? l10n.t('Discard the take “{0}”?', deps.names.ofTake(first)) : l10n.t('Discard {0} takes?', takes.length);
  const discard = l10n.t('Move to Trash');
  const detail = l10n.t('The video, its metadata file and the frames saved from it will be moved to the trash.');
  if (!(await ask({ question, detail, yes: discard }))) {
    return false;
  }
  const files = (await Promise.all(takes.map(filesOf))).flat();
  if (files.length === 0) {
    showError(l10n.t('{0} isn’t an mp4 video, so it wasn’t discarded.', path.basename(first.file)));
    return false;
  }
  const done = (await remove(files, true)) || (await removeForGood(files.filter(({ fsPath }) => existsSync(fsPath))));
  await deps.takes.announce(takes.map(({ file }) => file));
  if (done) {
    await Promise.all(takes.flatMap(({ id }) => (id !== undefined && deps.tasks.get(id) ? [deps.tasks.remove(id)] : [])));
  }
  return done;
}

async function removeForGood(files: readonly vscode.Uri[]): Promise<boolean> {
  const forGood = l10n.t('Delete Permanently');
  const detail = l10n.t('There’s no trash here, so the files can’t be recovered.');
  const question = files.length === 1 ? l10n.t('Delete {0} permanently?', path.basename(files[0]!.fsPath)) : l10n.t('Delete {0} files permanently?', files.length);
  return (await ask({ question, detail, yes: forGood })) && (await remove(files, false));
}

/** Puts a text made from a take on the clipboard; links are relative to the video's workspace folder. */
export async function copyTake(take: Take, write: (take: Take, folder: string) => string): Promise<void> {
  const folder = vscode.workspace.getWorkspaceFolder(vscode.Uri.file(take.file))?.uri.fsPath ?? path.dirname(take.file);
  await vscode.env.clipboard.writeText(write(take, folder));
  showInformation(l10n.t('Copied. Links are relative to {0}.', folder));
}
