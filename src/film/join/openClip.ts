import { CustomSource, FilePathSource, Input, MP4, QTFF } from 'mediabunny';
import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';

/** Bytes of a file that are kept in memory while it is read; the library's own default is 8 MiB. */
const readCache = 1 << 20;
/** A phone's .mov under the name of an mp4 has another brand and the same boxes. */
const formats = [MP4, QTFF];
/** What some relays and tools write before the `ftyp` box is some hundred bytes; more is nobody's clip. */
const longestPrelude = 1 << 16;

/**
 * Opens a take for reading; dispose of it. mediabunny 1.61 knows an mp4 by its very first box, while ISO/IEC 14496-12 allows
 * free space before `ftyp` and relays send it: there, the boxes before it are told to stand after it. Together they are as
 * long as before, so whatever the tables point to stays where it is. Rejects with errors of the file system.
 */
export async function openClip(file: string): Promise<Input> {
  const handle = await open(file, 'r');
  const top = await topOf(handle).catch(async (error: unknown) => { await handle.close(); throw error; });
  if (top === undefined) {
    await handle.close();
    return new Input({ source: new FilePathSource(file, { maxCacheSize: readCache }), formats });
  }
  const source = new CustomSource({
    getSize: async () => (await handle.stat()).size,
    read: async (start, end) => {
      const bytes = new Uint8Array(end - start);
      await handle.read(bytes, 0, bytes.length, start);
      if (start < top.length) bytes.set(top.subarray(start, Math.min(end, top.length)));
      return bytes;
    },
    dispose: () => { void handle.close(); },
    maxCacheSize: readCache,
    prefetchProfile: 'fileSystem',
  });
  return new Input({ source, formats });
}

/** The file's first bytes, `ftyp` first and then what stood before it; undefined where `ftyp` is first already or not near. */
async function topOf(handle: FileHandle): Promise<Uint8Array | undefined> {
  const bytes = Buffer.alloc(longestPrelude);
  const { bytesRead } = await handle.read(bytes, 0, longestPrelude, 0);
  for (let at = 0; at + 8 <= bytesRead;) {
    const size = bytes.readUInt32BE(at);
    if (size < 8 || at + size > bytesRead) return undefined;
    if (bytes.toString('latin1', at + 4, at + 8) === 'ftyp') return at === 0 ? undefined : Buffer.concat([bytes.subarray(at, at + size), bytes.subarray(0, at)]);
    at += size;
  }
  return undefined;
}
