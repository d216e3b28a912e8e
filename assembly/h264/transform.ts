/** The 4 × 4 transform and its quantization, two blocks side by side at a time. Blocks are kept column by column, 16 bits each. */

/** Quantization's and its reverse's factors of a step in the cycle of six: for a block's corners, for its middles, for the rest (8.5.9). */
const divisors: usize = memory.data<i32>([13107, 5243, 8066, 11916, 4660, 7490, 10082, 4194, 6554, 9362, 3647, 5825, 8192, 3355, 5243, 7282, 2893, 4559]);
const multipliers: usize = memory.data<i32>([10, 16, 13, 11, 18, 14, 13, 20, 16, 14, 23, 18, 16, 25, 20, 18, 29, 23]);

let shift: i32 = 0;
let period: i32 = 0;
let divide: v128 = i16x8.splat(0);
let multiply: v128 = i16x8.splat(0);
let divideCorner: i32 = 0;
let multiplyCorner: i32 = 0;

/** `qp` is 12–29: luma and chroma are quantized alike, and restoring needs no rounding. */
export function quantizeBy(qp: i32): void {
  period = qp / 6;
  shift = 15 + period;
  const row = (qp % 6) * 12;
  divideCorner = load<i32>(divisors + row);
  multiplyCorner = load<i32>(multipliers + row);
  divide = inBlock(divideCorner, load<i32>(divisors + row + 4), load<i32>(divisors + row + 8));
  multiply = i16x8.shl(inBlock(multiplyCorner, load<i32>(multipliers + row + 4), load<i32>(multipliers + row + 8)), period);
}

/** Two columns of a block; the next two are the same. */
function inBlock(corner: i32, middle: i32, rest: i32): v128 {
  let lanes = i16x8.splat(<i16>rest);
  lanes = i16x8.replace_lane(lanes, 0, <i16>corner);
  lanes = i16x8.replace_lane(lanes, 2, <i16>corner);
  lanes = i16x8.replace_lane(lanes, 5, <i16>middle);
  return i16x8.replace_lane(lanes, 7, <i16>middle);
}

@inline
function difference(source: usize, guess: usize): v128 {
  return i16x8.sub(v128.load8x8_u(source), v128.load8x8_u(guess));
}

/** Rows to columns of both blocks, first and second half: two of the four registers after it. */
@inline
function upperColumns(ab: v128, cd: v128): v128 {
  return i8x16.shuffle(ab, cd, 0, 1, 2, 3, 16, 17, 18, 19, 8, 9, 10, 11, 24, 25, 26, 27);
}

@inline
function lowerColumns(ab: v128, cd: v128): v128 {
  return i8x16.shuffle(ab, cd, 4, 5, 6, 7, 20, 21, 22, 23, 12, 13, 14, 15, 28, 29, 30, 31);
}

@inline
function firstPairs(a: v128, b: v128): v128 {
  return i8x16.shuffle(a, b, 0, 1, 16, 17, 2, 3, 18, 19, 8, 9, 24, 25, 10, 11, 26, 27);
}

@inline
function lastPairs(a: v128, b: v128): v128 {
  return i8x16.shuffle(a, b, 4, 5, 20, 21, 6, 7, 22, 23, 12, 13, 28, 29, 14, 15, 30, 31);
}

/**
 * Transforms what the source differs from the guess in eight columns and four rows; two blocks, one after the other. False, and nothing
 * done, where no pixel differs by more than `least`. All in locals: WebAssembly's globals live in memory.
 */
