import * as path from 'node:path';
import { fromHome } from './writtenPath.ts';

/** The output folder as it is meant: `${workspaceFolder}`, `${userHome}` and `~` are read as in VS Code's own settings. */
export function readOutputPath(written: string, workspaceFolder: string | undefined, home?: string): string {
  const homeFolder = fromHome('~', home);
  const named = written.replace(/\$\{(?:workspaceFolder|workspaceRoot)\}/gu, () => workspaceFolder ?? '.').replace(/\$\{userHome\}/gu, () => homeFolder);
  return fromHome(named, home);
}

/** A drive's letter, which names a folder of another system: `D:\films`. */
export function namesForeignDrive(written: string, windows: boolean = process.platform === 'win32'): boolean {
  return !windows && /^[a-z]:(?:[\\/]|$)/iu.test(written);
}

/** Whether a folder lies in `root` or is it; `..takes` is a name like any other. */
export function liesWithin(root: string, folder: string): boolean {
  const way = path.relative(root, folder);
  return !path.isAbsolute(way) && way !== '..' && !way.startsWith(`..${path.sep}`);
}
