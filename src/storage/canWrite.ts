import { mkdtemp, rmdir, stat } from 'node:fs/promises';
import * as path from 'node:path';

/**
 * Why nothing can be written in a folder now, the error of the file system; undefined: something can. One that is not there yet is judged
 * by the one that it would be made in. It is tried, for what a folder allows is not told by its mode alone (a disk mounted to be read,
 * the lists of Windows, root); nothing stays behind. `folder`: absolute path.
 */
export async function whyNotWritable(folder: string): Promise<unknown> {
  let probe: string;
  try {
    probe = await mkdtemp(path.join(await nearest(folder), '.hailuo-'));
  } catch (error) {
    return error;
  }
  await rmdir(probe).catch(() => undefined);
  return undefined;
}

/** The folder itself where it is there, else the first above it that is. */
async function nearest(folder: string): Promise<string> {
  const above = path.dirname(folder);
  return above === folder || (await stat(folder).then(() => true, () => false)) ? folder : nearest(above);
}
