import * as path from 'node:path';

/**
 * The way from a folder to a file, with `/`, so that it still holds in a clone and on another system; absolute where there is
 * none (another drive).
 */
export function portablePath(file: string, folder: string): string {
  const way = path.relative(folder, file);
  return (path.isAbsolute(way) ? file : way).split(path.sep).join('/');
}