export function forward(source: usize, sourceStep: usize, guess: usize, guessStep: usize, to: usize, least: i32): boolean {
  let a = difference(source, guess);
  let b = difference(source + sourceStep, guess + guessStep);
  let c = difference(source + 2 * sourceStep, guess + 2 * guessStep);
  let d = difference(source + 3 * sourceStep, guess + 3 * guessStep);
  if (least >= 0) {
    const most = i16x8.max_s(i16x8.max_s(i16x8.abs(a), i16x8.abs(b)), i16x8.max_s(i16x8.abs(c), i16x8.abs(d)));
    if (!v128.any_true(i16x8.gt_s(most, i16x8.splat(<i16>least)))) return false;
  }
  let outer = i16x8.add(a, d);
  let outerLess = i16x8.sub(a, d);
  let inner = i16x8.add(b, c);
  let innerLess = i16x8.sub(b, c);
  a = i16x8.add(outer, inner);
  c = i16x8.sub(outer, inner);
  b = i16x8.add(i16x8.shl(outerLess, 1), innerLess);
  d = i16x8.sub(outerLess, i16x8.shl(innerLess, 1));
  const ab0 = firstPairs(a, b);
  const ab1 = lastPairs(a, b);
  const cd0 = firstPairs(c, d);
  const cd1 = lastPairs(c, d);
  a = upperColumns(ab0, cd0);
  b = lowerColumns(ab0, cd0);
  c = upperColumns(ab1, cd1);
  d = lowerColumns(ab1, cd1);
  outer = i16x8.add(a, d);
  outerLess = i16x8.sub(a, d);
  inner = i16x8.add(b, c);
  innerLess = i16x8.sub(b, c);
  a = i16x8.add(outer, inner);
  c = i16x8.sub(outer, inner);
  b = i16x8.add(i16x8.shl(outerLess, 1), innerLess);
  d = i16x8.sub(outerLess, i16x8.shl(innerLess, 1));
  v128.store(to, i64x2.shuffle(a, b, 0, 2));
  v128.store(to, i64x2.shuffle(c, d, 0, 2), 16);
  v128.store(to, i64x2.shuffle(a, b, 1, 3), 32);
  v128.store(to, i64x2.shuffle(c, d, 1, 3), 48);
  return true;
}

/** Restores two blocks' pixels: the guess and what the coefficients add. */
export function inverse(from: usize, guess: usize, guessStep: usize, to: usize, toStep: usize): void {
  const left0 = v128.load(from);
  const left1 = v128.load(from, 16);
  const right0 = v128.load(from, 32);
  const right1 = v128.load(from, 48);
  let a = i64x2.shuffle(left0, right0, 0, 2);
  let b = i64x2.shuffle(left0, right0, 1, 3);
  let c = i64x2.shuffle(left1, right1, 0, 2);
  let d = i64x2.shuffle(left1, right1, 1, 3);
  let even = i16x8.add(a, c);
  let evenLess = i16x8.sub(a, c);
  let odd = i16x8.sub(i16x8.shr_s(b, 1), d);
  let oddMore = i16x8.add(b, i16x8.shr_s(d, 1));
  a = i16x8.add(even, oddMore);
  b = i16x8.add(evenLess, odd);
  c = i16x8.sub(evenLess, odd);
  d = i16x8.sub(even, oddMore);
  const ab0 = firstPairs(a, b);
  const ab1 = lastPairs(a, b);
  const cd0 = firstPairs(c, d);
  const cd1 = lastPairs(c, d);
  a = upperColumns(ab0, cd0);
  b = lowerColumns(ab0, cd0);
  c = upperColumns(ab1, cd1);
  d = lowerColumns(ab1, cd1);
  even = i16x8.add(a, c);
  evenLess = i16x8.sub(a, c);
  odd = i16x8.sub(i16x8.shr_s(b, 1), d);
  oddMore = i16x8.add(b, i16x8.shr_s(d, 1));
  restore(i16x8.add(even, oddMore), guess, to);
  restore(i16x8.add(evenLess, odd), guess + guessStep, to + toStep);
  restore(i16x8.sub(evenLess, odd), guess + 2 * guessStep, to + 2 * toStep);
  restore(i16x8.sub(even, oddMore), guess + 3 * guessStep, to + 3 * toStep);
}

@inline
function restore(more: v128, guess: usize, to: usize): void {
  const whole = i16x8.add(i16x8.shr_s(i16x8.add(more, i16x8.splat(32)), 6), v128.load8x8_u(guess));
  v128.store64_lane(to, i8x16.narrow_i16x8_u(whole, whole), 0);
}

@inline
function quantized(part: v128, dead: v128): v128 {
  const size = i16x8.abs(part);
  const low = i32x4.shr_u(i32x4.add(i32x4.extmul_low_i16x8_u(size, divide), dead), shift);
  const high = i32x4.shr_u(i32x4.add(i32x4.extmul_high_i16x8_u(size, divide), dead), shift);
  const sign = i16x8.shr_s(part, 15);
  return i16x8.sub(v128.xor(i16x8.narrow_i32x4_u(low, high), sign), sign);
}

