import type { Transform } from 'node:stream';
import { Readable } from 'node:stream';
import type { ZlibOptions } from 'node:zlib';
import * as zlib from 'node:zlib';
import { TransferError } from './faultOf.ts';

/**
 * Bodies that come compressed although `Accept-Encoding: identity` was sent: proxies and relays do, and the id of a paid task may be
 * in one (RFC 9110, 8.4). Unknown encodings are left as they are.
 */
interface Coding {
  /** Whether the first bytes are of it: some announce what they do not do. */
  readonly isIt: (head: Uint8Array) => boolean;
  readonly open: (options: ZlibOptions) => Transform;
}

const gzip: Coding = { isIt: (head) => head[0] === 0x1f && head[1] === 0x8b, open: (options) => zlib.createGunzip(options) };
const zlibFrame = (head: Uint8Array): boolean => ((head[0] ?? 0) & 0x0f) === 8 && (((head[0] ?? 0) << 8) | (head[1] ?? 0)) % 31 === 0;
const startsAsText = (head: Uint8Array): boolean => /^(?:\uFEFF)?\s*[[{<"]/u.test(Buffer.from(head).toString('utf8'));

/** `deflate` means with zlib's frame and is sent without it by some. */
const inflate: Coding = { isIt: (head) => !startsAsText(head), open: (options) => zlib.createInflate(options) };
const inflateRaw: Coding = { isIt: inflate.isIt, open: (options) => zlib.createInflateRaw(options) };
const brotli: Coding = { isIt: inflate.isIt, open: () => zlib.createBrotliDecompress() };
const zstd: Coding = { isIt: (head) => Buffer.from(head.subarray(0, 4)).readUInt32LE(0) === 0xfd2fb528, open: () => zlib.createZstdDecompress() };

function codingOf(name: string, head: Uint8Array): Coding | undefined {
  switch (name) {
    case 'gzip': case 'x-gzip': return gzip;
    case 'deflate': return zlibFrame(head) ? inflate : inflateRaw;
    case 'br': return brotli;
    // Node 22.15 and later.
    case 'zstd': return 'createZstdDecompress' in zlib && head.length >= 4 ? zstd : undefined;
    default: return undefined;
  }
}

/** The names in `Content-Encoding`, the one that was put on last first. */
function namesIn(header: string | undefined): string[] {
  return (header ?? '').toLowerCase().split(',').map((name) => name.trim()).filter((name) => name !== '' && name !== 'identity').reverse();
}

/** Nobody compresses more often; each is work that a short header asks for. */
const mostCodings = 4;

/**
 * A whole body without its compression, or `too-large` when it would be longer than `maxBytes`. What cannot be decoded comes as it is.
 * No text begins like gzip: that is taken off, too, where a proxy lost the header.
 */
export async function decoded(body: Buffer, contentEncoding: string | undefined, maxBytes: number): Promise<Buffer | 'too-large'> {
  let plain = body;
  for (const name of [...namesIn(contentEncoding).slice(0, mostCodings), 'gzip']) {
    const coding = codingOf(name, plain);
    if (!coding?.isIt(plain)) { continue; }
    const next = await collected(Readable.from([plain]).pipe(coding.open({ finishFlush: zlib.constants.Z_SYNC_FLUSH })), maxBytes);
    if (next === 'too-large') { return next; }
    plain = next ?? plain;
  }
  return plain;
}

/** Undefined when the bytes are broken. */
async function collected(stream: Readable, maxBytes: number): Promise<Buffer | 'too-large' | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Uint8Array>) {
      size += chunk.length;
      if (size > maxBytes) { return 'too-large'; }
      chunks.push(chunk);
    }
  } catch {
    return undefined;
  }
  return Buffer.concat(chunks);
}

interface Transfer {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: AsyncIterable<Uint8Array>;
}

/**
 * A body that is read piece by piece, without its compression. Length and validators speak of the compressed bytes, so they go: nobody
 * can go on from the middle of such a body.
 */
export function decodedStream(headers: Readonly<Record<string, string>>, body: AsyncIterable<Uint8Array>): Transfer {
  const names = namesIn(headers['content-encoding']).slice(0, mostCodings);
  if (names.length === 0) { return { headers, body }; }
  const { 'content-length': _length, 'content-range': _range, etag: _tag, 'last-modified': _date, 'content-encoding': _coding, ...rest } = headers;
  return { headers: rest, body: names.reduce(decodePieces, body) };
}

async function* decodePieces(body: AsyncIterable<Uint8Array>, name: string): AsyncGenerator<Uint8Array> {
  const pieces = body[Symbol.asyncIterator]();
  const first = await pieces.next();
  if (first.done) { return; }
  const all = chained(first.value, pieces);
  const coding = codingOf(name, first.value);
  if (!coding?.isIt(first.value)) { yield* all; return; }
  const source = Readable.from(all);
  const decoder = coding.open({});
  source.once('error', (error) => decoder.destroy(error));
  try {
    yield* source.pipe(decoder) as AsyncIterable<Uint8Array>;
  } catch (error) {
    throw error instanceof TransferError ? error : new TransferError({ delivered: 'maybe', reason: 'reset', detail: `the compressed body cannot be read: ${String(error)}` });
  } finally {
    source.destroy();
  }
}

async function* chained(first: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield first;
    for (let next = await rest.next(); !next.done; next = await rest.next()) { yield next.value; }
  } finally {
    await rest.return?.();
  }
}
