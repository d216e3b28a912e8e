import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { open } from 'node:fs/promises';

const mega = 1024 * 1024;

/** The most that is read of a file that somebody else may have written or named, in bytes. */
export const readLimits = {
  /** A story is some kilobytes. */
  sidecar: mega,
  /** The heaviest first frame that any gateway takes. */
  image: 20 * mega,
  /** A text with shots in it. */
  document: 5 * mega,
} as const;

/**
 * `refused`: `missing` covers everything that cannot be opened or read; `notAFile` is a folder, a pipe, a socket or a
 * device, behind a link, too. `reason` is technical. A file over the limit comes with its first bytes where they were asked for.
 */
export type ForeignRead =
  | { readonly kind: 'read'; readonly bytes: Buffer<ArrayBuffer>; readonly size: number; readonly mtimeMs: number }
  | { readonly kind: 'tooLarge'; readonly head: Buffer<ArrayBuffer>; readonly size: number; readonly mtimeMs: number }
  | { readonly kind: 'refused'; readonly why: 'missing' | 'notAFile' | 'cancelled'; readonly reason: string };

export interface ForeignReadOptions {
  readonly maxBytes: number;
  /** How many bytes of a larger file are wanted all the same. */
  readonly headBytes?: number;
  readonly signal?: AbortSignal;
}

/**
 * Reads a file that a workspace names: a regular file only, told by what was opened, and never more than the limit, however
 * it grows meanwhile. Never rejects. Without `O_NONBLOCK` the opening of a pipe would wait for its writer, maybe for ever.
 */
export async function readForeignFile(file: string, { maxBytes, headBytes = 0, signal }: ForeignReadOptions): Promise<ForeignRead> {
  let handle: FileHandle | undefined;
  try {
    signal?.throwIfAborted();
    handle = await open(file, readOnly);
    const stat = await handle.stat();
    if (!stat.isFile()) {
      return notAFile(file);
    }
    const { size, mtimeMs } = stat;
    const bytes = await readUpTo(handle, size > maxBytes ? Math.min(headBytes, size) : size, signal);
    return size > maxBytes ? { kind: 'tooLarge', head: bytes, size, mtimeMs } : { kind: 'read', bytes, size, mtimeMs };
  } catch (error) {
    return failed(error, signal?.aborted === true);
  } finally {
    await handle?.close().catch(() => undefined);
  }
}

/**
 * The same at once, for thousands of small files: without a promise for each step they take a third of the time. Holds the thread as
 * long as the disk takes; whoever reads many asks how long that was, and goes on with `readForeignFile` where a disk is slow. What
 * fits into `scratch` is read into it, and stands there until it is lent again.
 */
export function readForeignFileNow(file: string, { maxBytes, scratch }: Pick<ForeignReadOptions, 'maxBytes'> & { readonly scratch?: Buffer<ArrayBuffer> }): ForeignRead {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(file, readOnly);
    const stat = fstatSync(descriptor);
    if (!stat.isFile()) {
      return notAFile(file);
    }
    const { size, mtimeMs } = stat;
    if (size > maxBytes) {
      return { kind: 'tooLarge', head: Buffer.alloc(0), size, mtimeMs };
    }
    const bytes = scratch && size <= scratch.length ? scratch : Buffer.alloc(size);
    let at = 0;
    for (let read = -1; at < size && read !== 0; at += read) {
      read = readSync(descriptor, bytes, at, size - at, at);
    }
    return { kind: 'read', bytes: bytes.subarray(0, at), size, mtimeMs };
  } catch (error) {
    return failed(error, false);
  } finally {
    if (descriptor !== undefined) closeQuietly(descriptor);
  }
}

/** Windows knows neither pipes among files nor the second flag. */
const readOnly = constants.O_RDONLY | (constants.O_NONBLOCK as number | undefined ?? 0);

function notAFile(file: string): ForeignRead {
  return { kind: 'refused', why: 'notAFile', reason: `${file} is not a regular file` };
}

function failed(error: unknown, cancelled: boolean): ForeignRead {
  const why = cancelled ? 'cancelled' : error instanceof Error && 'code' in error && error.code === 'ENXIO' ? 'notAFile' : 'missing';
  return { kind: 'refused', why, reason: error instanceof Error ? error.message : String(error) };
}

/** What was read stays read. */
function closeQuietly(descriptor: number): void {
  try {
    closeSync(descriptor);
  } catch {
    // The system closes it with the process.
  }
}

async function readUpTo(handle: FileHandle, length: number, signal: AbortSignal | undefined): Promise<Buffer<ArrayBuffer>> {
  const bytes = Buffer.alloc(length);
  let at = 0;
  while (at < length) {
    signal?.throwIfAborted();
    const { bytesRead } = await handle.read(bytes, at, Math.min(length - at, mega), at);
    if (bytesRead === 0) {
      break;
    }
    at += bytesRead;
  }
  return bytes.subarray(0, at);
}
