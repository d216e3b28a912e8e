import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import * as path from 'node:path';

/** Quotes that terminals, chats and word processors put around a path, opening and closing. */
const quotes = [['"', '"'], ["'", "'"], ['“', '”'], ['‘', '’'], ['「', '」'], ['`', '`'], ['<', '>']] as const;

/** `~` and `~/…` as the person's own folder, by any system's slashes. */
export function fromHome(written: string, home: string = homedir()): string {
  return /^~(?=$|[\\/])/u.test(written) ? home + written.slice(1) : written;
}

/** The ways to read a path as people paste it, the most literal one first: an address is encoded, a terminal's words are escaped. */
export function readingsOf(written: string, windows: boolean = process.platform === 'win32'): readonly string[] {
  const plain = quotes.reduce((text, [open, close]) => (text.length > 1 && text.startsWith(open) && text.endsWith(close) ? text.slice(1, -1) : text), written.trim());
  const unescaped = windows ? plain : plain.replace(/\\([ '"()&[\]])/gu, '$1');
  const slashed = windows ? plain : plain.replaceAll('\\', '/');
  return [...new Set([written.trim(), plain, unescaped, slashed].flatMap((text) => [text, decoded(text)]).map((text) => fromHome(text)))];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Names that look the same: composed or not, with spaces of any width, whatever surrounds them. */
function folded(name: string): string {
  return name.normalize('NFC').replace(/[\s\u00a0\u2000-\u200a\u202f\u205f\u3000]+/gu, ' ').replace(/[\u200b\ufeff]/gu, '');
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

/** The file that somebody means, as an absolute path: the first reading that exists from `folder`, else the plainest one. Undefined where a relative one has no folder. */
export function findWritten(written: string, folder: string | undefined): string | undefined {
  const absolute = readingsOf(written).flatMap((reading) => (path.isAbsolute(reading) ? [path.normalize(reading)] : folder === undefined ? [] : [path.resolve(folder, reading)]));
  // A name on another machine is looked for only when it is asked for: Windows signs in to it.
  const near = absolute.filter((file) => !/^[\\/]{2}/u.test(file));
  return near.find((file) => existsSync(file)) ?? near.map(lookAlike).find((file) => file !== undefined) ?? absolute[Math.min(1, absolute.length - 1)];
}
