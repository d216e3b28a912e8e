import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { renamePatiently } from '../storage/disk.ts';
import type { Take } from './take.ts';

/** Pictures of takes, made once by a webview and kept beside the extension's own data. */
export interface Posters {
  /** Absolute path of the folder that they are in. */
  readonly folder: string;
  /** Names the video as it is now: another once it was written anew. Undefined where it is not there. */
  keyOf(take: Take): Promise<string | undefined>;
  /** Absolute path of the picture; undefined: not made yet. */
  find(take: Take): Promise<string | undefined>;
  /** Keeps a JPEG; resolves to its path, or undefined where it could not be kept, which costs nothing but time later. */
  keep(take: Take, jpeg: Uint8Array): Promise<string | undefined>;
}

/** Some 10 kB each; the oldest go first. */
const mostKept = 8000;
const swept = 1000;

/** The content's own name where the story tells it, so that a moved or cloned video keeps its picture. */
async function nameOf(take: Take): Promise<string | undefined> {
  if (take.sha256 !== undefined && /^[0-9a-f]{64}$/u.test(take.sha256)) {
    return `${take.sha256.slice(0, 32)}.jpg`;
  }
  try {
    const { size, mtimeMs } = await stat(take.file);
    return `${createHash('sha256').update(`${take.file}\n${size}\n${mtimeMs}`).digest('hex').slice(0, 32)}.jpg`;
  } catch {
    return undefined;
  }
}

async function sweep(folder: string): Promise<void> {
  const names = await readdir(folder);
  if (names.length <= mostKept) {
    return;
  }
  const ages = await Promise.all(names.map(async (name) => ({ name, made: (await stat(path.join(folder, name))).mtimeMs })));
  const oldest = ages.sort((a, b) => a.made - b.made).slice(0, swept);
  await Promise.all(oldest.map(({ name }) => rm(path.join(folder, name), { force: true })));
}

/** `folder`: absolute; made when the first picture is kept. */
export function createPosters(folder: string): Posters {
  let kept = 0;
  return {
    folder,
    keyOf: nameOf,
    find: async (take) => {
      const name = await nameOf(take);
      const file = name && path.join(folder, name);
      return file && existsSync(file) ? file : undefined;
    },
    keep: async (take, jpeg) => {
      const name = await nameOf(take);
      if (name === undefined || jpeg[0] !== 0xff || jpeg[1] !== 0xd8) {
        return undefined;
      }
      const file = path.join(folder, name);
      try {
        await mkdir(folder, { recursive: true, mode: 0o700 });
        await writeFile(`${file}.part`, jpeg);
        await renamePatiently(`${file}.part`, file);
        if (kept++ % swept === 0) {
          await sweep(folder);
        }
        return file;
      } catch {
        return undefined;
      }
    },
  };
}
