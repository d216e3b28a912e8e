import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { open, stat, writeFile } from 'node:fs/promises';
import * as l10n from '@vscode/l10n';
import type { Failure } from '../../gateways/failure.ts';
import type { Http, HttpFault, HttpStream } from '../../gateways/http/http.ts';
import type { LinkPolicy } from '../../gateways/remote/resultLink.ts';
import { inlineBytes, isInlineVideo } from '../../gateways/remote/inlineVideo.ts';
import { retryAfterMs } from '../../gateways/http/retryAfter.ts';
import { judgeVideo, mayBeMp4 } from '../../takes/wholeVideo.ts';
import { type KeyFor, openLink, unfitLink } from './openLink.ts';
import { createPieceWriter } from './pieceWriter.ts';
import { StorageError, storageFailure } from '../../storage/storageError.ts';
import type { PartialDownload } from '../task.ts';

export interface DownloadRequest {
  readonly http: Http;
  readonly link: string;
  readonly policy: LinkPolicy;
  /** Where the bytes go; what is there already is gone on from when `partial` tells what it is part of. */
  readonly file: string;
  readonly partial?: PartialDownload;
  readonly signal: AbortSignal;
  /** The gateway's key for a link on its own origin. */
  readonly keyFor?: KeyFor;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
  /** Told as soon as the reply says what is coming, so that a later try can go on. */
  readonly onPartial: (partial: PartialDownload) => Promise<void>;
  /** Default 2 GiB; a 10 s clip has some 20 MB. */
  readonly maxBytes?: number;
}

export type DownloadOutcome =
  | { readonly kind: 'complete'; readonly bytes: number; readonly sha256: string }
  /** 401, 403, 404, 410: the link is used up; the gateway gives a fresh one. */
  | { readonly kind: 'stale'; readonly failure: Failure }
  /** Cut, refused for the moment, or short: the same link may be tried again. `gained` bytes came in that were not there before. */
  | { readonly kind: 'again'; readonly failure: Failure; readonly gained: number; readonly retryAfterMs?: number }
  /** Unsafe, endless, too long, or not a video. */
  | { readonly kind: 'unfit'; readonly failure: Failure }
  | { readonly kind: 'storage'; readonly failure: Failure };

const defaultMaxBytes = 2 * 1024 ** 3;
/** So many bytes tell whether it may be an mp4. */
const headLength = 8;
const staleStatuses: ReadonlySet<number> = new Set([401, 403, 404, 410]);

/**
 * Streams a video to `file`, which is not yet the take: that it is a whole mp4 and its SHA-256 are known at the end. Goes on from
 * what is there by a Range request. Rejects only with the signal's reason.
 */
export async function download(request: DownloadRequest): Promise<DownloadOutcome> {
  const { http, link, policy, file, partial, signal } = request;
  if (isInlineVideo(link)) {
    return writeInline(request);
  }
  const there = partial ? await sizeOf(file) : 0;
  if (there > 0 && there === partial?.bytes) {
    const outcome = await finished(file, there);
    // The host's own file was cut when it was fetched; it may be whole by now.
    return outcome.kind === 'unfit' ? download(withoutPartial(request)) : outcome;
  }
  const opened = await openLink(http, link, policy, there > 0 ? rangeFrom(there, partial) : {}, signal, request.keyFor);
  if (opened.kind === 'unfit') {
    return opened;
  }
  if (opened.kind === 'fault') {
    return faulted(opened.fault, 0);
  }
  const { stream } = opened;
  const offset = resumedAt(stream, there, partial);
  if (offset === 'restart') {
    stream.cancel();
    if (there === 0) {
      return notServed(stream, request);
    }
    return totalOf(stream) === there ? finished(file, there) : download(withoutPartial(request));
  }
  if (stream.status !== 200 && stream.status !== 206) {
    stream.cancel();
    return notServed(stream, request);
  }
  return receive(stream, offset, request);
}

/** A video that came within the reply: all of it is here. */
async function writeInline({ link, file, maxBytes = defaultMaxBytes }: DownloadRequest): Promise<DownloadOutcome> {
  const bytes = inlineBytes(link);
  if (bytes.length > maxBytes) {
    return tooLarge(maxBytes);
  }
  try {
    await writeFile(file, bytes, { flush: true });
  } catch (error) {
    return { kind: 'storage', failure: storageFailure(error, file) };
  }
  return finished(file, bytes.length);
}

