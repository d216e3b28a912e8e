import { randomUUID } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { renamePatiently } from './disk.ts';

/** Of a file on the usual disks, bytes. */
const longestName = 255;

/**
 * Writes beside and renames, so that a reader never sees half a file and an earlier one is replaced by a whole one alone.
 * `flush` waits until it is on the medium. Rejects with errors of the file system; nothing is left of what was begun.
 */
export async function writeWhole(file: string, content: string | Uint8Array, flush = false): Promise<void> {
  const ending = `.${randomUUID().slice(0, 8)}.part`;
  const staged = Buffer.byteLength(basename(file)) + ending.length > longestName ? join(dirname(file), ending) : file + ending;
  try {
    await writeFile(staged, content, { flush });
    await renamePatiently(staged, file);
  } catch (error) {
    await rm(staged, { force: true });
    throw error;
  }
}
