import type { ImageColours } from './colours.ts';
import { codedColours, isHighRange, srgbPlaces } from './colours.ts';
import { orientationIn } from './exif.ts';
import type { ImageFacts } from './facts.ts';

/** One chunk: `start` at its length, `end` after its checksum, `body` what it holds as far as the bytes go. */
export interface PngChunk {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly body: Uint8Array;
}

/** The chunks in order, the last of which may end beyond the bytes. */
export function* pngChunks(view: DataView): Generator<PngChunk> {
  for (let at = 8; at + 8 <= view.byteLength;) {
    const length = view.getUint32(at);
    const type = String.fromCharCode(view.getUint8(at + 4), view.getUint8(at + 5), view.getUint8(at + 6), view.getUint8(at + 7));
    const end = at + 12 + length;
    yield { type, start: at, end, body: new Uint8Array(view.buffer, view.byteOffset + at + 8, Math.max(0, Math.min(length, view.byteLength - at - 8))) };
    if (type === 'IEND') return;
    at = end;
  }
}

/** Chunks besides the critical ones, which begin with a capital, that tell how the picture is drawn. */
const drawing: ReadonlySet<string> = new Set(['tRNS', 'gAMA', 'cHRM', 'sRGB', 'iCCP', 'cICP', 'mDCV', 'cLLI', 'sBIT', 'pHYs', 'bKGD', 'hIST', 'sPLT', 'acTL', 'fcTL', 'fdAT']);

/** Whether a chunk holds pixels or what they stand for; colours apart. */
export function isPixels(type: string): boolean {
  return /^[A-Z]/u.test(type) || type === 'tRNS';
}

/** Whether a chunk draws the picture; any other may tell of the person, place, time, device or program, or hold a picture of its own. */
export function isPicture(type: string): boolean {
  return /^[A-Z]/u.test(type) || drawing.has(type);
}

/** Chunks that count only before the pixels, the first one of each, and only when nothing in it was damaged: so browsers read them (Chromium 156). */
const told: ReadonlySet<string> = new Set(['eXIf', 'iCCP', 'cICP', 'sRGB', 'gAMA', 'cHRM', 'acTL', 'fcTL', 'tRNS']);

/** What is told before the pixels, and what is found on the way to the end. */
function chunksOf(view: DataView): { readonly before: ReadonlyMap<string, DataView>; readonly personal: boolean; readonly whole: boolean } {
  const before = new Map<string, DataView>();
  let [pixels, personal, whole] = [false, false, false];
  for (const { type, start, end, body } of pngChunks(view)) {
    pixels ||= type === 'IDAT';
    if (told.has(type) && !pixels && !before.has(type) && isSound(view, start, end)) before.set(type, new DataView(body.buffer, body.byteOffset, body.length));
    whole = type === 'IEND' && end <= view.byteLength;
    personal ||= !isPicture(type) || (whole && end < view.byteLength);
  }
  return { before, personal, whole };
}

/** W3C PNG, third edition. IHDR is always the first chunk; an animation control before the picture makes it animated. */
export function readPng(view: DataView): ImageFacts | undefined {
  if (view.byteLength < 26 || view.getUint32(0) !== 0x89504e47 || view.getUint32(4) !== 0x0d0a1a0a || view.getUint32(12) !== 0x49484452) return undefined;
  const { before, personal, whole } = chunksOf(view);
  // Grey or colour with alpha; a palette or one colour that is see-through has a chunk of its own.
  const kind = view.getUint8(25);
  const [alpha, grey] = [kind === 4 || kind === 6 || before.has('tRNS'), kind === 0 || kind === 4];
  const [animation, coded] = [before.get('acTL'), before.get('cICP')];
  // One picture that the animation does not begin with is never seen.
  const animated = animation !== undefined && animation.byteLength >= 4 && (animation.getUint32(0) > 1 || !before.has('fcTL'));
  const named = bytesOf(before.get('iCCP'));
  // A name, which ends with a zero, then the way it is compressed.
  const profile = coded ? undefined : named?.subarray(named.indexOf(0) + 2);
  // Of values in another range than all of it nothing is made.
  const codes = coded && coded.byteLength >= 4 && coded.getUint8(3) === 1 ? [coded.getUint8(0), coded.getUint8(1)] as const : undefined;
  const colours = codes ? codedColours(...codes) : coded ? undefined : simpleColours(before);
  const fault = animated ? 'animated' as const : !whole ? 'cut' as const : codes && isHighRange(...codes) ? 'hdr' as const : undefined;
  return {
    width: view.getUint32(16), height: view.getUint32(20), orientation: orientationIn(bytesOf(before.get('eXIf')) ?? new Uint8Array()), personal,
    ...(alpha ? { alpha } : {}), ...(grey ? { grey } : {}), ...(profile ? { profile } : {}), ...(colours ? { colours } : {}), ...(fault ? { fault } : {}),
  };
}

function bytesOf(view: DataView | undefined): Uint8Array | undefined {
  return view && new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
}

/** Whether the checksum of a chunk, of which all is there, is right. */
function isSound(view: DataView, start: number, end: number): boolean {
  return end <= view.byteLength && crc32(new Uint8Array(view.buffer, view.byteOffset + start + 4, end - start - 8)) === view.getUint32(end - 4);
}

const crcTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/** W3C PNG, third edition, annex D. */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = crcTable[(crc ^ byte) & 255]! ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

/** A curve this near to 1/2.2, alone, is how writers say sRGB; browsers take it so. */
const [commonGamma, near] = [45_455, 45_455 / 20];

/** `gAMA` and `cHRM` as browsers read them: both are void beside `sRGB`, and primaries without a curve. PNG, third edition, 11.3.2. */
function simpleColours(before: ReadonlyMap<string, DataView>): ImageColours | undefined {
  const [gamma, places] = [before.get('gAMA'), before.get('cHRM')];
  const exponent = gamma && gamma.byteLength >= 4 ? gamma.getUint32(0) : 0;
  if (before.has('sRGB') || exponent === 0) return undefined;
  const isCommon = !places && Math.abs(exponent - commonGamma) <= near;
  const curve = isCommon ? 'srgb' as const : 100_000 / exponent;
  if (!places || places.byteLength < 32) return { ...srgbPlaces, curve };
  const at = (index: number): readonly [number, number] => [places.getUint32(index * 8) / 100_000, places.getUint32(index * 8 + 4) / 100_000];
  return { white: at(0), primaries: [at(1), at(2), at(3)], curve };
}
