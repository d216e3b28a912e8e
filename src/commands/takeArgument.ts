import * as l10n from '@vscode/l10n';
import { existsSync } from 'node:fs';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { showInformation, showWarning } from '../host/messages.ts';
import { pick } from '../host/pick.ts';
import { gatewayName } from '../gateways/sites.ts';
import { isCutAddress } from '../shots/cutAddress.ts';
import { takeTitle } from '../takes/quote.ts';
import { videoOf } from '../takes/takeName.ts';
import type { Take } from '../takes/take.ts';
import { takeOfStory } from '../takes/take.ts';
import type { Takes } from '../takes/takes.ts';
import { timeOf } from '../takes/takes.ts';
import type { Tasks } from '../tasks/tasks.ts';

export interface TakeSources {
  readonly takes: Pick<Takes, 'all' | 'byId' | 'read'>;
  readonly tasks: Pick<Tasks, 'get'>;
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

async function takeNamed({ id, file }: Named, { takes, tasks }: TakeSources): Promise<Take | undefined> {
  const task = id === undefined ? undefined : tasks.get(id);
  const moved = file === undefined && id !== undefined && task?.file !== undefined && !existsSync(task.file) ? await takes.byId(id) : undefined;
  const video = file ?? moved?.file ?? task?.file;
  if (video !== undefined) {
    const take = withWholeFrame(await takes.read(video), tasks);
    return take.damaged !== undefined && task?.file !== undefined ? takeOfStory({ ...task, file: task.file }) : take;
  }
  return id === undefined ? undefined : takes.byId(id);
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
    showInformation(l10n.t('There are no takes yet.'));
    return undefined;
  }
  const items = takes.map((take) => ({ label: takeTitle(take), description: [...(take.gateway ? [gatewayName(take.gateway)] : []), new Date(timeOf(take)).toLocaleString(vscode.env.language)].join(' · '), take }));
  return (await pick(items, { placeHolder: l10n.t('Which take?'), matchOnDescription: true }))?.take;
}
