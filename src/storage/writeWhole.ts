import { randomUUID } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { renamePatiently } from './disk.ts';

/**
 * Writes beside and renames, so that a reader never sees half a file and an earlier one is replaced by a whole one alone.
 * `flush` waits until it is on the medium. Rejects with errors of the file system; nothing is left of what was begun.
 */
export async function writeWhole(file: string, content: string | Uint8Array, flush = false): Promise<void> {
  const staged = `${file}.${randomUUID().slice(0, 8)}.part`;
  try {
    await writeFile(staged, content, { flush });
    await renamePatiently(staged, file);
  } catch (error) {
    await rm(staged, { force: true });
    throw error;
  }
}
