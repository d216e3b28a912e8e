/** How the numbers of a picture become red, green and blue. */
export interface ColourSpace {
  readonly matrix: 'bt709' | 'bt601' | 'bt2020';
  /** Whether they use all values instead of 16–235. */
  readonly fullRange: boolean;
}

/** A picture as coded: light, and two colour differences that may have fewer columns and rows. 8 to 16 bits a value. */
export interface Planes {
  readonly width: number;
  readonly height: number;
  readonly bits: number;
  readonly planes: readonly [luma: Plane, blue: Plane, red: Plane];
  /** Pixels of light to one of colour: 1 or 2, across and down. */
  readonly across: 1 | 2;
  readonly down: 1 | 2;
}

export interface Plane {
  readonly values: Uint8Array | Uint16Array;
  /** Where the first value is, how many values lie between neighbours, and between rows. */
  readonly start: number;
  readonly step: number;
  readonly stride: number;
}

/** Part of the light that is red and blue. ITU-R BT.601, BT.709, BT.2020, table of each. */
const parts = { bt601: [0.299, 0.114], bt709: [0.2126, 0.0722], bt2020: [0.2627, 0.0593] } as const;

/**
 * Colours as an encoder meant them, in 8 bits: the inverse of what turned a picture into these planes. No primaries or
 * transfer curves are changed, so that a picture that is coded again comes out as it was. Colour between two coded values
 * is their mean weighted by nearness; H.264 places it on the left pixel of two, and between two rows.
 */
export function rgbaOf({ width, height, bits, planes: [luma, blue, red], across, down }: Planes, { matrix, fullRange }: ColourSpace): Uint8ClampedArray<ArrayBuffer> {
  const [kr, kb] = parts[matrix];
  const kg = 1 - kr - kb;
  const unit = 2 ** (bits - 8);
  const [black, lumaScale, chromaScale] = fullRange ? [0, 255 / (2 ** bits - 1), 255 / (2 ** bits - 1)] : [16 * unit, 255 / (219 * unit), 255 / (224 * unit)];
  const grey = 128 * unit;
  const [redScale, blueScale] = [2 * (1 - kr) * chromaScale, 2 * (1 - kb) * chromaScale];
  const [greenOfRed, greenOfBlue] = [redScale * kr / kg, blueScale * kb / kg];
  const rgba = new Uint8ClampedArray(width * height * 4);
  const lastColumn = Math.ceil(width / across) - 1;
  const lastRow = Math.ceil(height / down) - 1;
  for (let y = 0; y < height; y++) {
    const row = down === 1 ? y : Math.max(0, (y - 0.5) / 2);
    const [upper, lower] = [Math.min(lastRow, Math.floor(row)), Math.min(lastRow, Math.floor(row) + 1)];
    const below = row - Math.floor(row);
    for (let x = 0; x < width; x++) {
      const column = x / across;
      const [left, right] = [Math.min(lastColumn, Math.floor(column)), Math.min(lastColumn, Math.ceil(column))];
      const beside = column - Math.floor(column);
      const u = between(blue, left, right, beside, upper, lower, below) - grey;
      const v = between(red, left, right, beside, upper, lower, below) - grey;
      const light = (luma.values[luma.start + y * luma.stride + x * luma.step]! - black) * lumaScale;
      const at = (y * width + x) * 4;
      // A clamped array rounds.
      rgba[at] = light + redScale * v;
      rgba[at + 1] = light - greenOfRed * v - greenOfBlue * u;
      rgba[at + 2] = light + blueScale * u;
      rgba[at + 3] = 255;
    }
  }
  return rgba;
}

function between({ values, start, step, stride }: Plane, left: number, right: number, beside: number, upper: number, lower: number, below: number): number {
  const [first, second] = [start + upper * stride, start + lower * stride];
  const above = values[first + left * step]! * (1 - beside) + values[first + right * step]! * beside;
  if (below === 0) {
    return above;
  }
  return above * (1 - below) + (values[second + left * step]! * (1 - beside) + values[second + right * step]! * beside) * below;
}
