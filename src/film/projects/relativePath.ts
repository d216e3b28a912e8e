import * as path from 'node:path';

/**
 * The way from a project file to a take as editors read it: relative, with `/`, spaces and Chinese as they are. Kdenlive
 * 26.08 drops percent-encoded names without a word. Absolute where there is no way (another drive).
 */
export function relativePath(project: string, file: string): string {
  const way = path.relative(path.dirname(project), file);
  return (path.isAbsolute(way) ? file : way).split(path.sep).join('/');
}
