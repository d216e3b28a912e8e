import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { damagedFirstFrame, firstFrameIn, firstFrameRefusals, missingFirstFrame, unturnedFirstFrame } from '../../shots/firstFrame.ts';
import type { ImageHeader } from '../../shots/image/facts.ts';
import { readImageHeader } from '../../shots/image/header.ts';
import { readForeignFile } from '../../storage/foreignFile.ts';
import { withoutPersonalData } from '../../shots/image/clean.ts';
import type { Refusal } from '../../shots/refusal.ts';

export interface FirstFrameFile {
  readonly bytes: Uint8Array;
  readonly name: string;
  readonly mime: ImageHeader['mime'];
  /** Hex; of the file as it lies on disk. */
  readonly sha256: string;
}

/** Where an image far over any limit is not read on: its header is in here if anywhere. */
const headBytes = 1024 * 1024;

/** Reads a local first frame and judges it by its bytes. `maxBytes`: the gateway's own upload limit. */
export async function readFirstFrame(path: string, maxBytes: number): Promise<{ readonly file: FirstFrameFile } | { readonly refusal: Refusal }> {
  const read = await readForeignFile(path, { maxBytes, headBytes });
  if (read.kind === 'refused') { return { refusal: missingFirstFrame(path) }; }
  const [bytes, size] = [read.kind === 'read' ? read.bytes : read.head, read.size];
  const image = firstFrameIn(bytes, size);
  const { header } = image;
  const [refusal] = firstFrameRefusals(image, maxBytes);
  if (refusal || !header) { return { refusal: refusal ?? missingFirstFrame(path) }; }
  return { file: { bytes, name: nameFor(basename(path), header.type), mime: header.mime, sha256: createHash('sha256').update(bytes).digest('hex') } };
}

/** The file's name with an ending that says what it is: some upload services go by that alone. */
function nameFor(name: string, type: ImageHeader['type']): string {
  const endings = { jpeg: /\.jpe?g$/iu, png: /\.png$/iu, webp: /\.webp$/iu } as const;
  return endings[type].test(name) ? name : `${name.replace(/\.(?:jpe?g|png|webp|gif|bmp|hei[cf]|avif|tiff?)$/iu, '')}.${type === 'jpeg' ? 'jpg' : type}`;
}

/** The image as the data URI that APIMart's page describes. */
export function dataUri(file: FirstFrameFile): string {
  return `data:${file.mime};base64,${Buffer.from(file.bytes).toString('base64')}`;
}

/**
 * The image as it is sent: upright, in sRGB, opaque and without data on the person, place or device, so that every model sees what
 * the person saw and learns no more. The picture itself is coded anew only where it is turned, lets something through or its colours are converted;
 * one that cannot be turned is refused, as without its data it would lie on its side, and one whose pixels are damaged. `clean` false: as it is in the file.
 */
export async function sentFirstFrame(file: FirstFrameFile, clean: boolean): Promise<{ readonly file: FirstFrameFile } | { readonly refusal: Refusal }> {
  const header = readImageHeader(file.bytes);
  if (!header) { return { file }; }
  const drawn = await (await import('../../animatic/clip/redraw.ts')).redraw(file.bytes);
  if ('damaged' in drawn) { return { refusal: damagedFirstFrame(file.name) }; }
  if (!clean) { return { file }; }
  if ('bytes' in drawn) { return { file: { ...file, ...drawn, name: file.name.replace(/\.\w+$/u, drawn.mime === 'image/png' ? '.png' : '.jpg') } }; }
  if ('why' in drawn && header.orientation !== 1) { return { refusal: unturnedFirstFrame(file.name) }; }
  return { file: header.personal ? { ...file, bytes: withoutPersonalData(file.bytes, header) } : file };
}