/** Quantizes a block where it is into `levels`, and puts what a decoder restores in its place. Zero when nothing is left; else one more than the sum of sizes, at most 255. */
export function quantize(block: usize, levels: usize, part: i32): i32 {
  const dead = i32x4.splat((1 << shift) / part);
  const first = quantized(v128.load(block), dead);
  const second = quantized(v128.load(block, 16), dead);
  v128.store(levels, first);
  v128.store(levels, second, 16);
  if (!v128.any_true(v128.or(first, second))) return 0;
  v128.store(block, i16x8.mul(first, multiply));
  v128.store(block, i16x8.mul(second, multiply), 16);
  const sums = i32x4.add(i32x4.extadd_pairwise_i16x8_u(i16x8.abs(first)), i32x4.extadd_pairwise_i16x8_u(i16x8.abs(second)));
  const sum = i32x4.extract_lane(sums, 0) + i32x4.extract_lane(sums, 1) + i32x4.extract_lane(sums, 2) + i32x4.extract_lane(sums, 3);
  return sum < 254 ? sum + 1 : 255;
}

/** Makes a block one that changes nothing. */
@inline
export function clear(block: usize): void {
  v128.store(block, i16x8.splat(0));
  v128.store(block, i16x8.splat(0), 16);
}

@inline
function quantizedCorner(value: i32, part: i32): i32 {
  const size = value < 0 ? -value : value;
  const level = (size * divideCorner + (2 << shift) / part) >> (shift + 1);
  return value < 0 ? -level : level;
}

const sums: usize = memory.data<i32>([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);

/** Takes the DCs out of sixteen luma blocks (row by row), quantizes them into `levels` and puts the restored ones back; whether any is left. */
export function quantizeLumaCorners(blocks: usize, levels: usize): boolean {
  let any = false;
  for (let index: usize = 0; index < 16; index += 1) store<i32>(sums + index * 4, <i32>load<i16>(blocks + index * 32));
  hadamard();
  for (let index: usize = 0; index < 16; index += 1) {
    const level = quantizedCorner((load<i32>(sums + index * 4) + 1) >> 1, 3);
    if (level != 0) any = true;
    // Kept column by column like any block.
    store<i16>(levels + ((index & 3) * 4 + (index >> 2)) * 2, <i16>level);
    store<i32>(sums + index * 4, level);
  }
  hadamard();
  for (let index: usize = 0; index < 16; index += 1) {
    store<i16>(blocks + index * 32, <i16>((((load<i32>(sums + index * 4) * multiplyCorner) << period) + 2) >> 2));
  }
  return any;
}

/** Sums and differences of `sums`, four rows of four, in both directions. */
function hadamard(): void {
  for (let row: usize = 0; row < 4; row += 1) alongFour(sums + row * 16, 4);
  for (let column: usize = 0; column < 4; column += 1) alongFour(sums + column * 4, 16);
}

@inline
function alongFour(at: usize, step: usize): void {
  const p = load<i32>(at);
  const q = load<i32>(at + step);
  const r = load<i32>(at + 2 * step);
  const s = load<i32>(at + 3 * step);
  store<i32>(at, p + q + r + s);
  store<i32>(at + step, p + q - r - s);
  store<i32>(at + 2 * step, p - q - r + s);
  store<i32>(at + 3 * step, p - q + r - s);
}

/** The same for the DCs of four chroma blocks. */
export function quantizeChromaCorners(blocks: usize, levels: usize, part: i32): boolean {
  const p = <i32>load<i16>(blocks);
  const q = <i32>load<i16>(blocks + 32);
  const r = <i32>load<i16>(blocks + 64);
  const s = <i32>load<i16>(blocks + 96);
  const w = quantizedCorner(p + q + r + s, part);
  const x = quantizedCorner(p - q + r - s, part);
  const y = quantizedCorner(p + q - r - s, part);
  const z = quantizedCorner(p - q - r + s, part);
  store<i16>(levels, <i16>w);
  store<i16>(levels + 2, <i16>x);
  store<i16>(levels + 4, <i16>y);
  store<i16>(levels + 6, <i16>z);
  store<i16>(blocks, <i16>restoredCorner(w + x + y + z));
  store<i16>(blocks + 32, <i16>restoredCorner(w - x + y - z));
  store<i16>(blocks + 64, <i16>restoredCorner(w + x - y - z));
  store<i16>(blocks + 96, <i16>restoredCorner(w - x - y + z));
  return (w | x | y | z) != 0;
}

@inline
function restoredCorner(sum: i32): i32 {
  return ((sum * 16 * multiplyCorner) << period) >> 5;
}
