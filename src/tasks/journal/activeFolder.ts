import * as path from 'node:path';
import type { Disk } from '../../storage/disk.ts';
import type { Holder } from '../../storage/holder.ts';
import type { Guard } from '../../storage/lock.ts';
import { readEntry, taskText } from './record.ts';
import { isFull } from '../../storage/storageError.ts';
import type { Task } from '../task.ts';

/** The records of tasks that have not ended: one file each, replaced as a whole. */
export interface ActiveFolder {
  ids(): Promise<readonly string[]>;
  has(id: string): Promise<boolean>;
  /** Absent: no record, or one of a later release, which is left alone. */
  read(id: string): Promise<Task | { readonly damaged: string } | undefined>;
  /**
   * False, and nothing written, when the lock was lost. `lasting` survives a power cut, and is written over the record
   * itself when the disk has no room for a second copy.
   */
  write(task: Task, guard: Guard, lasting: boolean): Promise<boolean>;
  /** Moves the record to `file`. */
  setAside(id: string, file: string, guard: Guard): Promise<boolean>;
  remove(id: string): Promise<void>;
}

/** Spare bytes of a `submitting` record, so that the longest remote id fits into it even when the disk has filled up meanwhile. */
const room = ' '.repeat(4096);
const suffix = '.json';

/** The id of the task whose record has this name. */
export function idOfRecord(name: string): string | undefined {
  return name.endsWith(suffix) ? name.slice(0, -suffix.length) : undefined;
}

export function isDamaged(read: Task | { readonly damaged: string } | undefined): read is { readonly damaged: string } {
  return read !== undefined && 'damaged' in read;
}

export function createActiveFolder({ folder, staging, disk, holder }: { folder: string; staging: string; disk: Disk; holder: Holder }): ActiveFolder {
  const file = (id: string): string => path.join(folder, `${id}${suffix}`);

  async function overwrite(id: string, text: string, guard: Guard): Promise<boolean> {
    if ((await disk.read(guard.path)) !== guard.token) {
      return false;
    }
    await disk.overwrite(file(id), text);
    return true;
  }

  /** For what decides about money. */
  async function commit(staged: string, id: string, guard: Guard): Promise<boolean> {
    const done = await disk.commit(staged, file(id), guard);
    if (done) {
      await disk.flushFolder(folder);
    }
    return done;
  }

  /** For progress, which comes a hundred times a second with a thousand tasks and is told again anyway. */
  async function replace(staged: string, id: string, guard: Guard): Promise<boolean> {
    if ((await disk.read(guard.path)) !== guard.token) {
      return false;
    }
    await disk.rename(staged, file(id));
    return true;
  }

  return {
    ids: async () => (await disk.list(folder)).map(idOfRecord).filter((id) => id !== undefined),
    has: async (id) => (await disk.age(file(id))) !== undefined,
    async read(id) {
      const text = await disk.read(file(id));
      const entry = text === undefined ? undefined : readEntry(text);
      if (entry?.kind === 'damaged') {
        return { damaged: entry.reason };
      }
      return entry?.kind === 'task' && entry.task.id === id ? entry.task : undefined;
    },
    async write(task, guard, lasting) {
      const staged = path.join(staging, `${task.id}-${holder.session}`);
      const text = taskText(task) + (task.state === 'submitting' ? room : '');
      try {
        await disk.write(staged, text, lasting);
      } catch (error) {
        await disk.remove(staged);
        if (!lasting || !isFull(error)) {
          throw error;
        }
        return overwrite(task.id, text, guard).catch(() => { throw error; });
      }
      return lasting ? commit(staged, task.id, guard) : replace(staged, task.id, guard);
    },
    setAside: (id, aside, guard) => disk.commit(file(id), aside, guard),
    remove: (id) => disk.remove(file(id)),
  };
}
