import { cp, mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { out, root } from '../support/places.ts';

/** A fresh folder `out/NAME` with the samples that come with the extension; what an earlier run made there is gone. */
export async function sampleWorkspace(name: string): Promise<string> {
  const folder = join(out, name);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const samples = join(root, 'media/samples');
  for (const entry of await readdir(samples)) await cp(join(samples, entry), join(folder, entry), { recursive: true });
  return folder;
}
