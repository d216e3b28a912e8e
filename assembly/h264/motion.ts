import { chromaStride, climb, halfBoth, halfDown, halfRight, margin, pastU, pastV, pastY, rows, sourceStride, stride, sums } from './frame';

/** The filter between pixels, not yet divided: (1, -5, 20, 20, -5, 1) (8.4.2.2.1). */
@inline
function between(p: v128, q: v128, r: v128, s: v128, t: v128, u: v128): v128 {
  const inner = i16x8.add(r, s);
  const middle = i16x8.sub(i16x8.shl(inner, 2), i16x8.add(q, t));
  return i16x8.add(i16x8.add(p, u), i16x8.add(middle, i16x8.shl(middle, 2)));
}

@inline
function pixels(sum: v128): v128 {
  const whole = i16x8.shr_s(i16x8.add(sum, i16x8.splat(16)), 5);
  return i8x16.narrow_i16x8_u(whole, whole);
}

/** The next row of the past that is not filtered yet. */
let next: i32 = 0;

export function startInterpolation(): void {
  next = -margin + 6;
}

/** Works out the planes between the past picture's pixels as far down as a block of this row of macroblocks can reach: what is needed soon is still in the cache. */
export function interpolateFor(macroblockRow: i32): void {
  const from = -margin + 8;
  const to = rows * 16 + margin - 8;
  // A block of sixteen rows, one more for what lies between, and three that the filter looks ahead.
  const last = min(to + 3, macroblockRow * 16 + climb + 20);
  const start = -margin + 8;
  const width = sourceStride + 2 * margin - 16;
  const step = <usize>stride;
  for (let y = next; y < last; y += 1) {
    const row = pastY + y * step + start;
    const sumRow = sums + (y & 7) * step * 2;
    const right = halfRight + y * step + start;
    const down = halfDown + y * step + start;
    if (y >= from && y < to) {
      for (let x = 0; x < width; x += 8) {
        const at = row + x;
        const sum = between(v128.load8x8_u(at - 2), v128.load8x8_u(at - 1), v128.load8x8_u(at), v128.load8x8_u(at, 1), v128.load8x8_u(at, 2), v128.load8x8_u(at, 3));
        v128.store(sumRow + x * 2, sum);
        v128.store64_lane(right + x, pixels(sum), 0);
        v128.store64_lane(down + x, pixels(between(
          v128.load8x8_u(at - 2 * step), v128.load8x8_u(at - step), v128.load8x8_u(at), v128.load8x8_u(at + step), v128.load8x8_u(at + 2 * step), v128.load8x8_u(at + 3 * step),
        )), 0);
      }
    } else {
      for (let x = 0; x < width; x += 8) {
        const at = row + x;
        const sum = between(v128.load8x8_u(at - 2), v128.load8x8_u(at - 1), v128.load8x8_u(at), v128.load8x8_u(at, 1), v128.load8x8_u(at, 2), v128.load8x8_u(at, 3));
        v128.store(sumRow + x * 2, sum);
        v128.store64_lane(right + x, pixels(sum), 0);
      }
    }
    if (y - 3 >= from) middleRow(y - 3, start, width);
  }
  next = max(next, last);
}

/**
 * Between four pixels: the rows' sums, filtered downwards, divided by 1024 in steps that stay within 16 bits and round alike. A row's sum is
 * -2550 to 10710. Only one step can leave the 16 bits: where it would, it stops at their end, and there the pixel is 0 or 255 either way.
 */
@inline
function middleRow(y: i32, start: i32, width: i32): void {
  const to = halfBoth + y * stride + start;
  const size = stride * 2;
  const p = sums + ((y - 2) & 7) * size;
  const q = sums + ((y - 1) & 7) * size;
  const r = sums + (y & 7) * size;
  const s = sums + ((y + 1) & 7) * size;
  const t = sums + ((y + 2) & 7) * size;
  const u = sums + ((y + 3) & 7) * size;
  for (let x = 0; x < width; x += 8) {
    const outer = i16x8.add(v128.load(p + x * 2), v128.load(u + x * 2));
    const near = i16x8.add(v128.load(q + x * 2), v128.load(t + x * 2));
    const inner = i16x8.add(v128.load(r + x * 2), v128.load(s + x * 2));
    const first = i16x8.add_sat_s(i16x8.sub(i16x8.shr_s(i16x8.sub(outer, near), 2), near), inner);
    const sum = i16x8.add(i16x8.shr_s(first, 2), inner);
    const whole = i16x8.shr_s(i16x8.add(sum, i16x8.splat(32)), 6);
    v128.store64_lane(to + x, i8x16.narrow_i16x8_u(whole, whole), 0);
  }
}

/** The plane that a place in quarter pixels lies on, or the first of two that it lies between; and the second, or 0. */
@inline
function firstPlane(right: i32, down: i32): usize {
  if (down == 2) return right == 0 ? halfDown : halfBoth;
  return (right == 0 ? pastY : halfRight) + (down == 3 ? stride : 0);
}

@inline
function secondPlane(right: i32, down: i32): usize {
  if (((right | down) & 1) == 0) return 0;
  if (right == 2 || (down == 2 && (right & 1) == 0)) return halfBoth;
  return (down == 0 ? pastY : halfDown) + (right == 3 ? 1 : 0);
}

@inline
function addDifference(total: v128, p: v128, q: v128): v128 {
  return i16x8.add(total, i16x8.extadd_pairwise_i8x16_u(v128.or(i8x16.sub_sat_u(p, q), i8x16.sub_sat_u(q, p))));
}

@inline
function totalOf(sum: v128): i32 {
  const pairs = i32x4.extadd_pairwise_i16x8_u(sum);
  const two = i32x4.add(pairs, i8x16.shuffle(pairs, pairs, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7));
  return i32x4.extract_lane(two, 0) + i32x4.extract_lane(two, 1);
}

