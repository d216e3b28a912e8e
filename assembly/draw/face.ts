import { cover, from, sortEdges, to, wholeFrom, wholeTo } from './outline';
import {
  aheadX, aheadY, aheadZ, coverage, focal, frame, haze, height, light, lightAt, ramp, rightX, rightY, rightZ, upX, upY, upZ, width, x, y, z,
} from './scene';

/** Light and haze are worked out at these distances along a row and run evenly in between: pixels, and stops along a column's turn. */
const longest: f32 = 64;
const roundLongest: f32 = 16;
const roundShortest: f32 = 4;
const turnStops: f32 = 9;

let red: f32 = 0;
let green: f32 = 0;
let blue: f32 = 0;
let upright: boolean = false;
let isRound: boolean = false;
/** Of a flat face its outward normal and offset; of a column's wall its axis and radius. */
let p: f32 = 0;
let q: f32 = 0;
let r: f32 = 0;
let offset: f32 = 0;

export function colour(cr: f32, cg: f32, cb: f32, stands: boolean): void {
  red = cr;
  green = cg;
  blue = cb;
  upright = stands;
}

/** Fills an outline of `count` edges (scan.ts of src/animatic/render lays them out) between two rows as a flat face. */
export function flatFace(count: i32, top: i32, bottom: i32, nx: f32, ny: f32, nz: f32, distance: f32): void {
  isRound = false;
  p = nx;
  q = ny;
  r = nz;
  offset = distance;
  fill(count, top, bottom);
}

/** The same as the wall of an upright column. */
export function roundFace(count: i32, top: i32, bottom: i32, axisX: f32, axisZ: f32, radius: f32): void {
  isRound = true;
  p = axisX;
  q = axisZ;
  r = radius;
  fill(count, top, bottom);
}

/** Colours at the stops of a row, kept for the rows below it. */
const mostStops: i32 = 512;
const stops: usize = memory.data(8192, 16);
/** A stop's colour changes by less than a level from row to row where this many rows are a metre, times the rows that it is kept for. */
const rowsPerLevel: f32 = 24;
const mostKept: f32 = 8;

function fill(count: i32, top: i32, bottom: i32): void {
  sortEdges(count);
  steady();
  let kept: i32 = 0;
  let keptFrom = 0;
  let keptTo = 0;
  let stretch: f32 = longest;
  let last = 0;
  const drift: i32 = isRound ? 1 : 4;
  for (let row = top; row < bottom; row += 1) {
    if (!cover(row)) continue;
    if (kept == 0 || abs(from - keptFrom) > drift || abs(to - keptTo) > drift) {
      keptFrom = from;
      keptTo = to;
      const wide = <f32>(to - from);
      // A column's stops keep their share of its width, or its light would jump where the width changes by a pixel.
      stretch = isRound ? max<f32>(roundShortest, min<f32>(roundLongest, wide / turnStops)) : longest;
      last = min(mostStops - 1, max<i32>(1, <i32>ceil<f32>((wide - <f32>drift) / stretch)));
      shade(from, row);
      kept = max<i32>(2, <i32>min<f32>(mostKept, focal / (shadedDepth * rowsPerLevel)));
      // In the middle of the rows that they are for.
      const middle = min(row + (kept >> 1), bottom - 1);
      for (let stop = 0; stop <= last; stop += 1) {
        v128.store(stops + (stop << 4), shade(stop == last ? to : <i32>(<f32>from + <f32>stop * stretch), middle));
      }
    }
    kept -= 1;
    const at = frame + row * width * 4;
    let next = v128.load(stops);
    for (let stop = 1, start = from; stop <= last; stop += 1) {
      const end = stop == last ? to : min(to, <i32>(<f32>from + <f32>stop * stretch));
      if (end <= start) continue;
      const before = next;
      next = v128.load(stops + (stop << 4));
      const inner = min(max(wholeFrom, start), end);
      const outer = min(max(wholeTo, inner), end);
      if (start == inner && outer == end) {
        ramp(at + start * 4, end - start, wholeTo - start, before, next);
      } else {
        const step = f32x4.mul(f32x4.sub(next, before), f32x4.splat(<f32>1 / <f32>(end - start)));
        edgePixels(at, start, inner, start, before, step);
        if (inner < outer) {
          const first = f32x4.add(before, f32x4.mul(step, f32x4.splat(<f32>(inner - start))));
          ramp(at + inner * 4, outer - inner, wholeTo - inner, first, f32x4.add(before, f32x4.mul(step, f32x4.splat(<f32>(outer - start)))));
        }
        edgePixels(at, outer, end, start, before, step);
      }
      start = end;
    }
  }
}

