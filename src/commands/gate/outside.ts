import { realpath } from 'node:fs/promises';
import * as path from 'node:path';
import { liesWithin } from '../../host/outputPath.ts';

async function real(file: string): Promise<string> {
  try {
    return await realpath(file);
  } catch {
    return path.resolve(file);
  }
}

/** The real path of a file when it lies in none of these folders, links followed on both sides; else undefined. Reads no file. */
export async function outsidePath(file: string, folders: readonly string[]): Promise<string | undefined> {
  const [where, ...roots] = await Promise.all([file, ...folders].map(real));
  return where === undefined || roots.some((root) => liesWithin(root, where)) ? undefined : where;
}

/** Whether the path as it is written lies in one of these folders, wherever it really leads. */
export function seemsInside(file: string, folders: readonly string[]): boolean {
  return folders.some((folder) => liesWithin(path.resolve(folder), path.resolve(file)));
}
