import { readFileSync, renameSync } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { chmod, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { errorCode } from './storageError.ts';

/**
 * What the journal asks of the file system. Each call is one step that a crash can fall before or after; a test
 * puts a full disk or a kill between them. Errors are those of `node:fs`.
 */
export interface Disk {
  /** For this user alone, where the system has modes. */
  makeFolder(path: string): Promise<void>;
  list(folder: string): Promise<readonly string[]>;
  /** Absent: no such file. */
  read(path: string): Promise<string | undefined>;
  /** Bytes from `offset` to the end, and the first `headBytes`. Absent: no such file. */
  readFrom(path: string, offset: number, headBytes: number): Promise<{ readonly head: string; readonly bytes: Buffer } | undefined>;
  /** Milliseconds since the last change. Absent: no such file. */
  age(path: string): Promise<number | undefined>;
  /** Writes the whole file. `flush` waits until it is on the medium. */
  write(path: string, text: string, flush: boolean): Promise<void>;
  /** The file is there with the text, or with no text when the disk is full, unless it `exists` already. */
  createNew(path: string, text: string): Promise<'created' | 'createdEmpty' | 'exists'>;
  /**
   * Moves `from` over `to` only while `guard` holds this token; false when it does not. Both in one tick, so that no
   * sleep fits between; that holds the event loop for a fraction of a millisecond, on a busy disk for some.
   */
  commit(from: string, to: string, guard: { readonly path: string; readonly token: string }): Promise<boolean>;
  rename(from: string, to: string): Promise<void>;
  /** Makes renames in the folder last through a power cut, where the system can. */
  flushFolder(folder: string): Promise<void>;
  /** Writes into the blocks that the file has already, padded with spaces; rejects with ENOSPC when the text is longer. */
  overwrite(path: string, text: string): Promise<void>;
  /** Adds a line, whole or not at all, and flushes. A last line that a crash tore is ended first. */
  appendLine(path: string, line: string): Promise<void>;
  /** No error when there is no such file. */
  remove(path: string): Promise<void>;
}

const missing = new Set(['ENOENT', 'ENOTDIR']);
/** Windows refuses to replace a file while a scanner or another window has it open. */
const busy = new Set(['EPERM', 'EACCES', 'EBUSY']);

async function unlessMissing<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (missing.has(errorCode(error) ?? '')) {
      return undefined;
    }
    throw error;
  }
}

/** Nobody else on this machine reads them: they tell what was ordered, where, and under which id. Windows has no modes, and asks the folder's owner. */
const ownFolder = 0o700;
const ownFile = 0o600;

async function withFile<T>(path: string, flags: string, work: (file: FileHandle) => Promise<T>): Promise<T> {
  const file = await open(path, flags, ownFile);
  try {
    return await work(file);
  } finally {
    await file.close();
  }
}

/** A patient `rename` for Windows; at most about half a second. */
export async function renamePatiently(from: string, to: string): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    try {
      await rename(from, to);
      return;
    } catch (error) {
      if (process.platform !== 'win32' || attempt >= 8 || !busy.has(errorCode(error) ?? '')) {
        throw error;
      }
      await new Promise((resolve) => { setTimeout(resolve, 15 * (attempt + 1)); });
    }
  }
}

async function commit(from: string, to: string, guard: { path: string; token: string }): Promise<boolean> {
  for (let attempt = 0; ; attempt++) {
    try {
      if (readFileSync(guard.path, 'utf8') !== guard.token) {
        return false;
      }
    } catch {
      return false;
    }
    try {
      renameSync(from, to);
      return true;
    } catch (error) {
      if (process.platform !== 'win32' || attempt >= 8 || !busy.has(errorCode(error) ?? '')) {
        throw error;
      }
      await new Promise((resolve) => { setTimeout(resolve, 15 * (attempt + 1)); });
    }
  }
}

async function appendLine(path: string, line: string): Promise<void> {
  await withFile(path, 'a+', async (file) => {
    const { size } = await file.stat();
    const last = size > 0 ? (await file.read(Buffer.alloc(1), 0, 1, size - 1)).buffer[0] : 10;
    try {
      await file.writeFile(`${last === 10 ? '' : '\n'}${line}\n`);
      await file.datasync();
    } catch (error) {
      await file.truncate(size);
      throw error;
    }
  });
}

export const realDisk: Disk = {
  makeFolder: async (path) => {
    await mkdir(path, { recursive: true, mode: ownFolder });
    // One that an earlier release made for all to read.
    if (process.platform !== 'win32' && ((await stat(path)).mode & 0o077) !== 0) {
      await chmod(path, ownFolder).catch(() => undefined);
    }
  },
  list: async (folder) => (await unlessMissing(() => readdir(folder))) ?? [],
  read: (path) => unlessMissing(() => readFile(path, 'utf8')),
  readFrom: (path, offset, headBytes) => unlessMissing(() => withFile(path, 'r', async (file) => {
    const { size } = await file.stat();
    const head = Buffer.alloc(Math.min(headBytes, size));
    const bytes = Buffer.alloc(Math.max(0, size - offset));
    await file.read(head, 0, head.length, 0);
    const { bytesRead } = await file.read(bytes, 0, bytes.length, offset);
    return { head: head.toString('utf8'), bytes: bytes.subarray(0, bytesRead) };
  })),
  age: (path) => unlessMissing(async () => Date.now() - (await stat(path)).mtimeMs),
  write: (path, text, flush) => withFile(path, 'w', async (file) => {
    await file.writeFile(text);
    if (flush) {
      await file.datasync();
    }
  }),
  async createNew(path, text) {
    try {
      return await withFile(path, 'wx', async (file) => {
        try {
          await file.writeFile(text);
          return 'created';
        } catch {
          await file.truncate(0);
          return 'createdEmpty';
        }
      });
    } catch (error) {
      if (errorCode(error) === 'EEXIST') {
        return 'exists';
      }
      throw error;
    }
  },
  commit,
  rename: renamePatiently,
  async flushFolder(folder) {
    try {
      await withFile(folder, 'r', (file) => file.sync());
    } catch {
      // Windows does not open folders; NTFS journals the rename itself.
    }
  },
  overwrite: (path, text) => withFile(path, 'r+', async (file) => {
    const { size } = await file.stat();
    const bytes = Buffer.from(text);
    if (bytes.length > size) {
      throw Object.assign(new Error(`no room to grow ${String(size)} bytes in place`), { code: 'ENOSPC' });
    }
    const padded = Buffer.alloc(size, ' ');
    bytes.copy(padded);
    await file.write(padded, 0, size, 0);
    await file.datasync();
  }),
  appendLine,
  remove: async (path) => { await rm(path, { force: true }); },
};
