import * as l10n from '@vscode/l10n';
import { existsSync } from 'node:fs';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { commands } from '../host/ids.ts';
import { showInformation, showWarning } from '../host/messages.ts';
import type { Choice } from '../host/pick.ts';
import { pick } from '../host/pick.ts';
import { isCutAddress } from '../shots/cutAddress.ts';
import type { Posters } from '../takes/posters.ts';
import { videoOf } from '../takes/takeName.ts';
import type { Take } from '../takes/take.ts';
import { takeOfStory } from '../takes/take.ts';
import type { Takes } from '../takes/takes.ts';
import type { TakeNames } from '../tasks/takeNames.ts';
import { takeLine } from '../tasks/words.ts';
import type { Tasks } from '../tasks/tasks.ts';

export interface TakeSources {
  readonly takes: Pick<Takes, 'all' | 'byId' | 'read'>;
  readonly tasks: Pick<Tasks, 'get'>;
  readonly names: Pick<TakeNames, 'ofTake'>;
  readonly posters: Pick<Posters, 'find'>;
}

interface Named {
  readonly id?: string;
  readonly file?: string;
}

/** `{id}`, `{file}`, a tree row, or the Uri of a video or its metadata file; undefined for anything else. */
export function namedTake(argument: unknown): Named | undefined {
  if (argument instanceof vscode.Uri) {
    return argument.scheme === 'file' ? fileNamed(argument.fsPath) : undefined;
  }
  if (typeof argument !== 'object' || argument === null) {
    return undefined;
  }
  const { id, file } = argument as { readonly id?: unknown; readonly file?: unknown };
  if (typeof file === 'string') {
    return fileNamed(file);
  }
  return typeof id === 'string' ? { id } : undefined;
}

/** What is no video is no take, whoever names it: takes are discarded, and nothing else may be. */
function fileNamed(file: string): Named | undefined {
  const video = videoOf(file);
  return video === undefined ? undefined : { file: video };
}

/**
 * Of several rows that are selected together, as a tree passes them beside the row that was clicked: those whose video is there.
 * Undefined where not several are selected, or none of them has a video: then the row that was clicked is meant.
 */
export function rowsWithVideo(selection: unknown, tasks: TakeSources['tasks']): readonly unknown[] | undefined {
  if (!Array.isArray(selection) || selection.length < 2) return undefined;
  const rows = selection.filter((row: unknown) => {
    const named = namedTake(row);
    const task = named?.id === undefined ? undefined : tasks.get(named.id);
    return named?.file !== undefined || task?.file !== undefined;
  });
  return rows.length > 0 ? rows : undefined;
}

/** The name of a file that a command was given and that is no take. */
function strangeFile(argument: unknown): string | undefined {
  const file: unknown = argument instanceof vscode.Uri ? argument.path : (argument as { readonly file?: unknown } | undefined)?.file;
  return typeof file === 'string' && namedTake(argument) === undefined ? path.basename(file) : undefined;
}

/** A sidecar leaves the query of an address out; the task that made the take still knows it. */
function withWholeFrame(take: Take, tasks: TakeSources['tasks']): Take {
  const { firstFrame } = take.shot.settings;
  const made = firstFrame !== undefined && isCutAddress(firstFrame) && take.id !== undefined ? tasks.get(take.id) : undefined;
  return made ? { ...take, shot: { ...take.shot, settings: made.settings } } : take;
}

async function takeNamed({ id, file }: Named, { takes, tasks }: Pick<TakeSources, 'takes' | 'tasks'>): Promise<Take | undefined> {
  const task = id === undefined ? undefined : tasks.get(id);
  const moved = file === undefined && id !== undefined && task?.file !== undefined && !existsSync(task.file) ? await takes.byId(id) : undefined;
  const video = file ?? moved?.file ?? task?.file;
  if (video !== undefined) {
    const take = withWholeFrame(await takes.read(video), tasks);
    return take.damaged !== undefined && task?.file !== undefined ? takeOfStory({ ...task, file: task.file }) : take;
  }
  return id === undefined ? undefined : takes.byId(id);
}

/** Takes to choose from in a picker, by their names and pictures. */
export async function takeChoices(takes: readonly Take[], { names, posters }: Pick<TakeSources, 'names' | 'posters'>): Promise<readonly (Choice & { readonly take: Take })[]> {
  return Promise.all(takes.map(async (take) => {
    const poster = await posters.find(take);
    return { label: names.ofTake(take), description: takeLine(take, Date.now(), vscode.env.language), take, iconPath: poster === undefined ? new vscode.ThemeIcon('device-camera-video') : vscode.Uri.file(poster) };
  }));
}

/**
 * The take that a command is meant for: the one passed in, the one whose preview is in front, or the one picked.
 * Undefined when the user cancels, or when there is none, which is said.
 */
export async function pickTake(argument: unknown, sources: TakeSources, inFront?: () => Named | undefined): Promise<Take | undefined> {
  const strange = strangeFile(argument);
  if (strange !== undefined) {
    showWarning(l10n.t('{0} isn’t an mp4 video, so it isn’t a take.', strange));
    return undefined;
  }
  const named = namedTake(argument) ?? inFront?.();
  if (named) {
    const take = await takeNamed(named, sources);
    if (!take) {
      showWarning(l10n.t('This take no longer exists, or has no video yet.'));
    }
    return take;
  }
  const takes = await sources.takes.all();
  if (takes.length === 0) {
    showInformation(l10n.t('There are no takes yet.'), [{ label: l10n.t('Generate Video…'), run: () => vscode.commands.executeCommand(commands.generate) }]);
    return undefined;
  }
  return (await pick(await takeChoices(takes, sources), { placeHolder: l10n.t('Which take?'), matchOnDescription: true }))?.take;
}
