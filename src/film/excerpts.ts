import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import * as path from 'node:path';
import type { ExcerptKind } from './join/excerpt.ts';

/** What a page that was closed, or could not show it, left of an excerpt is removed after so long, milliseconds. */
const staleMs = 24 * 3_600_000;
/** A page is handed whole files, several times over: of larger ones it gets an excerpt. Bytes. */
const handedWhole = 16e6;

/** Small videos with a few pictures of large takes, for pages that want one picture of them. */
export interface Excerpts {
  /** Absolute path of the folder that they are in. */
  readonly folder: string;
  /** Absolute path of an excerpt; undefined where the take is small enough to be handed out itself, or has none. Never rejects. */
  of(file: string, kind: ExcerptKind): Promise<string | undefined>;
  /** It is not needed any more. */
  drop(file: string, kind: ExcerptKind): Promise<void>;
}

/** Removes the excerpts that nobody dropped. */
async function sweep(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!/^[0-9a-f]{32}-(?:moment|end)\.mp4$/u.test(name)) continue;
    const file = path.join(folder, name);
    if (Date.now() - (await stat(file)).mtimeMs > staleMs) await rm(file, { force: true });
  }
}

/** `folder`: absolute, one that the pages may read; made when the first excerpt is. */
export function createExcerpts(folder: string): Excerpts {
  /** One after the other: each holds a group of pictures in memory. */
  let queue: Promise<unknown> = Promise.resolve();
  let swept: Promise<void> | undefined;
  /** Of videos that none can be made of: pages ask again each time they are drawn, and to look costs a reading of the whole index. */
  const none = new Set<string>();
  const placeOf = async (file: string, kind: ExcerptKind): Promise<{ readonly to: string; readonly size: number } | undefined> => {
    const found = await stat(file).catch(() => undefined);
    return found && { size: found.size, to: path.join(folder, `${createHash('sha256').update(`${file}\n${String(found.size)}\n${String(found.mtimeMs)}`).digest('hex').slice(0, 32)}-${kind}.mp4`) };
  };
  return {
    folder,
    of: async (file, kind) => {
      const place = await placeOf(file, kind);
      if (place === undefined || place.size <= handedWhole) return undefined;
      const make = async (): Promise<string | undefined> => {
        if (none.has(place.to)) return undefined;
        await mkdir(folder, { recursive: true, mode: 0o700 });
        await (swept ??= sweep(folder).catch(() => undefined));
        if (existsSync(place.to)) return place.to;
        if (await (await import('./join/excerpt.ts')).writeExcerpt(file, place.to, kind)) return place.to;
        none.add(place.to);
        return undefined;
      };
      const made = queue.then(make).catch(() => undefined);
      queue = made;
      return made;
    },
    drop: async (file, kind) => {
      const place = await placeOf(file, kind);
      if (place) await rm(place.to, { force: true }).catch(() => undefined);
    },
  };
}
