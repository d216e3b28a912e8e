import { cover, from, sortEdges, to, wholeFrom, wholeTo } from './outline';
import { coverage, frame, haze, height, lightAt, putPixels, room, width } from './scene';

/**
 * Lays a picture over the outline of the board that it stands on: between the texels of the size whose texels are about as large as the
 * frame's pixels. The picture itself lies with the caller, who is asked for the lines that are needed and puts them into a strip: so a
 * thread holds little of a large picture.
 */

/** Places on the picture are exact at these distances along a row, pixels, and run evenly in between. */
const stretch: i32 = 16;
/** As many lines of a size as its strip holds, more than a row crosses that leans by two degrees; or what of it is this small, bytes: the smallest size is there whole. */
const mostLines: i32 = 192;
const small: i32 = 65536;
/** Lines that are asked for below those that a row needs: the rows under it go on there. */
const further: i32 = 32;
const mostLevels: i32 = 12;
/** Places beyond this are far outside of any picture, in parts of 65536 of a texel. */
const farthest: i32 = 16000 << 16;
/** Of a place in parts of 65536 the last before the next line: both sides of it are read. */
const lastPart: i32 = 66;

/** A size of the picture. */
@unmanaged
class Level {
  width: i32;
  height: i32;
  /** RGB, three bytes a texel: `count` lines from `first` on. */
  strip: usize;
  first: i32;
  count: i32;
  most: i32;
  /** It is seen from this depth on, metres. */
  nearest: f64;
  /** Texels a metre. */
  perAcross: f64;
  perDown: f64;
}

const levels: usize = memory.data(12 * 48, 16);
let levelCount: i32 = 0;

@inline
function levelOf(index: i32): Level {
  return changetype<Level>(levels + <usize>index * 48);
}

/** Makes room for the picture's next smaller size, texels. Before anything else is done with the memory: it may move. */
export function addLevel(wide: i32, high: i32): void {
  if (levelCount == mostLevels) return;
  const level = levelOf(levelCount);
  level.width = wide;
  level.height = high;
  level.most = min(high, max(mostLines, small / (wide * 3)));
  // Texels are read eight bytes at a time, and of the last line also the one below it, which counts for nothing.
  level.strip = room((level.most + 1) * wide * 3 + 16);
  level.count = 0;
  levelCount += 1;
}

/** The camera relative to the board's foot, and the picture on it, metres. */
let cameraX: f64 = 0;
let cameraY: f64 = 0;
let cameraZ: f64 = 0;
let focalLength: f64 = 0;
let rX: f64 = 0;
let rY: f64 = 0;
let rZ: f64 = 0;
let uX: f64 = 0;
let uY: f64 = 0;
let uZ: f64 = 0;
let aX: f64 = 0;
let aY: f64 = 0;
let aZ: f64 = 0;
let wide: f64 = 0;
let high: f64 = 0;
let foot: f64 = 0;

export function lookAtPanel(
  px: f64, py: f64, pz: f64, focal: f64, rx: f64, ry: f64, rz: f64, ux: f64, uy: f64, uz: f64, ax: f64, ay: f64, az: f64,
): void {
  cameraX = px;
  cameraY = py;
  cameraZ = pz;
  focalLength = focal;
  rX = rx;
  rY = ry;
  rZ = rz;
  uX = ux;
  uY = uy;
  uZ = uz;
  aX = ax;
  aY = ay;
  aZ = az;
}

/** The row that is drawn, whether its outline is known, and how far it is drawn. */
let row: i32 = 0;
let last: i32 = 0;
let covered: boolean = false;
let column: i32 = 0;
/** The lines that are asked for. */
let asked: i32 = 0;