/**
 * The sum of differences between 16 × 16 of the source at `at` and the past moved by quarter pixels; `offset` is the macroblock's place in
 * the past. Only half of it where that alone reaches `most`.
 */
export function differenceMoved(source: usize, offset: i32, x: i32, y: i32, most: i32): i32 {
  // Globals live in memory: these two are read once.
  const step = <usize>stride;
  const sourceStep = <usize>sourceStride;
  const place = offset + (y >> 2) * <i32>step + (x >> 2);
  const p = firstPlane(x & 3, y & 3) + place;
  const second = secondPlane(x & 3, y & 3);
  if (second == 0) {
    const upper = eightRows(source, sourceStep, p, step);
    const half = totalOf(upper);
    return half >= most ? half : half + totalOf(eightRows(source + 8 * sourceStep, sourceStep, p + 8 * step, step));
  }
  const q = second + place;
  const upper = eightRowsBetween(source, sourceStep, p, q, step);
  const half = totalOf(upper);
  return half >= most ? half : half + totalOf(eightRowsBetween(source + 8 * sourceStep, sourceStep, p + 8 * step, q + 8 * step, step));
}

@inline
function eightRows(source: usize, sourceStep: usize, p: usize, step: usize): v128 {
  let total = i16x8.splat(0);
  for (let row = 0; row < 2; row += 1) {
    total = addDifference(total, v128.load(source), v128.load(p));
    total = addDifference(total, v128.load(source + sourceStep), v128.load(p + step));
    source += 2 * sourceStep;
    p += 2 * step;
    total = addDifference(total, v128.load(source), v128.load(p));
    total = addDifference(total, v128.load(source + sourceStep), v128.load(p + step));
    source += 2 * sourceStep;
    p += 2 * step;
  }
  return total;
}

@inline
function eightRowsBetween(source: usize, sourceStep: usize, p: usize, q: usize, step: usize): v128 {
  let total = i16x8.splat(0);
  for (let row = 0; row < 2; row += 1) {
    total = addDifference(total, v128.load(source), i8x16.avgr_u(v128.load(p), v128.load(q)));
    total = addDifference(total, v128.load(source + sourceStep), i8x16.avgr_u(v128.load(p + step), v128.load(q + step)));
    source += 2 * sourceStep;
    p += 2 * step;
    q += 2 * step;
    total = addDifference(total, v128.load(source), i8x16.avgr_u(v128.load(p), v128.load(q)));
    total = addDifference(total, v128.load(source + sourceStep), i8x16.avgr_u(v128.load(p + step), v128.load(q + step)));
    source += 2 * sourceStep;
    p += 2 * step;
    q += 2 * step;
  }
  return total;
}

/** The sum of differences between 16 × 16 of the source and a guess, 16 bytes a row. */
export function differenceFrom(source: usize, guess: usize): i32 {
  let total = i16x8.splat(0);
  for (let row: usize = 0; row < 16; row += 1) total = addDifference(total, v128.load(source + row * sourceStride), v128.load(guess + row * 16));
  return totalOf(total);
}

/** The past moved by quarter pixels, 16 × 16 of luma; `toStep` is from row to row of what it is put in. */
export function moveLuma(offset: i32, x: i32, y: i32, to: usize, toStep: usize): void {
  const step = <usize>stride;
  const place = offset + (y >> 2) * <i32>step + (x >> 2);
  let p = firstPlane(x & 3, y & 3) + place;
  const second = secondPlane(x & 3, y & 3);
  if (second == 0) {
    for (let row = 0; row < 16; row += 1) {
      v128.store(to, v128.load(p));
      p += step;
      to += toStep;
    }
    return;
  }
  let q = second + place;
  for (let row = 0; row < 16; row += 1) {
    v128.store(to, i8x16.avgr_u(v128.load(p), v128.load(q)));
    p += step;
    q += step;
    to += toStep;
  }
}

/** The same of both chroma planes, 8 × 8, between four pixels in eighths. */
export function moveChroma(offset: i32, x: i32, y: i32, toU: usize, toV: usize, toStep: usize): void {
  const place = offset + (y >> 3) * chromaStride + (x >> 3);
  const right = x & 7;
  const down = y & 7;
  moveEighths(pastU + place, right, down, toU, toStep);
  moveEighths(pastV + place, right, down, toV, toStep);
}

function moveEighths(from: usize, right: i32, down: i32, to: usize, toStep: usize): void {
  const step = <usize>chromaStride;
  if ((right | down) == 0) {
    for (let row = 0; row < 8; row += 1) {
      store<u64>(to, load<u64>(from));
      from += step;
      to += toStep;
    }
    return;
  }
  const here = i16x8.splat(<i16>((8 - right) * (8 - down)));
  const beside = i16x8.splat(<i16>(right * (8 - down)));
  const below = i16x8.splat(<i16>((8 - right) * down));
  const across = i16x8.splat(<i16>(right * down));
  let p = v128.load8x8_u(from);
  let q = v128.load8x8_u(from, 1);
  for (let row = 0; row < 8; row += 1) {
    from += step;
    const r = v128.load8x8_u(from);
    const s = v128.load8x8_u(from, 1);
    const sum = i16x8.add(i16x8.add(i16x8.mul(p, here), i16x8.mul(q, beside)), i16x8.add(i16x8.mul(r, below), i16x8.mul(s, across)));
    const whole = i16x8.shr_u(i16x8.add(sum, i16x8.splat(32)), 6);
    v128.store64_lane(to, i8x16.narrow_i16x8_u(whole, whole), 0);
    to += toStep;
    p = r;
    q = s;
  }
}
