import decodeJpeg, { init as initJpeg } from '@jsquash/jpeg/decode.js';
import decodePng, { init as initPng } from '@jsquash/png/decode.js';
import decodeWebp, { init as initWebp } from '@jsquash/webp/decode.js';
import { readFile } from 'node:fs/promises';
import { readImageHeader } from '../../shots/image/header.ts';
import { readForeignFile, readLimits } from '../../storage/foreignFile.ts';
import { createPicture, type Picture } from '../render/picture.ts';

interface Pixels { readonly width: number; readonly height: number; readonly data: Uint8ClampedArray }

/**
 * A first frame from a JPG, PNG or WebP file, told by its bytes; a JPEG's orientation tag is applied.
 * Rejects when the file cannot be read or is none of these.
 */
export async function readStill(file: string): Promise<Picture> {
  const read = await readForeignFile(file, { maxBytes: readLimits.image });
  if (read.kind !== 'read') throw new Error(read.kind === 'refused' ? read.reason : `${String(read.size)} bytes are too many for a first frame`);
  const { bytes } = read;
  const { width, height, data } = await decode(bytes);
  return createPicture(width, height, data);
}

async function decode(bytes: Buffer<ArrayBuffer>): Promise<Pixels> {
  shimImageData();
  const content = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
  switch (readImageHeader(bytes)?.type) {
    case 'jpeg':
      await initJpeg({ wasmBinary: await wasm(import.meta.resolve('@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm')) });
      return await decodeJpeg(content, { preserveOrientation: true }) as Pixels;
    case 'png':
      await initPng(await wasm(import.meta.resolve('@jsquash/png/codec/pkg/squoosh_png_bg.wasm')));
      return await decodePng(content) as Pixels;
    case 'webp':
      await initWebp({ wasmBinary: await wasm(import.meta.resolve('@jsquash/webp/codec/dec/webp_dec.wasm')) });
      return await decodeWebp(content) as Pixels;
    case undefined: throw new Error('neither JPG, PNG nor WebP');
  }
}

async function wasm(url: string): Promise<ArrayBuffer> {
  const { buffer, byteOffset, byteLength } = await readFile(new URL(url));
  return buffer.slice(byteOffset, byteOffset + byteLength);
}

/** The decoders make browsers' `ImageData`, which a thread of Node does not have. */
function shimImageData(): void {
  if (!('ImageData' in globalThis)) Object.assign(globalThis, { ImageData: Still });
}

class Still implements Pixels {
  readonly data: Uint8ClampedArray;
  readonly width: number;
  readonly height: number;

  constructor(data: Uint8ClampedArray, width: number, height: number) {
    this.data = data;
    this.width = width;
    this.height = height;
  }
}
