/** The pictures' memory: pixels in, planes, what each macroblock became, bits out. Laid out once for a size. */

/** Luma pixels that a reference reaches beyond the picture on every side; a block moves at most `reach` out of it. */
export const margin: i32 = 32;
export const reach: i32 = 24;
/** And at most as many up or down from where it was. */
export const climb: i32 = 48;

/** Macroblocks. */
export let columns: i32 = 0;
export let rows: i32 = 0;
/** Bytes from row to row of reference planes; of chroma half of it. */
export let stride: i32 = 0;
export let chromaStride: i32 = 0;
/** Of the picture to encode. */
export let sourceStride: i32 = 0;

let width: i32 = 0;
/** A strip of the picture's pixels, as many rows: a row of macroblocks. Of the picture to encode only this much is ever held. */
export const stripRows: i32 = 16;
export let rgba: usize = 0;
export let sourceY: usize = 0;
export let sourceU: usize = 0;
export let sourceV: usize = 0;

/** The picture as a decoder will have it, and the one before: addresses of the first pixel. */
export let madeY: usize = 0;
export let madeU: usize = 0;
export let madeV: usize = 0;
export let pastY: usize = 0;
export let pastU: usize = 0;
export let pastV: usize = 0;
/** The picture before between its pixels: half a pixel right, half down, both. */
export let halfRight: usize = 0;
export let halfDown: usize = 0;
export let halfBoth: usize = 0;
/** Rows of 16-bit sums on the way to `halfBoth`: eight, used in turn. */
export let sums: usize = 0;

/** A macroblock's motion, 16 bits right and 16 down, quarter pixels; and whether it is a moved one. */
export let motions: usize = 0;
export let moved: usize = 0;
/** How many coefficients each 4 × 4 block of a row of blocks has. */
export let countsY: usize = 0;
export let countsU: usize = 0;
export let countsV: usize = 0;

export let bits: usize = 0;
export let output: usize = 0;

let top: usize = 0;

function room(bytes: i32): usize {
  const start = (top + 63) & ~63;
  top = start + <usize>bytes;
  const pages = <i32>((top + 0xffff) >> 16);
  if (pages > memory.size()) memory.grow(pages - memory.size());
  return start;
}

export function layOut(wide: i32, high: i32): void {
  width = wide;
  columns = (wide + 15) >> 4;
  rows = (high + 15) >> 4;
  top = __heap_base;
  sourceStride = columns * 16;
  stride = sourceStride + 2 * margin;
  chromaStride = stride >> 1;
  const luma = stride * (rows * 16 + 2 * margin);
  const origin = stride * margin + margin;
  const chromaOrigin = chromaStride * (margin >> 1) + (margin >> 1);
  // Rows are read sixteen pixels at a time, the last beyond its end.
  rgba = room(wide * stripRows * 4 + 64);
  sourceY = room(sourceStride * stripRows + 64);
  sourceU = room(sourceStride * stripRows / 4 + 64);
  sourceV = room(sourceStride * stripRows / 4 + 64);
  madeY = room(luma + 64) + origin;
  madeU = room(luma / 4 + 64) + chromaOrigin;
  madeV = room(luma / 4 + 64) + chromaOrigin;
  pastY = room(luma + 64) + origin;
  pastU = room(luma / 4 + 64) + chromaOrigin;
  pastV = room(luma / 4 + 64) + chromaOrigin;
  halfRight = room(luma + 64) + origin;
  halfDown = room(luma + 64) + origin;
  halfBoth = room(luma + 64) + origin;
  sums = room(stride * 2 * 8 + 64);
  motions = room(columns * rows * 4);
  moved = room(columns * rows);
  countsY = room(columns * rows * 16);
  countsU = room(columns * rows * 4);
  countsV = room(columns * rows * 4);
  bits = room(columns * rows * 800 + 4096);
  output = room(columns * rows * 1200 + 4096);
}

/** What was made becomes the past, with its edges carried outwards. */
export function turnOver(): void {
  spread(madeY, sourceStride, rows * 16, stride, margin);
  spread(madeU, sourceStride >> 1, rows * 8, chromaStride, margin >> 1);
  spread(madeV, sourceStride >> 1, rows * 8, chromaStride, margin >> 1);
  const y = pastY;
  const u = pastU;
  const v = pastV;
  pastY = madeY;
  pastU = madeU;
  pastV = madeV;
  madeY = y;
  madeU = u;
  madeV = v;
}

function spread(plane: usize, wide: i32, high: i32, step: i32, by: i32): void {
  for (let y = 0; y < high; y += 1) {
    const row = plane + y * step;
    memory.fill(row - by, load<u8>(row), by);
    memory.fill(row + wide, load<u8>(row + wide - 1), by);
  }
  for (let y = 1; y <= by; y += 1) {
    memory.copy(plane - by - y * step, plane - by, wide + 2 * by);
    memory.copy(plane - by + (high - 1 + y) * step, plane - by + (high - 1) * step, wide + 2 * by);
  }
}

/**
 * Turns a strip of pixels, an even number of rows, into what is encoded: BT.601, limited range; what fills up the last macroblocks
 * repeats the edge.
 */
