import * as l10n from '@vscode/l10n';
import type { Failure } from '../gateways/failure.ts';

/** A file could not be written or read. `message` is one localized sentence that says what to do. */
export class StorageError extends Error {
  readonly failure: Failure;

  constructor(failure: Failure, cause: unknown) {
    super(failure.remedy ? `${failure.message} ${failure.remedy}` : failure.message, { cause });
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

/** Rejections of `work` as a `StorageError` about `place`. */
export async function storing<T>(place: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof StorageError ? error : new StorageError(storageFailure(error, place), error);
  }
}
