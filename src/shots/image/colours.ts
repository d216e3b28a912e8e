import type { Conversion, Curve } from './conversion.ts';
import { conversionBy } from './conversion.ts';

type Place = readonly [x: number, y: number];

/** The colours of a picture as a PNG tells them without a profile: where its white and its primaries lie (CIE 1931), and its curve. */
export interface ImageColours {
  readonly white: Place;
  readonly primaries: readonly [red: Place, green: Place, blue: Place];
  /** From what is stored to light, as an exponent, or the curve of sRGB. */
  readonly curve: number | 'srgb';
}

const d65: Place = [0.3127, 0.329];
/** Where nothing is told but the curve. IEC 61966-2-1. */
export const srgbPlaces: Pick<ImageColours, 'white' | 'primaries'> = { white: d65, primaries: [[0.64, 0.33], [0.3, 0.6], [0.15, 0.06]] };

/** By the code points of ITU-T H.273 that pictures come with; others, such as those of high dynamic range, are left as they are. */
const codedPlaces: Readonly<Record<number, Pick<ImageColours, 'white' | 'primaries'>>> = {
  1: srgbPlaces,
  9: { white: d65, primaries: [[0.708, 0.292], [0.17, 0.797], [0.131, 0.046]] },
  12: { white: d65, primaries: [[0.68, 0.32], [0.265, 0.69], [0.15, 0.06]] },
};
const codedCurves: Readonly<Record<number, ImageColours['curve']>> = { 4: 2.2, 5: 2.8, 8: 1, 13: 'srgb' };

/** What two code points say; undefined for what is not read here. */
export function codedColours(places: number, curve: number): ImageColours | undefined {
  const [known, how] = [codedPlaces[places], codedCurves[curve]];
  return known && how !== undefined ? { ...known, curve: how } : undefined;
}

/** Cone responses after Bradford, as ICC.1:2022, annex E, has them, and D50, the white of profiles. */
const bradford = [[0.8951, 0.2664, -0.1614], [-0.7502, 1.7135, 0.0367], [0.0389, -0.0685, 1.0296]] as const;
const d50 = [0.9642, 1, 0.8249] as const;

type Row = readonly [number, number, number];
type Matrix = readonly [Row, Row, Row];

function times(matrix: Matrix, [x, y, z]: Row): Row {
  return matrix.map(([a, b, c]) => a * x + b * y + c * z) as unknown as Row;
}

function product(left: Matrix, right: Matrix): Matrix {
  const columns = [0, 1, 2].map((column) => times(left, right.map((row) => row[column]!) as unknown as Row));
  return [0, 1, 2].map((row) => columns.map((column) => column[row]!)) as unknown as Matrix;
}

function inverse([[a, b, c], [d, e, f], [g, h, i]]: Matrix): Matrix {
  const [x, y, z] = [e * i - f * h, f * g - d * i, d * h - e * g];
  const whole = a * x + b * y + c * z;
  return [[x, c * h - b * i, b * f - c * e], [y, a * i - c * g, c * d - a * f], [z, b * g - a * h, a * e - b * d]]
    .map((row) => row.map((value) => value / whole)) as unknown as Matrix;
}

const xyzOf = ([x, y]: Place): Row => [x / y, 1, (1 - x - y) / y];

/** The primaries as XYZ at D50, as a profile has them. */
function adapted({ white, primaries }: ImageColours): readonly Row[] {
  const columns = primaries.map(xyzOf);
  const unscaled = [0, 1, 2].map((axis) => columns.map((column) => column[axis]!)) as unknown as Matrix;
  const seen = xyzOf(white);
  const shares = times(inverse(unscaled), seen);
  const [from, to] = [times(bradford, seen), times(bradford, d50)];
  const scaled = [0, 1, 2].map((axis) => [0, 1, 2].map((column) => axis === column ? to[axis]! / from[axis]! : 0)) as unknown as Matrix;
  const adapt = product(product(inverse(bradford), scaled), bradford);
  return columns.map(([x, y, z], index) => times(adapt, [x * shares[index]!, y * shares[index]!, z * shares[index]!]));
}

const srgbCurve: Curve = (value) => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;

/** Turns such colours into sRGB, in place; undefined where they are sRGB already, or make no sense. */
export function conversionOfColours(colours: ImageColours): Conversion | undefined {
  const { curve } = colours;
  const primaries = adapted(colours);
  const one: Curve = curve === 'srgb' ? srgbCurve : (value) => value ** curve;
  return primaries.flat().every(Number.isFinite) ? conversionBy(primaries, [one, one, one]) : undefined;
}
