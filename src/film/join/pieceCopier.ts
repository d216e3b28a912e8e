import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';

/** Gathers small pieces and writes them in large ones, so that a film of thousands of pictures takes hundreds of writes. */
export interface PieceCopier {
  add(bytes: Uint8Array): Promise<void>;
  /** Throws when the file ends before `size` bytes. */
  copy(from: FileHandle, offset: number, size: number): Promise<void>;
  /** Writes what is left; the files that were copied from may be closed then. */
  settle(): Promise<void>;
  /** SHA-256 of all that was written, in hex. Call it last, once. */
  sha256(): string;
}

const bufferSize = 4 << 20;

/** All memory that joining takes is this buffer, however long the film. Neighbouring pieces of one file are read at once. */
export function pieceCopier(to: FileHandle): PieceCopier {
  const buffer = new Uint8Array(bufferSize);
  const hash = createHash('sha256');
  let filled = 0;
  let wanted: { readonly from: FileHandle; readonly offset: number; size: number } | undefined;
  const flush = async (): Promise<void> => {
    // While the disk is at it.
    const writing = writeAll(to, buffer, filled);
    hash.update(buffer.subarray(0, filled));
    await writing;
    filled = 0;
  };
  const fetch = async (): Promise<void> => {
    if (wanted === undefined) return;
    const { from, offset, size } = wanted;
    wanted = undefined;
    for (let at = 0; at < size;) {
      if (filled === bufferSize) await flush();
      const { bytesRead } = await from.read(buffer, filled, Math.min(size - at, bufferSize - filled), offset + at);
      if (bytesRead === 0) throw new Error('the file of a take ends too early');
      filled += bytesRead;
      at += bytesRead;
    }
  };
  return {
    add: async (bytes) => {
      await fetch();
      for (let at = 0; at < bytes.length;) {
        if (filled === bufferSize) await flush();
        const part = bytes.subarray(at, at + bufferSize - filled);
        buffer.set(part, filled);
        filled += part.length;
        at += part.length;
      }
    },
    copy: async (from, offset, size) => {
      if (wanted?.from === from && wanted.offset + wanted.size === offset) {
        wanted.size += size;
        return;
      }
      await fetch();
      wanted = { from, offset, size };
    },
    settle: async () => {
      await fetch();
      await flush();
    },
    sha256: () => hash.digest('hex'),
  };
}

async function writeAll(to: FileHandle, buffer: Uint8Array, bytes: number): Promise<void> {
  for (let at = 0; at < bytes;) at += (await to.write(buffer, at, bytes - at)).bytesWritten;
}
