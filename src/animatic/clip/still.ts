import decodeJpeg, { init as initJpeg } from '@jsquash/jpeg/decode.js';
import decodePng, { init as initPng } from '@jsquash/png/decode.js';
import decodeWebp, { init as initWebp } from '@jsquash/webp/decode.js';
import encodeJpeg, { init as initJpegEncoder } from '@jsquash/jpeg/encode.js';
import encodePng from '@jsquash/png/encode.js';
import { readFile } from 'node:fs/promises';
import { brotliDecompressSync, inflateSync } from 'node:zlib';
import type { ImageHeader } from '../../shots/image/facts.ts';
import { pixelsAlone } from '../../shots/image/clean.ts';
import { readImageHeader } from '../../shots/image/header.ts';
import { toapisUploadLimit } from '../../shots/firstFrame.ts';
import { readForeignFile, readLimits } from '../../storage/foreignFile.ts';
import { conversionOfColours } from '../../shots/image/colours.ts';
import type { Conversion } from '../../shots/image/conversion.ts';
import { conversionToSrgb } from '../../shots/image/profile.ts';
import { type Pixels, turnedUpright } from '../../shots/image/turn.ts';
import { reasonOf } from './reasonOf.ts';
import { createPicture, onGrey, type Picture, type Room } from '../render/picture.ts';

/**
 * A first frame from a JPG, PNG or WebP file, told by its bytes: upright and in sRGB, as a browser shows it. Rejects when the
 * file cannot be read or is none of these.
 */
export async function readStill(file: string, room?: Room): Promise<Picture> {
  const read = await readForeignFile(file, { maxBytes: readLimits.image });
  if (read.kind !== 'read') throw new Error(read.kind === 'refused' ? read.reason : `${String(read.size)} bytes are too many for a first frame`);
  const { bytes } = read;
  const { width, height, data } = await decode(bytes);
  return createPicture(width, height, data, room);
}

/**
 * The picture coded anew as it is seen, with nothing but its pixels, what is transparent in it on grey as on the stage: JPEG
 * stays JPEG, anything else becomes PNG, or JPEG where that would be too heavy; `heaviest` in bytes. Undefined where that would change nothing that is seen. Rejects like `readStill`.
 */
export async function redrawn(bytes: Uint8Array, heaviest: number = toapisUploadLimit): Promise<{ readonly bytes: Uint8Array<ArrayBuffer>; readonly mime: ImageHeader['mime'] } | undefined> {
  const pixels = await decode(bytes);
  const header = readImageHeader(bytes);
  if (!layOnGrey(pixels.data) && header && !isTurnedOrConverted(header)) return undefined;
  const image = { data: new Uint8ClampedArray(pixels.data), width: pixels.width, height: pixels.height, colorSpace: 'srgb' as const };
  if (header?.type !== 'jpeg') {
    await initPng(await wasm(import.meta.resolve('@jsquash/png/codec/pkg/squoosh_png_bg.wasm')));
    const png = new Uint8Array(await encodePng(image));
    // A light WebP can become a PNG that no upload takes.
    if (png.length <= heaviest) return { bytes: png, mime: 'image/png' };
  }
  await initJpegEncoder({ wasmBinary: await wasm(import.meta.resolve('@jsquash/jpeg/codec/enc/mozjpeg_enc.wasm')) });
  let jpeg = new Uint8Array(await encodeJpeg(image, { quality: 94 }));
  // A photograph that a camera pressed harder grows when it is coded anew.
  for (const quality of [88, 78, 60]) {
    if (jpeg.length > heaviest) jpeg = new Uint8Array(await encodeJpeg(image, { quality }));
  }
  return { bytes: jpeg, mime: 'image/jpeg' };
}

/** Whether the file's own turn or colours would be lost on who reads its pixels alone. */
function isTurnedOrConverted(header: ImageHeader): boolean {
  return header.orientation !== 1 || conversionOf(header) !== undefined;
}

/** Lays transparent pixels on grey, in place; says whether there were any. */
function layOnGrey(rgba: Uint8ClampedArray): boolean {
  let any = false;
  for (let at = 0; at < rgba.length; at += 4) {
    const alpha = rgba[at + 3]! / 255;
    if (alpha === 1) continue;
    any = true;
    for (let channel = 0; channel < 3; channel += 1) rgba[at + channel] = onGrey(rgba[at + channel]!, alpha);
    rgba[at + 3] = 255;
  }
  return any;
}

function conversionOf({ type, profile, colours, grey }: ImageHeader): Conversion | undefined {
  try {
    if (profile) return conversionToSrgb(type === 'png' ? inflateSync(profile) : profile, grey);
  } catch {
    // A damaged one counts as none.
  }
  return colours && conversionOfColours(colours);
}

/** The pixels of a picture whose header is sound cannot be read. */
export class DamagedPixels extends Error {}

/** The largest cameras have some 200 megapixels: more would take gigabytes, for a file of a few kilobytes. */
const mostPixels = 210e6;

async function decode(bytes: Uint8Array): Promise<Pixels> {
  shimImageData();
  const header = readImageHeader(bytes);
  if (header && header.width * header.height > mostPixels) throw new RangeError(`${String(header.width)}×${String(header.height)} pixels are too many for a first frame`);
  const stored = await storedPixels(header ? pixelsAlone(bytes, header) : bytes, header?.type);
  const upright = turnedUpright(stored, header?.orientation ?? 1);
  if (header) conversionOf(header)?.(upright.data);
  return upright;
}

async function storedPixels(bytes: Uint8Array, type: ImageHeader['type'] | undefined): Promise<Pixels> {
  const decoder = await decoderOf(type);
  try {
    return await decoder(Uint8Array.from(bytes).buffer) as Pixels;
  } catch (error) {
    throw new DamagedPixels(reasonOf(error), { cause: error });
  }
}

async function decoderOf(type: ImageHeader['type'] | undefined): Promise<(content: ArrayBuffer) => Promise<unknown>> {
  switch (type) {
    case 'jpeg':
      await initJpeg({ wasmBinary: await wasm(import.meta.resolve('@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm')) });
      return (content) => decodeJpeg(content, { preserveOrientation: false });
    case 'png':
      await initPng(await wasm(import.meta.resolve('@jsquash/png/codec/pkg/squoosh_png_bg.wasm')));
      return decodePng;
    case 'webp':
      await initWebp({ wasmBinary: await wasm(import.meta.resolve('@jsquash/webp/codec/dec/webp_dec.wasm')) });
      return decodeWebp;
    case undefined: throw new Error('neither JPG, PNG nor WebP');
  }
}

/** A package's WebAssembly; the build packs it. */
async function wasm(url: string): Promise<ArrayBuffer> {
  const file = await readFile(new URL(url));
  const { buffer, byteOffset, byteLength } = url.endsWith('.br') ? brotliDecompressSync(file) : file;
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
