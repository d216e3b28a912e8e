import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { firstFrameRefusals, missingFirstFrame } from '../../shots/firstFrame.ts';
import type { ImageHeader } from '../../shots/image/facts.ts';
import { readImageHeader } from '../../shots/image/header.ts';
import { readForeignFile } from '../../storage/foreignFile.ts';
import type { Refusal } from '../../shots/refusal.ts';

export interface FirstFrameFile {
  readonly bytes: Uint8Array;
  readonly name: string;
  readonly mime: ImageHeader['mime'];
  /** Hex. */
  readonly sha256: string;
}

/** Where an image far over any limit is not read on: its header is in here if anywhere. */
const headBytes = 1024 * 1024;

/** Reads a local first frame and judges it by its bytes. `maxBytes`: the gateway's own upload limit. */
export async function readFirstFrame(path: string, maxBytes: number): Promise<{ readonly file: FirstFrameFile } | { readonly refusal: Refusal }> {
  const read = await readForeignFile(path, { maxBytes, headBytes });
  if (read.kind === 'refused') { return { refusal: missingFirstFrame(path) }; }
  const [bytes, size] = [read.kind === 'read' ? read.bytes : read.head, read.size];
  const header = readImageHeader(bytes, size);
  const [refusal] = firstFrameRefusals({ header, bytes: size }, maxBytes);
  if (refusal || !header) { return { refusal: refusal ?? missingFirstFrame(path) }; }
  return { file: { bytes, name: basename(path), mime: header.mime, sha256: createHash('sha256').update(bytes).digest('hex') } };
}

/** The image as the data URI that APIMart's page describes. */
export function dataUri(file: FirstFrameFile): string {
  return `data:${file.mime};base64,${Buffer.from(file.bytes).toString('base64')}`;
}
