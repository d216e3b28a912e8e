/** What a frame is drawn with: its pixels, the light on the ground, the colours, the camera. Filled in from src/animatic/render. */

export let width: i32 = 0;
export let height: i32 = 0;
/** RGBA, rows from the top. */
export let frame: usize = 0;
/** Light on the ground, a byte a texel, `mapSize` a side; and which of its fields have none but full light. */
export let map: usize = 0;
export let mapSize: i32 = 0;
export let open: usize = 0;
export let fieldSize: i32 = 0;
/** 32-bit floats; see `light` in src/animatic/render/canvas.ts. */
export let light: usize = 0;
/** The haze's share by depth, 32-bit floats, sixteen to a metre. */
export let fog: usize = 0;

/** A face's edges, 64-bit floats, five each; their order, and after it those that a row is in; and a row's coverage with how it changes. */
export const mostEdges: i32 = 1024;
export let outline: usize = 0;
export let order: usize = 0;
export let change: usize = 0;
export let coverage: usize = 0;

const fogSteps: i32 = 2048;
const fogPerMetre: f32 = 16;

let top: usize = 0;

/** So many bytes behind all that has its place; the memory may move, so that views of it are made after that. */
export function room(bytes: i32): usize {
  const start = (top + 15) & ~15;
  top = start + <usize>bytes;
  const pages = <i32>((top + 0xffff) >> 16);
  if (pages > memory.size()) memory.grow(pages - memory.size());
  return start;
}

export function layOut(wide: i32, high: i32, texels: i32, field: i32): void {
  width = wide;
  height = high;
  mapSize = texels;
  fieldSize = field;
  top = __heap_base;
  light = room(40 * 4);
  fog = room((fogSteps + 1) * 4);
  open = room((texels / field) * (texels / field));
  map = room(texels * texels + 16);
  outline = room(mostEdges * 40);
  order = room(mostEdges * 4);
  change = room((wide + 4) * 4);
  coverage = room((wide + 4) * 4);
  // Round bodies are drawn four pixels at a time, the last beyond a row's end.
  frame = room(wide * high * 4 + 64);
}

@inline
export function lightAt(index: i32): f32 {
  return load<f32>(light + (index << 2));
}

/** How much of a thing at this depth (metres) is haze, 0–1. */
@inline
export function haze(depth: f32): f32 {
  const step = depth * fogPerMetre;
  return step >= <f32>fogSteps ? 1 : load<f32>(fog + (<usize>(<i32>step) << 2));
}

/** The camera: as `View` of src/animatic/render/view.ts. */
export let x: f32 = 0;
export let y: f32 = 0;
export let z: f32 = 0;
export let focal: f32 = 0;
export let rightX: f32 = 0;
export let rightY: f32 = 0;
export let rightZ: f32 = 0;
export let upX: f32 = 0;
export let upY: f32 = 0;
export let upZ: f32 = 0;
export let aheadX: f32 = 0;
export let aheadY: f32 = 0;
export let aheadZ: f32 = 0;

export function look(
  px: f32, py: f32, pz: f32, focalLength: f32,
  rx: f32, ry: f32, rz: f32, ux: f32, uy: f32, uz: f32, ax: f32, ay: f32, az: f32,
): void {
  x = px;
  y = py;
  z = pz;
  focal = focalLength;
  rightX = rx;
  rightY = ry;
  rightZ = rz;
  upX = ux;
  upY = uy;
  upZ = uz;
  aheadX = ax;
  aheadY = ay;
  aheadZ = az;
}

/** A number to add that leaves the rounded sum in a float's lowest bits. */
const whole: f32 = 8388608;

/** Four opaque pixels of channels from 0 to 255, rounded. */
@inline
export function fourPixels(r: v128, g: v128, b: v128): v128 {
  const byte = i32x4.splat(0xff);
  const add = f32x4.splat(whole);
  return v128.or(
    v128.or(i32x4.splat(<i32>0xff000000), i32x4.shl(v128.and(f32x4.add(b, add), byte), 16)),
    v128.or(i32x4.shl(v128.and(f32x4.add(g, add), byte), 8), v128.and(f32x4.add(r, add), byte)),
  );
}

/** Whole numbers from 0 on, below 2 ** 23, as integers. */
@inline
export function integers(numbers: v128): v128 {
  return v128.and(f32x4.add(numbers, f32x4.splat(whole)), i32x4.splat(0x7fffff));
}

