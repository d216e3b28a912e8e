import { stat } from 'node:fs/promises';
import * as path from 'node:path';
import { isVideo } from '../shots/checkFilm.ts';
import type { ShotDocument } from '../shots/document.ts';
import { filmSettingsOf } from '../shots/document.ts';
import type { Take } from '../takes/take.ts';

/** The video that `@take` names. */
export interface NamedTake {
  /** Absolute path. */
  readonly file: string;
  /** Whether it can be a take on this computer: nothing is asked of other hosts, and every take is an MP4 file. */
  readonly isNear: boolean;
}

/** Where the video is that `@take` names. Undefined: that counts from the folder of a document which is not saved. Touches nothing. */
export function namedTake(written: string, folder: string | undefined): NamedTake | undefined {
  if (folder === undefined && !path.isAbsolute(written)) return undefined;
  return { file: path.resolve(folder ?? '', written), isNear: !/^(?:[\\/]{2}|[a-z][\w+.-]+:)/iu.test(written) && isVideo(written) };
}

/** Whether a take that `@take` names is there: a video is one without a metadata file, too. */
export async function isThere({ file, isNear }: NamedTake): Promise<boolean> {
  return isNear && stat(file).then((found) => found.isFile(), () => false);
}

/**
 * The takes of a film: those that are known, and the videos that `@take` names and nobody knows, such as one without a metadata file
 * or outside of the workspace. Looks at those alone; never rejects.
 */
export async function takesOfFilm({ document, folder }: { readonly document: ShotDocument; readonly folder?: string }, takes: readonly Take[], read: (file: string) => Promise<Take>): Promise<readonly Take[]> {
  const named = new Map(document.shots.flatMap((shot) => {
    const { take } = filmSettingsOf(shot);
    const one = take === undefined ? undefined : namedTake(take, folder);
    return one ? [[one.file, one] as const] : [];
  }));
  for (const { file } of named.size === 0 ? [] : takes) named.delete(file);
  const found = await Promise.all([...named.values()].map(async (one) => ((await isThere(one)) ? [await read(one.file)] : [])));
  return named.size === 0 ? takes : [...takes, ...found.flat()];
}
