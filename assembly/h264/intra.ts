/** Guesses a macroblock from what is made above it and to its left (8.3.3, 8.3.4). */

export const fromAbove: i32 = 0;
export const fromLeft: i32 = 1;
export const fromMean: i32 = 2;
export const fromPlane: i32 = 3;

/** Fills 16 × 16 of a guess, 16 bytes a row. `made` is the macroblock's first pixel, `above` and `left` say what there is around it. */
export function guessLuma(way: i32, made: usize, stride: usize, above: boolean, left: boolean, to: usize): void {
  if (way == fromAbove) {
    const row = v128.load(made - stride);
    for (let y: usize = 0; y < 16; y += 1) v128.store(to + y * 16, row);
  } else if (way == fromLeft) {
    for (let y: usize = 0; y < 16; y += 1) v128.store(to + y * 16, i8x16.splat(load<i8>(made + y * stride - 1)));
  } else if (way == fromMean) {
    let sum = 0;
    if (above) for (let x: usize = 0; x < 16; x += 1) sum += load<u8>(made - stride + x);
    if (left) for (let y: usize = 0; y < 16; y += 1) sum += load<u8>(made + y * stride - 1);
    const mean = above && left ? (sum + 16) >> 5 : above || left ? (sum + 8) >> 4 : 128;
    for (let y: usize = 0; y < 16; y += 1) v128.store(to + y * 16, i8x16.splat(<i8>mean));
  } else {
    plane(made, stride, 16, 5, 6, 7, to);
  }
}

/** Fills 8 × 8 of a guess, eight bytes a row. */
export function guessChroma(way: i32, made: usize, stride: usize, above: boolean, left: boolean, to: usize): void {
  if (way == fromAbove) {
    const row = load<u64>(made - stride);
    for (let y: usize = 0; y < 8; y += 1) store<u64>(to + y * 8, row);
  } else if (way == fromLeft) {
    for (let y: usize = 0; y < 8; y += 1) memory.fill(to + y * 8, load<u8>(made + y * stride - 1), 8);
  } else if (way == fromMean) {
    quarterMean(made, stride, above, left, true, to, 0, 0);
    quarterMean(made, stride, above, left, false, to, 4, 0);
    quarterMean(made, stride, left, above, false, to, 0, 4);
    quarterMean(made, stride, above, left, true, to, 4, 4);
  } else {
    plane(made, stride, 8, 34, 6, 3, to);
  }
}

/** The mean around a quarter: of both sides, or, off the diagonal, of the side that touches it when there is one. */
function quarterMean(made: usize, stride: usize, first: boolean, second: boolean, both: boolean, to: usize, x: usize, y: usize): void {
  const lower = y > 0 && !both;
  let fromUp = lower ? second && !first : first;
  let fromSide = lower ? first : second;
  if (!both && !lower && fromUp) fromSide = false;
  let sum = 0;
  if (fromUp) for (let i: usize = 0; i < 4; i += 1) sum += load<u8>(made - stride + x + i);
  if (fromSide) for (let i: usize = 0; i < 4; i += 1) sum += load<u8>(made + (y + i) * stride - 1);
  const mean = fromUp && fromSide ? (sum + 4) >> 3 : fromUp || fromSide ? (sum + 2) >> 2 : 128;
  for (let row: usize = 0; row < 4; row += 1) store<u32>(to + (y + row) * 8 + x, <u32>mean * 0x01010101);
}

/** A slope through the edges. */
function plane(made: usize, stride: usize, size: i32, weight: i32, by: i32, middle: i32, to: usize): void {
  const row = made - stride;
  let across = 0;
  let down = 0;
  const half = size >> 1;
  for (let i = 1; i <= half; i += 1) {
    across += i * (<i32>load<u8>(row + middle + i) - <i32>load<u8>(row + middle - i));
    down += i * (<i32>load<u8>(made + (middle + i) * stride - 1) - <i32>load<u8>(made + (middle - i) * stride - 1));
  }
  const b = (weight * across + 32) >> by;
  const c = (weight * down + 32) >> by;
  const corner = 16 * (<i32>load<u8>(row + size - 1) + <i32>load<u8>(made + (size - 1) * stride - 1)) + 16 - middle * (b + c);
  const steps = i16x8.mul(i16x8.splat(<i16>b), i16x8(0, 1, 2, 3, 4, 5, 6, 7));
  for (let y = 0; y < size; y += 1) {
    const low = i16x8.add(i16x8.splat(<i16>(corner + c * y)), steps);
    if (size == 8) {
      const pixels = i16x8.shr_s(low, 5);
      v128.store64_lane(to + y * 8, i8x16.narrow_i16x8_u(pixels, pixels), 0);
    } else {
      const high = i16x8.add(low, i16x8.splat(<i16>(8 * b)));
      v128.store(to + y * 16, i8x16.narrow_i16x8_u(i16x8.shr_s(low, 5), i16x8.shr_s(high, 5)));
    }
  }
}