/** Begins to fill an outline of `count` edges between two rows with a picture of this size above this height, metres. */
export function beginPanel(count: i32, top: i32, bottom: i32, panelWidth: f64, panelHeight: f64, panelFoot: f64): void {
  wide = panelWidth;
  high = panelHeight;
  foot = panelFoot;
  row = top;
  last = min(bottom, height);
  covered = false;
  sortEdges(count);
  // Sizes change where a texel is the square root of two wide, or half of that.
  let nearest = Math.SQRT1_2 * focalLength * wide / <f64>levelOf(0).width;
  for (let index = 0; index < levelCount; index += 1) {
    const level = levelOf(index);
    level.nearest = nearest;
    level.perAcross = <f64>level.width / wide;
    level.perDown = <f64>level.height / high;
    nearest *= 2;
  }
}

/** Draws on. True when lines are missing, which `askedLevel` and so on tell: they are put into the strip, and it is called again. */
export function drawPanel(): boolean {
  for (; row < last; row += 1) {
    if (!covered) {
      if (!cover(row)) continue;
      covered = true;
      column = from;
      lookAlong();
      see(column);
    }
    while (column < to) if (!drawStretch()) return true;
    covered = false;
  }
  return false;
}

export function askedLevel(): i32 {
  return asked;
}

export function askedFirst(): i32 {
  return levelOf(asked).first;
}

export function askedCount(): i32 {
  return levelOf(asked).count;
}

export function stripAt(): usize {
  return levelOf(asked).strip;
}

/** Where the ray through a pixel's middle meets the picture's plane: its depth, and metres from the picture's left and top sides. */
let depth: f64 = 0;
let across: f64 = 0;
let down: f64 = 0;

function see(px: i32): void {
  const u = <f64>px * perPixel;
  const met = -cameraZ / (towardsZ + u * rZ);
  depth = met;
  across = leftmost + met * (towardsX + u * rX);
  down = topmost - met * (towardsY + u * rY);
}

/** The ray through the first pixel of the row, and how far rays are from it for each pixel. */
let towardsX: f64 = 0;
let towardsY: f64 = 0;
let towardsZ: f64 = 0;
let perPixel: f64 = 0;
let leftmost: f64 = 0;
let topmost: f64 = 0;

function lookAlong(): void {
  perPixel = 1 / focalLength;
  leftmost = cameraX + wide / 2;
  topmost = foot + high - cameraY;
  const u = (0.5 - <f64>width / 2) * perPixel;
  const v = (<f64>row + 0.5 - <f64>height / 2) * perPixel;
  towardsX = aX + u * rX - v * uX;
  towardsY = aY + u * rY - v * uY;
  towardsZ = aZ + u * rZ - v * uZ;
}

/** A place in texels, in parts of 65536. */
@inline
function parts(texels: f64): i32 {
  return max(-farthest, min(farthest, <i32>(texels * 65536)));
}

