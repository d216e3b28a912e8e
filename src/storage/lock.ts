import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Disk } from './disk.ts';
import type { Holder } from './holder.ts';
import { isDead, readMark } from './holder.ts';
import { StorageError, storageFailure } from './storageError.ts';

/** A lock is held for milliseconds; one older than this belongs to a window that hangs or sleeps. */
const staleMs = 10_000;
/** A lock file without its holder's name was left half made, or by a full disk. */
const namelessMs = 1_000;
/** Long enough to outlast a stale lock. */
const longestWaitMs = 20_000;

/** Proof of holding, for `Disk.commit`: a holder that was taken for dead finds another token and writes nothing. */
export interface Guard {
  readonly path: string;
  readonly token: string;
}

/**
 * Runs `work` while this process alone holds the lock file at `path`. Locks of ended processes are taken over at once,
 * of hanging ones after 10 s. Rejects with a `StorageError` when the file cannot be made or never comes free.
 */
export async function withLock<T>(disk: Disk, path: string, holder: Holder, work: (guard: Guard) => Promise<T>): Promise<T> {
  const guard = await acquire(disk, path, holder);
  try {
    return await work(guard);
  } finally {
    if ((await disk.read(path)) === guard.token) {
      await disk.remove(path);
    }
  }
}

async function acquire(disk: Disk, path: string, holder: Holder): Promise<Guard> {
  const since = performance.now();
  for (;;) {
    const token = JSON.stringify({ ...holder, at: Date.now(), token: randomUUID() });
    const made = await disk.createNew(path, token);
    if (made !== 'exists') {
      return { path, token: made === 'created' ? token : '' };
    }
    if (await isStale(disk, path)) {
      await disk.remove(path);
    } else if (performance.now() - since > longestWaitMs) {
      throw new StorageError(storageFailure(new Error('locked'), path), undefined);
    } else {
      await pause(3 + Math.random() * 12);
    }
  }
}

async function isStale(disk: Disk, path: string): Promise<boolean> {
  const text = await disk.read(path);
  if (text === undefined) {
    return false;
  }
  const mark = readMark(text);
  if (mark) {
    return isDead(mark) || Math.abs(Date.now() - mark.at) > staleMs;
  }
  return ((await disk.age(path)) ?? 0) > namelessMs;
}
