/** From the profile connection space (XYZ at D50) to linear sRGB. ICC.1:2022 and IEC 61966-2-1, adapted after Bradford. */
const fromXyz = [[3.1338561, -1.6168667, -0.4906146], [-0.9787684, 1.9161415, 0.0334540], [0.0719453, -0.2289914, 1.4052427]] as const;
/** Levels of 255 by which colours may differ without anybody seeing it. */
const unseen = 2;

/** From what is stored, 0–1, to light. */
export type Curve = (value: number) => number;
/** Changes RGBA pixels in place. */
export type Conversion = (rgba: Uint8ClampedArray) => void;

/** The way to sRGB from three primaries, XYZ at D50, and a curve for each; undefined where nobody would see the difference. */
export function conversionBy(primaries: readonly (readonly number[])[], curves: readonly Curve[]): Conversion | undefined {
  const tables = curves.map(table);
  const convert = (red: number, green: number, blue: number): [number, number, number] => {
    const linear = [tables[0]![red]!, tables[1]![green]!, tables[2]![blue]!];
    const [x, y, z] = [0, 1, 2].map((axis) => linear[0]! * primaries[0]![axis]! + linear[1]! * primaries[1]![axis]! + linear[2]! * primaries[2]![axis]!) as [number, number, number];
    return fromXyz.map(([a, b, c]) => encoded(a * x + b * y + c * z)) as [number, number, number];
  };
  const samples = [[255, 0, 0], [0, 255, 0], [0, 0, 255], [128, 128, 128], [200, 100, 50], [30, 60, 220]] as const;
  const same = samples.every((colour) => convert(colour[0], colour[1], colour[2]).every((value, channel) => Math.abs(value - colour[channel]!) <= unseen));
  return same ? undefined : (rgba) => {
    for (let at = 0; at < rgba.length; at += 4) {
      [rgba[at], rgba[at + 1], rgba[at + 2]] = convert(rgba[at]!, rgba[at + 1]!, rgba[at + 2]!);
    }
  };
}

function table(of: Curve): Float64Array {
  return Float64Array.from({ length: 256 }, (_, value) => of(value / 255));
}

function encoded(linear: number): number {
  const value = Math.min(1, Math.max(0, linear));
  return Math.round(255 * (value <= 0.0031308 ? 12.92 * value : 1.055 * value ** (1 / 2.4) - 0.055));
}