/** The next pixels of the row; false, and nothing done, when lines are missing. */
function drawStretch(): boolean {
  const end = min(column + stretch, to);
  const startDepth = depth;
  const startAcross = across;
  const startDown = down;
  see(end);
  const length = end - column;
  const share: f64 = length == stretch ? 1 / <f64>stretch : 1 / <f64>length;
  let index = 0;
  while (index + 1 < levelCount && startDepth >= levelOf(index + 1).nearest) index += 1;
  let level = levelOf(index);
  let l = 0;
  let stepL = 0;
  let lowL = 0;
  let highL = 0;
  for (;;) {
    l = parts(startDown * level.perDown - 0.5);
    stepL = parts((down - startDown) * level.perDown * share);
    // Lines between its two ends, so that pixels beyond the row's own read nothing that is not there.
    const mostL = max(0, (level.height - 1) * 65536 - lastPart);
    const farL = l + stepL * (length - 1);
    lowL = min(mostL, max(0, min(l, farL)));
    highL = min(mostL, max(0, max(l, farL)));
    // A board seen from its side, whose whole height is in a few pixels: a smaller size is fine enough.
    if (index + 1 == levelCount || (highL >> 16) - (lowL >> 16) + 2 <= level.most) break;
    index += 1;
    level = levelOf(index);
  }
  const firstLine = lowL >> 16;
  const lastLine = min(level.height - 1, (highL >> 16) + 1);
  if (firstLine < level.first || lastLine >= level.first + level.count) {
    ask(index, firstLine, lastLine);
    depth = startDepth;
    across = startAcross;
    down = startDown;
    return false;
  }
  const c = parts(startAcross * level.perAcross - 0.5);
  const stepC = parts((across - startAcross) * level.perAcross * share);
  const mist: f32 = haze(max<f32>(0, <f32>startDepth)) * 0.5;
  const clear = i32x4.splat(<i32>nearest<f32>((1 - mist) * 16384));
  const red = <i16><i32>nearest<f32>(lightAt(6) * mist * 128);
  const green = <i16><i32>nearest<f32>(lightAt(7) * mist * 128);
  const blue = <i16><i32>nearest<f32>(lightAt(8) * mist * 128);
  const hazy = i16x8(red, green, blue, 0, red, green, blue, 0);
  const inner = max(column, wholeFrom);
  const outer = min(end, wholeTo);
  const stride = level.width * 3;
  const strides = i32x4.splat(stride);
  const base = i32x4.splat(<i32>level.strip);
  const first = i32x4.splat(level.first);
  const rightmost = i32x4.splat(max(0, (level.width - 1) * 65536 - lastPart));
  const top = i32x4.splat(lowL);
  const bottom = i32x4.splat(highL);
  let places = i32x4.add(i32x4.splat(c), i32x4.mul(i32x4.splat(stepC), i32x4(0, 1, 2, 3)));
  let lines = i32x4.add(i32x4.splat(l), i32x4.mul(i32x4.splat(stepL), i32x4(0, 1, 2, 3)));
  const placesStep = i32x4.splat(stepC * 4);
  const linesStep = i32x4.splat(stepL * 4);
  const start = frame + row * width * 4;
  for (let px = column; px < end; px += 4) {
    const place = i32x4.max_s(i32x4.min_s(places, rightmost), i32x4.splat(0));
    const line = i32x4.max_s(i32x4.min_s(lines, bottom), top);
    const texel = i32x4.shr_u(place, 16);
    const at = i32x4.add(i32x4.add(base, i32x4.mul(i32x4.sub(i32x4.shr_u(line, 16), first), strides)), i32x4.add(texel, i32x4.shl(texel, 1)));
    const downShare = i32x4.shr_u(i32x4.shl(line, 16), 17);
    // What the two texels of a line count for, the haze's part taken off: 14 bits each, as pairs.
    const right = i32x4.shr_u(i32x4.mul(i32x4.shr_u(i32x4.shl(place, 16), 18), clear), 14);
    const weights = v128.or(i32x4.sub(clear, right), i32x4.shl(right, 16));
    const one = i8x16.shuffle(weights, weights, 0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3);
    const two = i8x16.shuffle(weights, weights, 4, 5, 6, 7, 4, 5, 6, 7, 4, 5, 6, 7, 4, 5, 6, 7);
    const three = i8x16.shuffle(weights, weights, 8, 9, 10, 11, 8, 9, 10, 11, 8, 9, 10, 11, 8, 9, 10, 11);
    const four = i8x16.shuffle(weights, weights, 12, 13, 14, 15, 12, 13, 14, 15, 12, 13, 14, 15, 12, 13, 14, 15);
    const at0 = i32x4.extract_lane(at, 0);
    const at1 = i32x4.extract_lane(at, 1);
    const at2 = i32x4.extract_lane(at, 2);
    const at3 = i32x4.extract_lane(at, 3);
    const ab = between(
      pairOf(at0, one, at1, two), pairOf(at0 + stride, one, at1 + stride, two), i8x16.shuffle(downShare, downShare, 0, 1, 0, 1, 0, 1, 0, 1, 4, 5, 4, 5, 4, 5, 4, 5), hazy,
    );
    const cd = between(
      pairOf(at2, three, at3, four), pairOf(at2 + stride, three, at3 + stride, four),
      i8x16.shuffle(downShare, downShare, 8, 9, 8, 9, 8, 9, 8, 9, 12, 13, 12, 13, 12, 13, 12, 13), hazy,
    );
    const left = end - px;
    if (px >= inner && px + min(4, left) <= outer) {
      putPixels(start + px * 4, fourOf(ab, cd), left);
    } else {
      const half = i16x8.splat(64);
      edgePixels(start, px, min(4, left), fourOf(ab, cd), fourOf(i16x8.add(ab, half), i16x8.add(cd, half)), inner, outer);
    }
    places = i32x4.add(places, placesStep);
    lines = i32x4.add(lines, linesStep);
  }
  column = end;
  return true;
}

