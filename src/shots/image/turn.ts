import type { Orientation } from './facts.ts';

/** Pixels, four bytes each, rows from the top. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
}

/** The picture as it is to be seen: turned and mirrored as the orientation says. EXIF 2.3, tag 0x0112. */
export function turnedUpright({ width, height, data }: Pixels, orientation: Orientation): Pixels {
  if (orientation === 1) return { width, height, data };
  const lying = orientation > 4;
  const [across, down] = lying ? [height, width] : [width, height];
  const from = new Uint32Array(data.buffer, data.byteOffset, width * height);
  const to = new Uint32Array(width * height);
  for (let y = 0; y < down; y++) {
    for (let x = 0; x < across; x++) {
      const [column, row] = stored(orientation, x, y, width, height);
      to[y * across + x] = from[row * width + column]!;
    }
  }
  return { width: across, height: down, data: new Uint8ClampedArray(to.buffer) };
}

/** Where a pixel of the upright picture is stored. */
function stored(orientation: Orientation, x: number, y: number, width: number, height: number): readonly [column: number, row: number] {
  const [right, bottom] = [width - 1, height - 1];
  switch (orientation) {
    case 1: return [x, y];
    case 2: return [right - x, y];
    case 3: return [right - x, bottom - y];
    case 4: return [x, bottom - y];
    case 5: return [y, x];
    case 6: return [y, bottom - x];
    case 7: return [right - y, bottom - x];
    case 8: return [right - y, x];
  }
}
