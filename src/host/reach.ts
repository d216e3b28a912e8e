import * as path from 'node:path';

/** The folders of these files (absolute paths) that lie in none of the roots, each once: a page can't read from there yet. */
export function foldersBeyond(files: Iterable<string>, roots: Iterable<string>): readonly string[] {
  const within = [...roots];
  return [...new Set([...files].map((file) => path.dirname(file)))].filter((folder) => !within.some((root) => folder === root || folder.startsWith(root + path.sep)));
}