/** Four pixels, or as many as are left. */
@inline
export function putPixels(at: usize, pixels: v128, left: i32): void {
  if (left >= 4) {
    v128.store(at, pixels);
    return;
  }
  store<i32>(at, i32x4.extract_lane(pixels, 0));
  if (left > 1) store<i32>(at, i32x4.extract_lane(pixels, 1), 4);
  if (left > 2) store<i32>(at, i32x4.extract_lane(pixels, 2), 8);
}

/** A level in the whole numbers that colours run in along a row: what is below it is cut off. */
export const level: f32 = 128;
export const firstEight: v128 = i16x8(0, 1, 2, 3, 4, 5, 6, 7);
export const firstFour: v128 = f32x4(0, 1, 2, 3);

/** A number to add that leaves the rounded sum in a float's lowest 16 bits, also of what is below zero. */
const wholeOrLess: f32 = 12582912;

/** Red, green and blue in 128ths of a level as whole numbers, in the lowest 16 bits of each lane. */
@inline
export function inWhole(colour: v128): v128 {
  return f32x4.add(f32x4.mul(colour, f32x4.splat(level)), f32x4.splat(wholeOrLess));
}

/** A channel of `inWhole` in all of eight lanes. */
@inline
export function redOf(whole: v128): v128 {
  return i8x16.shuffle(whole, whole, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1);
}

@inline
export function greenOf(whole: v128): v128 {
  return i8x16.shuffle(whole, whole, 4, 5, 4, 5, 4, 5, 4, 5, 4, 5, 4, 5, 4, 5, 4, 5);
}

@inline
export function blueOf(whole: v128): v128 {
  return i8x16.shuffle(whole, whole, 8, 9, 8, 9, 8, 9, 8, 9, 8, 9, 8, 9, 8, 9, 8, 9);
}

/** Eight opaque pixels, or as many as are left, of channels in 128ths of a level. */
@inline
export function putEight(at: usize, r: v128, g: v128, b: v128, left: i32): void {
  const redGreen = v128.or(i16x8.shr_u(r, 7), v128.and(i16x8.shl(g, 1), i16x8.splat(<i16>0xff00)));
  const blueWhole = v128.or(i16x8.shr_u(b, 7), i16x8.splat(<i16>0xff00));
  const first = i8x16.shuffle(redGreen, blueWhole, 0, 1, 16, 17, 2, 3, 18, 19, 4, 5, 20, 21, 6, 7, 22, 23);
  if (left >= 8) {
    v128.store(at, first);
    v128.store(at, i8x16.shuffle(redGreen, blueWhole, 8, 9, 24, 25, 10, 11, 26, 27, 12, 13, 28, 29, 14, 15, 30, 31), 16);
  } else {
    putPixels(at, first, left);
    if (left > 4) putPixels(at + 16, i8x16.shuffle(redGreen, blueWhole, 8, 9, 24, 25, 10, 11, 26, 27, 12, 13, 28, 29, 14, 15, 30, 31), left - 4);
  }
}

/**
 * Fills neighbouring pixels with colours (red, green, blue) that run evenly from one to another, which the pixel after the last would have.
 * `room` is how many pixels may be written, `length` or more: what comes after them is drawn later.
 */
@inline
export function ramp(at: usize, length: i32, room: i32, start: v128, end: v128): void {
  const first = inWhole(start);
  const step = f32x4.mul(f32x4.sub(end, start), f32x4.splat(<f32>1 / <f32>length));
  const one = inWhole(step);
  let r = i16x8.add(redOf(first), i16x8.mul(redOf(one), firstEight));
  let g = i16x8.add(greenOf(first), i16x8.mul(greenOf(one), firstEight));
  let b = i16x8.add(blueOf(first), i16x8.mul(blueOf(one), firstEight));
  putEight(at, r, g, b, room);
  if (length <= 8) return;
  // Steps of eight are closer to the truth than eight steps.
  const eight = inWhole(f32x4.mul(step, f32x4.splat(8)));
  const eightR = redOf(eight);
  const eightG = greenOf(eight);
  const eightB = blueOf(eight);
  for (let done = 8; done < length; done += 8) {
    r = i16x8.add(r, eightR);
    g = i16x8.add(g, eightG);
    b = i16x8.add(b, eightB);
    at += 32;
    putEight(at, r, g, b, room - done);
  }
}
