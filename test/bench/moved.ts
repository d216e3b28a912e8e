import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../support/places.ts';

/** A module of the revision that is measured: the first of these files below `src` that it has. Rejects when it has none. */
export async function moduleAt<Module>(...files: readonly string[]): Promise<Module> {
  const found = files.map((file) => join(root, 'src', file)).find((file) => existsSync(file));
  if (found === undefined) throw new Error(`none of ${files.join(', ')} is in this revision`);
  return await import(pathToFileURL(found).href) as Module;
}

/** The same; undefined when the revision has none of them. */
export async function moduleIn<Module>(...files: readonly string[]): Promise<Module | undefined> {
  return files.some((file) => existsSync(join(root, 'src', file))) ? moduleAt<Module>(...files) : undefined;
}
