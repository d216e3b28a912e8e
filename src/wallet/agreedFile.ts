import { mkdir } from 'node:fs/promises';
import * as path from 'node:path';
import { realDisk } from '../storage/disk.ts';
import type { Holder } from '../storage/holder.ts';
import { withLock } from '../storage/lock.ts';
import { storing } from '../storage/storageError.ts';
import { writeWhole } from '../storage/writeWhole.ts';
import type { Agreed } from './agreed.ts';
import { agreedSchema } from './agreed.ts';

/** The file that keeps what the person agreed to, one for all windows. Not a setting: those can be written by any extension. */
export function agreedFile(folder: string): string {
  return path.join(folder, 'limits.json');
}

/** Undefined: nothing was agreed to yet, or it cannot be read any more. Never rejects. */
export async function loadAgreed(folder: string): Promise<Agreed | undefined> {
  try {
    return agreedSchema.safeParse(JSON.parse((await realDisk.read(agreedFile(folder))) ?? '')).data;
  } catch {
    return undefined;
  }
}

/** Keeps what `next` makes of what is there, while no other window does; resolves to it. Rejects with a `StorageError`. */
export async function keepAgreed(folder: string, holder: Holder, next: (agreed: Agreed | undefined) => Agreed | undefined): Promise<Agreed | undefined> {
  const file = agreedFile(folder);
  return storing(file, async () => {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return withLock(realDisk, path.join(folder, 'limits.lock'), holder, async () => {
      const before = await loadAgreed(folder);
      const after = next(before);
      if (after && JSON.stringify(after) !== JSON.stringify(before)) await writeWhole(file, JSON.stringify(after), true);
      return after;
    });
  });
}
