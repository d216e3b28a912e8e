import type { Conversion, Curve } from './conversion.ts';
import { conversionBy } from './conversion.ts';
import { conversionOfColours, srgbPlaces } from './colours.ts';

/**
 * Turns colours of a display profile (three primaries, three curves) into sRGB, in place; of grey pixels, those of a profile
 * with one curve, too. Undefined where the profile is sRGB already, is of another kind, or makes no sense: such pictures are left as they are.
 */
export function conversionToSrgb(icc: Uint8Array, grey = false): Conversion | undefined {
  const view = new DataView(icc.buffer, icc.byteOffset, icc.byteLength);
  try {
    // "GRAY", which browsers make nothing of where pixels have colours.
    if (view.getUint32(16) === 0x47524159) {
      const one = grey ? curve(view, tagsIn(view).get('kTRC')) : undefined;
      return one && conversionOfColours({ ...srgbPlaces, curve: one });
    }
    // "RGB " and "XYZ ".
    if (view.getUint32(16) !== 0x52474220 || view.getUint32(20) !== 0x58595a20) return undefined;
    const tags = tagsIn(view);
    const primaries = ['rXYZ', 'gXYZ', 'bXYZ'].map((name) => xyz(view, tags.get(name)));
    return conversionBy(primaries, ['rTRC', 'gTRC', 'bTRC'].map((name) => curve(view, tags.get(name))));
  } catch {
    // A tag that lies outside the profile, or is none that is read here.
    return undefined;
  }
}

function tagsIn(view: DataView): ReadonlyMap<string, number> {
  const count = Math.min(100, view.getUint32(128));
  return new Map(Array.from({ length: count }, (_, index) => {
    const at = 132 + index * 12;
    return [String.fromCharCode(...[0, 1, 2, 3].map((letter) => view.getUint8(at + letter))), view.getUint32(at + 4)];
  }));
}

function fixed(view: DataView, at: number): number {
  return view.getInt32(at) / 65536;
}

function xyz(view: DataView, at: number | undefined): readonly number[] {
  if (at === undefined) throw new RangeError('no such tag');
  return [fixed(view, at + 8), fixed(view, at + 12), fixed(view, at + 16)];
}

/** ICC.1:2022, 10.6 (a table or a gamma) and 10.18 (a formula). */
function curve(view: DataView, at: number | undefined): Curve {
  if (at === undefined) throw new RangeError('no such tag');
  if (view.getUint32(at) === 0x63757276) {
    const count = view.getUint32(at + 8);
    if (count === 0) return (value) => value;
    if (count === 1) return (value) => value ** (view.getUint16(at + 12) / 256);
    return (value) => {
      const place = value * (count - 1);
      const [low, high] = [Math.floor(place), Math.ceil(place)];
      const [below, above] = [view.getUint16(at + 12 + low * 2), view.getUint16(at + 12 + high * 2)];
      return (below + (above - below) * (place - low)) / 65535;
    };
  }
  if (view.getUint32(at) !== 0x70617261) throw new RangeError('another kind of curve');
  const [g, a = 1, b = 0, c = 0, d = 0, e = 0, f = 0] = parameters(view, at);
  return (value) => (value >= d ? (a * value + b) ** g + e : c * value + f);
}

function parameters(view: DataView, at: number): readonly [number, ...number[]] {
  const kind = view.getUint16(at + 8);
  const read = (count: number): number[] => Array.from({ length: count }, (_, index) => fixed(view, at + 12 + index * 4));
  switch (kind) {
    case 0: return read(1) as [number];
    // Below -b/a the curve is flat.
    case 1: { const [g, a, b] = read(3) as [number, number, number]; return [g, a, b, 0, -b / a]; }
    case 2: { const [g, a, b, c] = read(4) as [number, number, number, number]; return [g, a, b, 0, -b / a, c, c]; }
    case 3: return read(5) as [number, ...number[]];
    case 4: return read(7) as [number, ...number[]];
    default: throw new RangeError('another kind of formula');
  }
}
