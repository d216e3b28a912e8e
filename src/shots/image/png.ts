import type { ImageColours } from './colours.ts';
import { codedColours, srgbPlaces } from './colours.ts';
import { orientationIn } from './exif.ts';
import type { ImageFacts, Orientation } from './facts.ts';

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

/** Chunks that tell of the person, place, time or device. */
export function isPersonal(type: string): boolean {
  return ['eXIf', 'tEXt', 'zTXt', 'iTXt', 'tIME'].includes(type);
}

/** W3C PNG, third edition. IHDR is always the first chunk; an animation control before the picture makes it animated. */
export function readPng(view: DataView): ImageFacts | undefined {
  if (view.byteLength < 24 || view.getUint32(0) !== 0x89504e47 || view.getUint32(4) !== 0x0d0a1a0a || view.getUint32(12) !== 0x49484452) return undefined;
  let orientation: Orientation = 1;
  let [personal, animated, whole] = [false, false, false];
  // Grey or colour with alpha; a palette or one colour that is see-through has a chunk of its own.
  let alpha = view.byteLength > 25 && [4, 6].includes(view.getUint8(25));
  let profile: Uint8Array | undefined;
  const told = new Map<string, DataView>();
  for (const { type, end, body } of pngChunks(view)) {
    if (type === 'eXIf') orientation = orientationIn(body);
    // A name, which ends with a zero, then the way it is compressed.
    if (type === 'iCCP') profile = body.subarray(body.indexOf(0) + 2);
    if (['cICP', 'sRGB', 'gAMA', 'cHRM'].includes(type)) told.set(type, new DataView(body.buffer, body.byteOffset, body.length));
    if (type === 'acTL' && body.length >= 4) animated = new DataView(body.buffer, body.byteOffset).getUint32(0) > 1;
    alpha ||= type === 'tRNS';
    whole = type === 'IEND' && end <= view.byteLength;
    personal ||= isPersonal(type);
  }
  const coded = told.get('cICP');
  const colours = coded && coded.byteLength >= 4 ? codedColours(coded.getUint8(0), coded.getUint8(1)) : profile ? undefined : simpleColours(told);
  const fault = animated ? 'animated' as const : whole ? undefined : 'cut' as const;
  return { width: view.getUint32(16), height: view.getUint32(20), orientation, personal, ...(alpha ? { alpha } : {}), ...(profile && !coded ? { profile } : {}), ...(colours ? { colours } : {}), ...(fault ? { fault } : {}) };
}

/** A curve this near to 1/2.2, alone, is how writers say sRGB; browsers take it so. */
const [commonGamma, near] = [45_455, 1000];

/** `gAMA` and `cHRM` as browsers read them: both are void beside `sRGB`, and primaries without a curve. PNG, third edition, 11.3.2. */
function simpleColours(told: ReadonlyMap<string, DataView>): ImageColours | undefined {
  const [gamma, places] = [told.get('gAMA'), told.get('cHRM')];
  const exponent = gamma && gamma.byteLength >= 4 ? gamma.getUint32(0) : 0;
  if (told.has('sRGB') || exponent === 0) return undefined;
  const isCommon = !places && Math.abs(exponent - commonGamma) <= near;
  const curve = isCommon ? 'srgb' as const : 100_000 / exponent;
  if (!places || places.byteLength < 32) return { ...srgbPlaces, curve };
  const at = (index: number): readonly [number, number] => [places.getUint32(index * 8) / 100_000, places.getUint32(index * 8 + 4) / 100_000];
  return { white: at(0), primaries: [at(1), at(2), at(3)], curve };
}