function withoutPartial({ partial: _, ...rest }: DownloadRequest): DownloadRequest {
  return rest;
}

/** Without a validator the whole length must still match, which `resumedAt` sees to; where no length was told there is a validator. */
function rangeFrom(offset: number, partial: PartialDownload | undefined): Record<string, string> {
  return { range: `bytes=${String(offset)}-`, ...(partial?.validator !== undefined && { 'if-range': partial.validator }) };
}

/** Where the reply's first byte belongs; `restart` when it is no continuation of what is there. A part that nobody asked for may begin at 0. */
function resumedAt(stream: HttpStream, there: number, partial: PartialDownload | undefined): number | 'restart' {
  if (stream.status === 416) {
    return there > 0 ? 'restart' : 0;
  }
  if (stream.status !== 206) {
    return 0;
  }
  // Of a part that nobody asked for and of which nothing is told, the boxes tell whether it is the whole.
  if (there === 0 && stream.headers['content-range'] === undefined) {
    return 0;
  }
  // A host that ignores `If-Range` gives a part of what stands there now.
  const now = validatorOf(stream);
  if (there > 0 && partial?.validator !== undefined && now !== undefined && isTag(now) === isTag(partial.validator) && now !== partial.validator) {
    return 'restart';
  }
  const start = /^bytes (\d+)-/u.exec(stream.headers['content-range'] ?? '')?.[1];
  return Number(start) === there && (there === 0 || partial?.bytes === undefined || totalOf(stream) === partial.bytes) ? there : 'restart';
}

/** The length of the whole video in bytes, as the reply tells it. */
function totalOf({ status, headers }: HttpStream): number | undefined {
  const told = status === 200 ? headers['content-length'] : /\/(\d+)$/u.exec(headers['content-range'] ?? '')?.[1];
  return told !== undefined && /^\d+$/u.test(told) ? Number(told) : undefined;
}

function isTag(validator: string): boolean {
  return validator.startsWith('"');
}

function validatorOf({ headers: { etag, 'last-modified': modified } }: HttpStream): string | undefined {
  return etag?.startsWith('"') ? etag : modified;
}

function notServed({ status, headers }: HttpStream, { now = Date.now }: DownloadRequest): DownloadOutcome {
  const message = l10n.t('The video couldn’t be downloaded (HTTP {0}).', status);
  if (staleStatuses.has(status)) {
    return { kind: 'stale', failure: { class: 'result', message, code: String(status), command: 'checkNow', remedy: l10n.t('Choose Check Now to get a new link.') } };
  }
  const wait = retryAfterMs(headers, now());
  return { kind: 'again', gained: 0, failure: { class: 'server', message, code: String(status) }, ...(wait !== undefined && { retryAfterMs: wait }) };
}

/** `gained`: bytes that were not there before. A host that sent something and nothing new is no network that is away. */
function faulted(fault: HttpFault, gained: number, received = 0): DownloadOutcome {
  return { kind: 'again', gained, failure: { class: received > 0 && gained === 0 ? 'result' : 'network', message: l10n.t('The video download was interrupted.'), code: fault.reason, detail: fault.detail } };
}

function tooLarge(limit: number): DownloadOutcome {
  return unfitLink(l10n.t('The video is larger than {0} MB, so it isn’t downloaded.', Math.round(limit / 1024 ** 2)));
}

const notVideo = (): DownloadOutcome => unfitLink(l10n.t('The downloaded file isn’t an mp4 video.'));

const cutWords = (): string => l10n.t('Part of the video is missing from the download.');

