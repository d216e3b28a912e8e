import type { Conversion, Curve } from './conversion.ts';
import { conversionBy } from './conversion.ts';

type Place = readonly [x: number, y: number];

/** The colours of a picture as a PNG tells them without a profile: where its white and its primaries lie (CIE 1931), and its curve. */
export interface ImageColours {
  readonly white: Place;
  readonly primaries: readonly [red: Place, green: Place, blue: Place];
  /** From what is stored to light, as an exponent, the curve of sRGB or another. */
  readonly curve: number | 'srgb' | Curve;
}

const d65: Place = [0.3127, 0.329];
/** Where nothing is told but the curve. IEC 61966-2-1. */
export const srgbPlaces: Pick<ImageColours, 'white' | 'primaries'> = { white: d65, primaries: [[0.64, 0.33], [0.3, 0.6], [0.15, 0.06]] };

/** White C. ITU-T H.273, table 2. */
const whiteC: Place = [0.31, 0.316];
const of = (white: Place, ...primaries: readonly [Place, Place, Place]): Pick<ImageColours, 'white' | 'primaries'> => ({ white, primaries });
const ntsc = of(d65, [0.63, 0.34], [0.31, 0.595], [0.155, 0.07]);

/** Primaries by the code points of ITU-T H.273, table 2; those that are not here browsers do not tell apart from sRGB. */
const codedPlaces: Readonly<Record<number, Pick<ImageColours, 'white' | 'primaries'>>> = {
  1: srgbPlaces,
  4: of(whiteC, [0.67, 0.33], [0.21, 0.71], [0.14, 0.08]),
  5: of(d65, [0.64, 0.33], [0.29, 0.6], [0.15, 0.06]),
  6: ntsc,
  7: ntsc,
  8: of(whiteC, [0.681, 0.319], [0.243, 0.692], [0.145, 0.049]),
  9: of(d65, [0.708, 0.292], [0.17, 0.797], [0.131, 0.046]),
  11: of([0.314, 0.351], [0.68, 0.32], [0.265, 0.69], [0.15, 0.06]),
  12: of(d65, [0.68, 0.32], [0.265, 0.69], [0.15, 0.06]),
  22: of(d65, [0.63, 0.34], [0.295, 0.605], [0.155, 0.077]),
};

/** As screens show what television's curves were written for, and as browsers read them. ITU-R BT.1886. */
const television = 2.4;
/** SMPTE ST 240, a line at its foot and a power above it. */
const smpte240: Curve = (value) => value < 0.0912 ? value / 4 : ((value + 0.1115) / 1.1115) ** (1 / 0.45);
/** Curves by the code points of ITU-T H.273, table 3, as browsers read them (Chromium 156); where one is not here nothing is made of the other code. */
const codedCurves: Readonly<Record<number, ImageColours['curve']>> = {
  1: television, 4: 2.2, 5: 2.8, 6: television, 7: smpte240, 8: 1, 11: television, 13: 'srgb', 14: television, 15: television,
  17: (value) => value ** 2.6 * 52.37 / 48,
};

/** Whether two code points say a high dynamic range: PQ or HLG. */
export function isHighRange(places: number, curve: number): boolean {
  return places in codedPlaces && (curve === 16 || curve === 18);
}

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
  const one: Curve = curve === 'srgb' ? srgbCurve : typeof curve === 'function' ? curve : (value) => value ** curve;
  return primaries.flat().every(Number.isFinite) ? conversionBy(primaries, [one, one, one]) : undefined;
}