/** Two places of a line, each between its two texels: channels in 128ths of a level, the fourth none. */
@inline
function pairOf(one: usize, weights: v128, other: usize, otherWeights: v128): v128 {
  return i16x8.narrow_i32x4_s(i32x4.shr_u(ofLine(one, weights), 7), i32x4.shr_u(ofLine(other, otherWeights), 7));
}

@inline
function ofLine(at: usize, weights: v128): v128 {
  // Red of both texels, green of both, blue of both.
  return i32x4.dot_i16x8_s(i8x16.swizzle(v128.load64_zero(at), i8x16(0, -1, 3, -1, 1, -1, 4, -1, 2, -1, 5, -1, -1, -1, -1, -1)), weights);
}

/** Two pixels between their line and the one below, in the haze. */
@inline
function between(upper: v128, lower: v128, share: v128, hazy: v128): v128 {
  return i16x8.add(i16x8.add(upper, i16x8.q15mulr_sat_s(i16x8.sub(lower, upper), share)), hazy);
}

/** Four opaque pixels of two pairs. */
@inline
function fourOf(one: v128, other: v128): v128 {
  return v128.or(i8x16.narrow_i16x8_u(i16x8.shr_u(one, 7), i16x8.shr_u(other, 7)), i32x4.splat(<i32>0xff000000));
}

const whole: usize = memory.data(16, 16);
const rounded: usize = memory.data(16, 16);

/** Pixels that the outline may cover in part. */
function edgePixels(start: usize, px: i32, count: i32, pixels: v128, nearly: v128, inner: i32, outer: i32): void {
  v128.store(whole, pixels);
  v128.store(rounded, nearly);
  for (let index = 0; index < count; index += 1) {
    const at = start + (px + index) * 4;
    const size: f32 = px + index >= inner && px + index < outer ? 1 : load<f32>(coverage + ((px + index) << 2));
    if (size > 0.996) {
      store<u32>(at, load<u32>(whole + index * 4));
      continue;
    }
    for (let channel: usize = 0; channel < 3; channel += 1) {
      const under = <f32>load<u8>(at + channel);
      store<u8>(at + channel, <u8>nearest<f32>(under + (<f32>load<u8>(rounded + index * 4 + channel) - under) * size));
    }
  }
}

/** Asks for the lines that the whole row needs, and some below; where a row needs more than the strip holds, for what these pixels need. */
function ask(index: i32, firstLine: i32, lastLine: i32): void {
  const level = levelOf(index);
  see(from);
  const one = parts(down * level.perDown - 0.5) >> 16;
  see(to);
  const other = parts(down * level.perDown - 0.5) >> 16;
  const lowest = level.height - 1;
  const rowFirst = max(0, min(firstLine, min(one, other)));
  const rowLast = min(lowest, max(lastLine, max(one, other) + 1));
  const falls = other < one;
  asked = index;
  if (rowLast - rowFirst < level.most) {
    level.first = rowFirst;
    level.count = min(level.most, min(lowest, rowLast + further) - rowFirst + 1);
  } else {
    // On the side to which the row goes.
    level.first = falls ? max(0, lastLine - level.most + 1) : firstLine;
    level.count = min(level.most, level.height - level.first);
  }
}
