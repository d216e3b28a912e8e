import * as path from 'node:path';
import type { Disk } from './disk.ts';

/** What a crash left among locks and half-written files is removed when it is this old. */
const leftoverMs = 3_600_000;

/** Removes what has lain in the folders for an hour: files that live for milliseconds. */
export async function removeLeftovers(disk: Disk, folders: readonly string[]): Promise<void> {
  for (const folder of folders) {
    for (const name of await disk.list(folder)) {
      const file = path.join(folder, name);
      if (((await disk.age(file)) ?? 0) > leftoverMs) {
        await disk.remove(file);
      }
    }
  }
}
