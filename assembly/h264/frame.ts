/** The pictures' memory: pixels in, planes, what each macroblock became, bits out. Laid out once for a size. */

/** Luma pixels that a reference reaches beyond the picture on every side; a block moves at most `reach` out of it. */
export const margin: i32 = 32;
export const reach: i32 = 24;

/** Macroblocks. */
export let columns: i32 = 0;
export let rows: i32 = 0;
/** Bytes from row to row of reference planes; of chroma half of it. */
export let stride: i32 = 0;
export let chromaStride: i32 = 0;
/** Of the picture to encode. */
export let sourceStride: i32 = 0;

let width: i32 = 0;
let height: i32 = 0;
/** A strip of the picture's pixels, as many rows. */
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
  height = high;
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
  sourceY = room(sourceStride * rows * 16 + 64);
  sourceU = room(sourceStride * rows * 4 + 64);
  sourceV = room(sourceStride * rows * 4 + 64);
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
 * Turns a strip of pixels, an even number of rows from row `first` on, into the picture to encode: BT.601, limited range; what fills up
 * the last macroblocks repeats the edge.
 */
export function convert(first: i32, count: i32): void {
  for (let y = 0; y < count; y += 2) {
    const to = first + y;
    for (let x = 0; x < width; x += 16) convertField(x, y, to);
    fillRow(sourceY + to * sourceStride, width, sourceStride);
    fillRow(sourceY + (to + 1) * sourceStride, width, sourceStride);
    fillRow(sourceU + (to >> 1) * (sourceStride >> 1), width >> 1, sourceStride >> 1);
    fillRow(sourceV + (to >> 1) * (sourceStride >> 1), width >> 1, sourceStride >> 1);
  }
  if (first + count < height) return;
  for (let y = height; y < rows * 16; y += 1) memory.copy(sourceY + y * sourceStride, sourceY + (height - 1) * sourceStride, sourceStride);
  const half = sourceStride >> 1;
  for (let y = height >> 1; y < rows * 8; y += 1) {
    memory.copy(sourceU + y * half, sourceU + ((height >> 1) - 1) * half, half);
    memory.copy(sourceV + y * half, sourceV + ((height >> 1) - 1) * half, half);
  }
}

@inline
function fillRow(row: usize, from: i32, to: i32): void {
  if (from < to) memory.fill(row + from, load<u8>(row + from - 1), to - from);
}

let red: v128 = i16x8.splat(0);
let green: v128 = i16x8.splat(0);
let blue: v128 = i16x8.splat(0);

/** Takes eight pixels' channels apart. */
@inline
function channels(from: usize): void {
  const a = v128.load(from);
  const b = v128.load(from, 16);
  const low = i32x4.splat(0xff);
  red = i16x8.narrow_i32x4_u(v128.and(a, low), v128.and(b, low));
  green = i16x8.narrow_i32x4_u(v128.and(i32x4.shr_u(a, 8), low), v128.and(i32x4.shr_u(b, 8), low));
  blue = i16x8.narrow_i32x4_u(v128.and(i32x4.shr_u(a, 16), low), v128.and(i32x4.shr_u(b, 16), low));
}

@inline
function luma(): v128 {
  const sum = i16x8.add(i16x8.add(i16x8.mul(red, i16x8.splat(66)), i16x8.mul(green, i16x8.splat(129))), i16x8.mul(blue, i16x8.splat(25)));
  return i16x8.add(i16x8.shr_u(i16x8.add(sum, i16x8.splat(128)), 8), i16x8.splat(16));
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
function convertField(x: i32, y: i32, row: i32): void {
  const upper = rgba + (y * width + x) * 4;
  const lower = upper + width * 4;
  const to = sourceY + row * sourceStride + x;
  channels(upper);
  let l = luma();
  let r0 = red;
  let g0 = green;
  let b0 = blue;
  channels(upper + 32);
  v128.store(to, i8x16.narrow_i16x8_u(l, luma()));
  let r1 = red;
  let g1 = green;
  let b1 = blue;
  channels(lower);
  l = luma();
  r0 = i16x8.add(r0, red);
  g0 = i16x8.add(g0, green);
  b0 = i16x8.add(b0, blue);
  channels(lower + 32);
  v128.store(to + sourceStride, i8x16.narrow_i16x8_u(l, luma()));
  r1 = i16x8.add(r1, red);
  g1 = i16x8.add(g1, green);
  b1 = i16x8.add(b1, blue);
  const r = meanOfFour(r0, r1);
  const g = meanOfFour(g0, g1);
  const b = meanOfFour(b0, b1);
  const round = i16x8.splat(128);
  const u = i16x8.sub(i16x8.sub(i16x8.mul(b, i16x8.splat(112)), i16x8.mul(r, i16x8.splat(38))), i16x8.mul(g, i16x8.splat(74)));
  const v = i16x8.sub(i16x8.sub(i16x8.mul(r, i16x8.splat(112)), i16x8.mul(g, i16x8.splat(94))), i16x8.mul(b, i16x8.splat(18)));
  const middle = i16x8.splat(128);
  const us = i16x8.add(i16x8.shr_s(i16x8.add(u, round), 8), middle);
  const vs = i16x8.add(i16x8.shr_s(i16x8.add(v, round), 8), middle);
  const chroma = (row >> 1) * (sourceStride >> 1) + (x >> 1);
  v128.store64_lane(sourceU + chroma, i8x16.narrow_i16x8_u(us, us), 0);
  v128.store64_lane(sourceV + chroma, i8x16.narrow_i16x8_u(vs, vs), 0);
}