export function convert(count: i32): void {
  const wide = <usize>width;
  const step = <usize>sourceStride;
  const half = step >> 1;
  for (let y: usize = 0; y < <usize>count; y += 2) {
    const upper = rgba + y * wide * 4;
    const lower = upper + wide * 4;
    const luma = sourceY + y * step;
    const u = sourceU + (y >> 1) * half;
    const v = sourceV + (y >> 1) * half;
    for (let x: usize = 0; x < wide; x += 16) convertField(upper + x * 4, lower + x * 4, luma + x, luma + step + x, u + (x >> 1), v + (x >> 1));
    fillRow(luma, wide, step);
    fillRow(luma + step, wide, step);
    fillRow(u, wide >> 1, half);
    fillRow(v, wide >> 1, half);
  }
  for (let y: usize = count; y < <usize>stripRows; y += 1) memory.copy(sourceY + y * step, sourceY + (<usize>count - 1) * step, step);
  for (let y: usize = count >> 1; y < <usize>(stripRows >> 1); y += 1) {
    memory.copy(sourceU + y * half, sourceU + ((<usize>count >> 1) - 1) * half, half);
    memory.copy(sourceV + y * half, sourceV + ((<usize>count >> 1) - 1) * half, half);
  }
}

@inline
function fillRow(row: usize, from: usize, to: usize): void {
  if (from < to) memory.fill(row + from, load<u8>(row + from - 1), to - from);
}

@inline
function channel(a: v128, b: v128, shift: i32): v128 {
  const low = i32x4.splat(0xff);
  return i16x8.narrow_i32x4_u(v128.and(i32x4.shr_u(a, shift), low), v128.and(i32x4.shr_u(b, shift), low));
}

/** Less than half a level, by as much as whole weights and what coding leaves out would make pictures brighter. */
const upwards: i16 = 64;

@inline
function luma(red: v128, green: v128, blue: v128): v128 {
  const sum = i16x8.add(i16x8.add(i16x8.mul(red, i16x8.splat(66)), i16x8.mul(green, i16x8.splat(129))), i16x8.mul(blue, i16x8.splat(25)));
  return i16x8.add(i16x8.shr_u(i16x8.add(sum, i16x8.splat(upwards)), 8), i16x8.splat(16));
}

@inline
function meanOfFour(a: v128, b: v128): v128 {
  const two = i32x4.splat(2);
  return i16x8.narrow_i32x4_u(
    i32x4.shr_u(i32x4.add(i32x4.extadd_pairwise_i16x8_u(a), two), 2),
    i32x4.shr_u(i32x4.add(i32x4.extadd_pairwise_i16x8_u(b), two), 2),
  );
}

/** Sixteen pixels of two rows, which are row `row` and the next of the picture: 32 of luma, eight of each chroma. */
@inline
function convertField(upper: usize, lower: usize, to: usize, below: usize, toU: usize, toV: usize): void {
  const a = v128.load(upper);
  const b = v128.load(upper, 16);
  const c = v128.load(upper, 32);
  const d = v128.load(upper, 48);
  let r0 = channel(a, b, 0);
  let g0 = channel(a, b, 8);
  let b0 = channel(a, b, 16);
  let r1 = channel(c, d, 0);
  let g1 = channel(c, d, 8);
  let b1 = channel(c, d, 16);
  v128.store(to, i8x16.narrow_i16x8_u(luma(r0, g0, b0), luma(r1, g1, b1)));
  const e = v128.load(lower);
  const f = v128.load(lower, 16);
  const g = v128.load(lower, 32);
  const h = v128.load(lower, 48);
  const r2 = channel(e, f, 0);
  const g2 = channel(e, f, 8);
  const b2 = channel(e, f, 16);
  const r3 = channel(g, h, 0);
  const g3 = channel(g, h, 8);
  const b3 = channel(g, h, 16);
  v128.store(below, i8x16.narrow_i16x8_u(luma(r2, g2, b2), luma(r3, g3, b3)));
  r0 = meanOfFour(i16x8.add(r0, r2), i16x8.add(r1, r3));
  g0 = meanOfFour(i16x8.add(g0, g2), i16x8.add(g1, g3));
  b0 = meanOfFour(i16x8.add(b0, b2), i16x8.add(b1, b3));
  const round = i16x8.splat(128);
  const u = i16x8.sub(i16x8.sub(i16x8.mul(b0, i16x8.splat(112)), i16x8.mul(r0, i16x8.splat(38))), i16x8.mul(g0, i16x8.splat(74)));
  const v = i16x8.sub(i16x8.sub(i16x8.mul(r0, i16x8.splat(112)), i16x8.mul(g0, i16x8.splat(94))), i16x8.mul(b0, i16x8.splat(18)));
  const us = i16x8.add(i16x8.shr_s(i16x8.add(u, round), 8), round);
  const vs = i16x8.add(i16x8.shr_s(i16x8.add(v, round), 8), round);
  v128.store64_lane(toU, i8x16.narrow_i16x8_u(us, us), 0);
  v128.store64_lane(toV, i8x16.narrow_i16x8_u(vs, vs), 0);
}