async function receive(stream: HttpStream, offset: number, request: DownloadRequest): Promise<DownloadOutcome> {
  const { file, maxBytes = defaultMaxBytes, onPartial } = request;
  const total = totalOf(stream);
  if (total !== undefined && total > maxBytes) {
    stream.cancel();
    return tooLarge(maxBytes);
  }
  let handle: FileHandle | undefined;
  try {
    const validator = validatorOf(stream);
    const before = await sizeOf(file);
    if (offset === 0 && (total ?? validator) !== undefined) {
      await onPartial({ ...(total !== undefined && { bytes: total }), ...(validator !== undefined && { validator }) });
    }
    const hash = createHash('sha256');
    const head = await hashExisting(file, offset, hash);
    handle = await open(file, offset > 0 ? 'r+' : 'w');
    const outcome = await pour(stream, handle, { offset, before, total, hash, head, maxBytes });
    return outcome.kind === 'complete' ? await judged(outcome, file, total, before) : outcome;
  } catch (error) {
    stream.cancel();
    request.signal.throwIfAborted();
    return { kind: 'storage', failure: error instanceof StorageError ? error.failure : storageFailure(error, file) };
  } finally {
    await handle?.close();
  }
}

interface Pouring {
  readonly offset: number;
  /** Bytes that were there before this try. */
  readonly before: number;
  readonly total: number | undefined;
  readonly hash: Hash;
  /** The first bytes of the file, as far as they are there. */
  readonly head: Buffer;
  readonly maxBytes: number;
}

/** Rejects with errors of the file system and the signal's reason alone. */
async function pour(stream: HttpStream, handle: FileHandle, { offset, before, total, hash, head, maxBytes }: Pouring): Promise<DownloadOutcome> {
  let at = offset;
  let first = head;
  const writer = createPieceWriter(handle, offset);
  let fault: HttpFault | undefined;
  try {
    for await (const chunk of stream.body) {
      if (first.length < headLength) {
        first = Buffer.concat([first, chunk.subarray(0, headLength - first.length)]);
        if (first.length === headLength && !mayBeMp4(first)) {
          return notVideo();
        }
      }
      hash.update(chunk);
      at += chunk.length;
      await writer.add(chunk);
      if (at > maxBytes) {
        return tooLarge(maxBytes);
      }
    }
  } catch (error) {
    fault = faultIn(error);
    if (!fault) {
      throw error;
    }
  }
  await writer.finish();
  if (total !== undefined && at !== total) {
    fault ??= { delivered: 'maybe', reason: 'reset', detail: `${String(at)} of ${String(total)} bytes` };
  }
  if (fault) {
    return faulted(fault, Math.max(0, at - Math.max(offset, before)), at - offset);
  }
  await handle.truncate(at);
  await handle.datasync();
  return { kind: 'complete', bytes: at, sha256: hash.digest('hex') };
}

/**
 * What all bytes that came are. Without a told length a connection that ends early looks like any other end: what is missing is asked
 * for again, from there on if the host can. `before`: bytes that were there before this try.
 */
async function judged(complete: Extract<DownloadOutcome, { kind: 'complete' }>, file: string, total: number | undefined, before: number): Promise<DownloadOutcome> {
  const { bytes } = complete;
  switch (await judgeVideo(file, bytes)) {
    case 'whole': return complete;
    case 'notVideo': return notVideo();
    case 'cut':
      return total === undefined && bytes > before ? { kind: 'again', gained: bytes - before, failure: { class: 'result', message: cutWords(), detail: `${String(bytes)} bytes of an unknown length` } } : unfitLink(cutWords());
  }
}

function faultIn(error: unknown): HttpFault | undefined {
  return error instanceof Error && 'fault' in error ? (error.fault as HttpFault) : undefined;
}

async function sizeOf(file: string): Promise<number> {
  try {
    return (await stat(file)).size;
  } catch {
    return 0;
  }
}

/** Feeds the first `length` bytes of the file to `hash`; returns the first few. */
async function hashExisting(file: string, length: number, hash: Hash): Promise<Buffer> {
  let head: Buffer = Buffer.alloc(0);
  if (length > 0) {
    for await (const chunk of createReadStream(file, { end: length - 1 }) as AsyncIterable<Buffer>) {
      hash.update(chunk);
      head = head.length < headLength ? Buffer.concat([head, chunk]).subarray(0, headLength) : head;
    }
  }
  return head;
}

/** Judges a file whose bytes are all here: the take of a run that was killed, or one of our own renderer. */
export async function finished(file: string, length: number): Promise<DownloadOutcome> {
  try {
    const hash = createHash('sha256');
    await hashExisting(file, length, hash);
    return await judged({ kind: 'complete', bytes: length, sha256: hash.digest('hex') }, file, length, length);
  } catch (error) {
    return { kind: 'storage', failure: storageFailure(error, file) };
  }
}