/** Darkens what an outline covers by as much of red, green and blue as `colour` says. */
export function darken(count: i32, top: i32, bottom: i32): void {
  sortEdges(count);
  const shares = f32x4(red, green, blue, 0);
  for (let row = top; row < bottom; row += 1) {
    if (!cover(row)) continue;
    const at = frame + row * width * 4;
    for (let column = from; column < to; column += 1) {
      const covered: f32 = column >= wholeFrom && column < wholeTo ? 1 : load<f32>(coverage + (column << 2));
      const under = pixelAt(at + column * 4);
      putPixel(at + column * 4, f32x4.sub(under, f32x4.mul(under, f32x4.mul(shares, f32x4.splat(covered)))));
    }
  }
}

/** Pixels that the outline covers in part, of a stretch that begins at `origin` with a colour and changes by this step. */
@inline
function edgePixels(row: usize, start: i32, end: i32, origin: i32, first: v128, step: v128): void {
  for (let column = start; column < end; column += 1) {
    const covered = load<f32>(coverage + (column << 2));
    const at = row + column * 4;
    const colour = f32x4.add(first, f32x4.mul(step, f32x4.splat(<f32>(column - origin))));
    if (covered > 0.996) {
      putPixel(at, f32x4.sub(colour, f32x4.splat(0.5)));
    } else {
      const under = pixelAt(at);
      putPixel(at, f32x4.add(under, f32x4.mul(f32x4.sub(f32x4.sub(colour, f32x4.splat(0.5)), under), f32x4.splat(covered))));
    }
  }
}

@inline
function pixelAt(at: usize): v128 {
  return f32x4.convert_i32x4_u(i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(at))));
}

/** An opaque pixel, its channels rounded. */
@inline
function putPixel(at: usize, colour: v128): void {
  const whole = i32x4.trunc_sat_f32x4_s(f32x4.nearest(colour));
  const halves = i16x8.narrow_i32x4_s(whole, whole);
  store<u32>(at, 0xff000000 | i32x4.extract_lane(i8x16.narrow_i16x8_u(halves, halves), 0));
}

/** What `shade` needs of a flat face, none of which changes from pixel to pixel: depth is `away` by `meet`, and both run evenly. */
let away: f32 = 0;
let meet: f32 = 0;
let meetColumn: f32 = 0;
let meetRow: f32 = 0;
let rise: f32 = 0;
let riseColumn: f32 = 0;
let riseRow: f32 = 0;

function steady(): void {
  const step: f32 = 1 / focal;
  const u = (<f32>0.5 - <f32>width / 2) * step;
  const v = (<f32>0.5 - <f32>height / 2) * step;
  away = offset - (p * x + q * y + r * z);
  meet = p * (aheadX + u * rightX - v * upX) + q * (aheadY + u * rightY - v * upY) + r * (aheadZ + u * rightZ - v * upZ);
  meetColumn = (p * rightX + q * rightY + r * rightZ) * step;
  meetRow = -(p * upX + q * upY + r * upZ) * step;
  rise = aheadY + u * rightY - v * upY;
  riseColumn = rightY * step;
  riseRow = -upY * step;
}

/** How far the pixel that was shaded last is, metres. */
let shadedDepth: f32 = 1;

/** The face's colour at a pixel. */
function shade(column: i32, row: i32): v128 {
  const across = <f32>column;
  const down = <f32>row;
  const dy = rise + across * riseColumn + down * riseRow;
  let depth = away / (meet + across * meetColumn + down * meetRow);
  let lit: f32 = 1;
  if (isRound) {
    // Where the ray meets the upright cylinder, or comes nearest to it at the outline.
    const step: f32 = 1 / focal;
    const u = (across + 0.5 - <f32>width / 2) * step;
    const v = (down + 0.5 - <f32>height / 2) * step;
    const dx = aheadX + u * rightX - v * upX;
    const dz = aheadZ + u * rightZ - v * upZ;
    const ox = x - p;
    const oz = z - q;
    const a = dx * dx + dz * dz;
    const b = ox * dx + oz * dz;
    const inside = b * b - a * (ox * ox + oz * oz - r * r);
    depth = (-b - (inside > 0 ? sqrt<f32>(inside) : 0)) / a;
    const direct = ((ox + depth * dx) * lightAt(21) + (oz + depth * dz) * lightAt(23)) / r;
    lit = 0.4 + 0.64 * (direct > 0 ? direct : 0);
  }
  if (!(depth > 0 && depth < 500)) depth = 500;
  shadedDepth = depth;
  const mist = haze(depth);
  let clear: f32 = 1 - mist;
  if (upright) {
    // Less sky reaches the foot of a wall.
    const altitude = y + depth * dy;
    if (altitude < 1.4) clear *= 0.74 + <f32>(0.26 / 1.4) * (altitude < 0 ? 0 : altitude);
  }
  const hazy = f32x4.mul(v128.load(light + 6 * 4), f32x4.splat(mist));
  const whole = f32x4.mul(f32x4(red, green, blue, 0), f32x4.splat(clear));
  if (!isRound) return f32x4.add(whole, hazy);
  // What the key light misses is lit by the sky, which is blue.
  return f32x4.add(f32x4.mul(whole, f32x4(lit, lit, 0.13 + 0.87 * lit, 0)), hazy);
}
