import * as l10n from '@vscode/l10n';
import { stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import type { Failure } from '../gateways/failure.ts';
import { oneLine } from '../shots/oneLine.ts';

/** A file could not be written or read. `message` is one localized sentence that says what to do. */
export class StorageError extends Error {
  readonly failure: Failure;

  constructor(failure: Failure, cause: unknown) {
    super(oneLine([failure.message, failure.remedy ?? '']), { cause });
    this.name = 'StorageError';
    this.failure = failure;
  }
}

export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** No room on the disk, or none that this user may take. */
export function isFull(error: unknown): boolean {
  const code = errorCode(error);
  return code === 'ENOSPC' || code === 'EDQUOT';
}

/** What an error of the file system at `place` means to the user. */
export function storageFailure(error: unknown, place: string): Failure {
  const code = errorCode(error);
  const detail = error instanceof Error ? error.message : String(error);
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return { class: 'storage', code, detail, message: l10n.t('No disk space left for {0}.', place), remedy: l10n.t('Free some space, then try again.') };
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return { class: 'storage', code, detail, message: l10n.t('No permission to write to {0}.', place), remedy: l10n.t('Allow writing there, or choose another folder in hailuo.outputFolder.') };
    default:
      return { class: 'storage', ...(code && { code }), detail, message: l10n.t('{0} couldn’t be written ({1}).', place, code ?? detail), remedy: l10n.t('Check the folder, then try again.') };
  }
}

/** What an error of the file system, Node's or VS Code's, means at a place that the person chose, or next to a file of theirs: what happened and what to do. */
export function whyUnwritten(error: unknown, place: string): string {
  const words = error instanceof Error ? error.message : String(error);
  const code = errorCode(error);
  // VS Code has codes of its own and puts the system's into the message.
  const told = /\b(?:EACCES|EPERM|EROFS|ENOSPC|EDQUOT)\b/u.exec(words)?.[0] ?? (code === 'NoPermissions' ? 'EACCES' : code);
  const { message, remedy = '' } = storageFailure(told === undefined ? error : Object.assign(new Error(words), { code: told }), place);
  const denied = told === 'EACCES' || told === 'EPERM' || told === 'EROFS';
  return oneLine([message, denied ? l10n.t('Allow writing there, or choose another folder.') : remedy]);
}

/** Whether a folder could not be made because a file bears its name, or that of a folder above it. */
export function isFileInTheWay({ code }: Pick<Failure, 'code'>): boolean {
  return code === 'EEXIST' || code === 'ENOTDIR';
}

/** What an error of making `folder` means to the user: a file in its way is named, all else is said of `place`. */
export async function folderFailure(error: unknown, folder: string, place = folder): Promise<Failure> {
  const failure = storageFailure(error, place);
  const file = isFileInTheWay(failure) ? await fileAmong(folder) : undefined;
  return file === undefined ? failure : {
    ...failure,
    message: l10n.t('“{0}” is a file, so no folder can be made there.', basename(file)),
    remedy: l10n.t('Rename it or change hailuo.outputFolder.'),
  };
}

/** The file that stands where `folder` or a folder above it should be. */
async function fileAmong(folder: string): Promise<string | undefined> {
  const there = await stat(folder).catch(() => undefined);
  if (there) return there.isDirectory() ? undefined : folder;
  const above = dirname(folder);
  return above === folder ? undefined : fileAmong(above);
}

/** Rejections of `work` as a `StorageError` about `place`. */
export async function storing<T>(place: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof StorageError ? error : new StorageError(storageFailure(error, place), error);
  }
}
