import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import * as path from 'node:path';
import { decoded, folded, unescaped, unwrapped } from '../shots/pathText.ts';

/** `~` and `~/…` as the person's own folder, by any system's slashes. */
export function fromHome(written: string, home: string = homedir()): string {
  return /^~(?=$|[\\/])/u.test(written) ? home + written.slice(1) : written;
}

/**
 * The ways to read a path as people paste it, the most literal one first: an address is encoded, a terminal's words are escaped, and a
 * disk of Windows has another name in its Linux (`/mnt/c`) and in Git's terminal (`/c`).
 */
export function readingsOf(written: string, windows: boolean = process.platform === 'win32'): readonly string[] {
  const plain = unwrapped(written);
  const slashed = windows ? plain : plain.replaceAll('\\', '/');
  const elsewhere = windows ? plain.replace(/^\/(?:mnt\/)?([a-z])(?=\/)/iu, '$1:') : slashed.replace(/^([a-z]):(?=\/)/iu, (_, drive: string) => `/mnt/${drive.toLowerCase()}`);
  return [...new Set([written.trim(), plain, windows ? plain : unescaped(plain), slashed, elsewhere].flatMap((text) => [text, decoded(text)]).map((text) => fromHome(text)))];
}

/** The file of this absolute path, or one whose name only looks the same: macOS decomposes names and puts narrow spaces into those of screenshots. */
function lookAlike(file: string): string | undefined {
  if (existsSync(file)) return file;
  const { root } = path.parse(file);
  let found = root;
  for (const segment of file.slice(root.length).split(path.sep)) {
    const direct = path.join(found, segment);
    // Only a name with other than plain letters can have a twin.
    if (!existsSync(direct) && !/[^\x21-\x7e]/u.test(segment)) return undefined;
    const twin = existsSync(direct) ? segment : namesIn(found).find((name) => folded(name) === folded(segment));
    if (twin === undefined) return undefined;
    found = path.join(found, twin);
  }
  return found;
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/**
 * The file that somebody means, as an absolute path: the first reading that exists from one of `folders`, the nearest first, else the
 * plainest one from the nearest. A path from the root may be meant from the last of them, as links in Markdown are. Undefined where a relative one has no folder.
 */
export function findWritten(written: string, ...folders: readonly (string | undefined)[]): string | undefined {
  const known = folders.filter((folder) => folder !== undefined);
  const readings = readingsOf(written);
  const absolute = readings.flatMap((reading) => (path.isAbsolute(reading) ? [path.normalize(reading)] : known.map((folder) => path.resolve(folder, reading))));
  const root = known.at(-1);
  const rooted = root === undefined ? [] : readings.flatMap((reading) => /^[\\/](?![\\/])/u.test(reading) ? [path.join(root, reading)] : /^\$\{workspaceFolder\}[\\/]/u.test(reading) ? [path.join(root, reading.slice('${workspaceFolder}'.length))] : []);
  // A name on another machine is looked for only when it is asked for: Windows signs in to it.
  const near = [...absolute, ...rooted].filter((file) => !/^[\\/]{2}/u.test(file));
  return near.find((file) => existsSync(file)) ?? near.map(lookAlike).find((file) => file !== undefined) ?? plainly(fromHome(unwrapped(written)), known[0]);
}

function plainly(reading: string, folder: string | undefined): string | undefined {
  return path.isAbsolute(reading) ? path.normalize(reading) : folder === undefined ? undefined : path.resolve(folder, reading);
}

/** The file that a `file:` address means: encoded or not, with one slash or three, `#` and `?` being letters of a name where there is such a file. One on another machine is not looked for. */
export function fileAt(address: string, ...folders: readonly (string | undefined)[]): string | undefined {
  const [, host = '', rest = ''] = /^file:(?:\/\/([^/]*))?(.*)$/isu.exec(address) ?? [];
  const here = host === '' || host.toLowerCase() === 'localhost';
  const local = (here ? rest : host + rest).replace(/^\/(?=[a-z]:[\\/])/iu, '');
  const found = [local, local.replace(/[?#].*$/u, '')].map((text) => findWritten(text, ...folders)).find((file) => file !== undefined && existsSync(file));
  if (found !== undefined) return found;
  return here ? findWritten(decoded(local), ...folders) : `//${host}${decoded(rest)}`;
}
