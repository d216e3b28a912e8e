import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import * as path from 'node:path';

/** Which keys were set, by whichever window: that there is one, not what it is. */
export interface KeyNotes {
  has(name: string): boolean;
  /** Never rejects: a note that cannot be written only leaves out a hint. */
  add(name: string): Promise<void>;
  remove(name: string): Promise<void>;
}

/** An empty file for each key, so that windows need not agree about one. `folder`: absolute; made when the first key is set. */
export function createKeyNotes(folder: string): KeyNotes {
  const fileOf = (name: string): string => path.join(folder, createHash('sha256').update(name).digest('hex').slice(0, 32));
  return {
    has: (name) => existsSync(fileOf(name)),
    add: async (name) => {
      try {
        await mkdir(folder, { recursive: true, mode: 0o700 });
        await writeFile(fileOf(name), '');
      } catch {
        // As said above.
      }
    },
    remove: async (name) => { await rm(fileOf(name), { force: true }).catch(() => undefined); },
  };
}
