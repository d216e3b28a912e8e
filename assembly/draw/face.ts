import {
  aheadX, aheadY, aheadZ, change, coverage, focal, frame, haze, height, lightAt, mostEdges, order, outline, ramp, rightX, rightY, rightZ, upX, upY, upZ, width, x, y, z,
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
/** What `shade` found. */
let shadeR: f32 = 0;
let shadeG: f32 = 0;
let shadeB: f32 = 0;
/** What `cover` found: the columns that are covered, and those among them that are covered whole. */
let from: i32 = 0;
let to: i32 = 0;
let wholeFrom: i32 = 0;
let wholeTo: i32 = 0;

export function colour(cr: f32, cg: f32, cb: f32, stands: boolean): void {
  red = cr;
  green = cg;
  blue = cb;
  upright = stands;
}

/** Fills an outline of `count` edges (scan.ts of src/animatic/render lays them out) between two rows as a flat face. */
export function flatFace(count: i32, top: i32, bottom: i32, nx: f32, ny: f32, nz: f32, away: f32): void {
  isRound = false;
  p = nx;
  q = ny;
  r = nz;
  offset = away;
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

function fill(count: i32, top: i32, bottom: i32): void {
  sortEdges(min(count, mostEdges));
  for (let row = top; row < bottom; row += 1) {
    if (!cover(row)) continue;
    const at = frame + row * width * 4;
    const wide = <f32>(to - from);
    // A column's stops keep their share of its width, or its light would jump where the width changes by a pixel.
    const stretch: f32 = isRound ? max<f32>(roundShortest, min<f32>(roundLongest, wide / turnStops)) : longest;
    shade(from, row);
    for (let stop = 1, start = from; start < to; stop += 1) {
      const end = min(to, <i32>(<f32>from + <f32>stop * stretch));
      const lastR = shadeR;
      const lastG = shadeG;
      const lastB = shadeB;
      shade(end, row);
      const share: f32 = 1 / <f32>(end - start);
      const stepR = (shadeR - lastR) * share;
      const stepG = (shadeG - lastG) * share;
      const stepB = (shadeB - lastB) * share;
      const inner = min(max(wholeFrom, start), end);
      const outer = min(max(wholeTo, inner), end);
      edgePixels(at, start, inner, start, lastR, lastG, lastB, stepR, stepG, stepB);
      if (inner < outer) {
        const before = <f32>(inner - start);
        const after = <f32>(outer - start);
        ramp(
          at + inner * 4, outer - inner, lastR + stepR * before, lastG + stepG * before, lastB + stepB * before,
          lastR + stepR * after, lastG + stepG * after, lastB + stepB * after,
        );
      }
      edgePixels(at, outer, end, start, lastR, lastG, lastB, stepR, stepG, stepB);
      start = end;
    }
  }
}

/** Pixels that the outline covers in part, of a stretch that begins at `origin` with a colour and changes by these steps. */
@inline
function edgePixels(row: usize, start: i32, end: i32, origin: i32, r0: f32, g0: f32, b0: f32, stepR: f32, stepG: f32, stepB: f32): void {
  for (let column = start; column < end; column += 1) {
    const covered = load<f32>(coverage + (column << 2));
    const at = row + column * 4;
    const under = load<u32>(at);
    const way = <f32>(column - origin);
    const part: f32 = covered > 0.996 ? 1 : covered;
    // Colours are half a level less, what is there is not.
    const round: f32 = 0.5 + 0.5 * part;
    const rr = <u32>(blend(<f32>(under & 0xff), r0 + stepR * way, part) + round);
    const gg = <u32>(blend(<f32>(under >> 8 & 0xff), g0 + stepG * way, part) + round);
    const bb = <u32>(blend(<f32>(under >> 16 & 0xff), b0 + stepB * way, part) + round);
    store<u32>(at, 0xff000000 | bb << 16 | gg << 8 | rr);
  }
}

@inline
function blend(under: f32, over: f32, part: f32): f32 {
  return under + (over - under) * part;
}

/** The face's colour at a pixel, half a level less: it is rounded. */
function shade(column: i32, row: i32): void {
  const step: f32 = 1 / focal;
  const u = (<f32>column + 0.5 - <f32>width / 2) * step;
  const v = (<f32>row + 0.5 - <f32>height / 2) * step;
  const dx = aheadX + u * rightX - v * upX;
  const dy = aheadY + u * rightY - v * upY;
  const dz = aheadZ + u * rightZ - v * upZ;
  let depth: f32;
  let light: f32 = 1;
  if (isRound) {
    // Where the ray meets the upright cylinder, or comes nearest to it at the outline.
    const ox = x - p;
    const oz = z - q;
    const a = dx * dx + dz * dz;
    const b = ox * dx + oz * dz;
    const inside = b * b - a * (ox * ox + oz * oz - r * r);
    depth = (-b - (inside > 0 ? sqrt<f32>(inside) : 0)) / a;
    const direct = ((ox + depth * dx) * lightAt(21) + (oz + depth * dz) * lightAt(23)) / r;
    light = 0.4 + 0.64 * (direct > 0 ? direct : 0);
  } else {
    depth = (offset - (p * x + q * y + r * z)) / (p * dx + q * dy + r * dz);
  }
  if (!(depth > 0 && depth < 500)) depth = 500;
  const mist = haze(depth);
  const altitude = y + depth * dy;
  // Less sky reaches the foot of a wall.
  const low: f32 = upright && altitude < 1.4 ? 0.74 + 0.26 * (altitude < 0 ? 0 : altitude / 1.4) : 1;
  const clear: f32 = (1 - mist) * low;
  shadeR = red * clear * light + lightAt(6) * mist - 0.5;
  shadeG = green * clear * light + lightAt(7) * mist - 0.5;
  // What the key light misses is lit by the sky, which is blue.
  shadeB = blue * clear * (isRound ? 0.13 + 0.87 * light : 1) + lightAt(8) * mist - 0.5;
}

/** Edges that `cover` has not come to yet, by their upper ends, and those that it is in. */
let waiting: i32 = 0;
let total: i32 = 0;
let active: i32 = 0;

@inline
function edge(index: i32): usize {
  return outline + index * 40;
}

function sortEdges(count: i32): void {
  total = count;
  waiting = 0;
  active = 0;
  for (let index = 0; index < count; index += 1) {
    const high = load<f64>(edge(index));
    let place = index;
    for (; place > 0 && load<f64>(edge(load<u16>(order + (place - 1) * 2))) > high; place -= 1) {
      store<u16>(order + place * 2, load<u16>(order + (place - 1) * 2));
    }
    store<u16>(order + place * 2, <u16>index);
  }
}

/** A row's exact coverage: `row` of scan.ts, but that each row comes after the one above. */
function cover(row: i32): boolean {
  const live = order + mostEdges * 2;
  while (waiting < total && load<f64>(edge(load<u16>(order + waiting * 2))) < <f64>(row + 1)) {
    store<u16>(live + active * 2, load<u16>(order + waiting * 2));
    active += 1;
    waiting += 1;
  }
  let left0: f32 = <f32>width;
  let right0: f32 = 0;
  let crossings = 0;
  let firstRight: f32 = 0;
  let lastLeft: f32 = <f32>width;
  for (let index = 0; index < active;) {
    const at = edge(load<u16>(live + index * 2));
    const high = load<f64>(at);
    const low = load<f64>(at, 8);
    if (low <= <f64>row) {
      active -= 1;
      store<u16>(live + index * 2, load<u16>(live + active * 2));
      continue;
    }
    index += 1;
    const start = high > <f64>row ? high : <f64>row;
    const end = low < <f64>(row + 1) ? low : <f64>(row + 1);
    const upper = load<f64>(at, 16);
    const slope = load<f64>(at, 24);
    const a = within(upper + (start - high) * slope);
    const b = within(upper + (end - high) * slope);
    const left = a < b ? a : b;
    const right = a < b ? b : a;
    accumulate(left, right, <f32>((end - start) * load<f64>(at, 32)));
    if (crossings == 0 || left < left0) firstRight = right;
    if (crossings == 0 || left > lastLeft) lastLeft = left;
    if (left < left0) left0 = left;
    if (right > right0) right0 = right;
    crossings += 1;
  }
  from = <i32>left0;
  to = min(width, <i32>ceil<f32>(right0));
  if (from >= width || right0 <= 0) {
    if (crossings > 0) memory.fill(change + (from << 2), 0, (max(0, <i32>ceil<f32>(right0) - from) + 2) << 2);
    return false;
  }
  wholeFrom = to;
  wholeTo = from;
  const gapFrom = <i32>ceil<f32>(firstRight) + 1;
  const gapTo = <i32>lastLeft;
  if (crossings != 2 || gapTo <= gapFrom) {
    sweep(0, from, to);
  } else {
    const sum = sweep(0, from, gapFrom);
    const size = abs(sum);
    if (size > 0.999) {
      wholeFrom = gapFrom;
      wholeTo = gapTo;
    } else {
      for (let column = gapFrom; column < gapTo; column += 1) store<f32>(coverage + (column << 2), size);
    }
    sweep(sum, gapTo, to);
  }
  store<f32>(change + (to << 2), 0);
  store<f32>(change + (to << 2), 0, 4);
  return true;
}

function sweep(before: f32, first: i32, last: i32): f32 {
  let sum = before;
  for (let column = first; column < last; column += 1) {
    sum += load<f32>(change + (column << 2));
    store<f32>(change + (column << 2), 0);
    const size = abs(sum);
    store<f32>(coverage + (column << 2), size > 1 ? 1 : size);
  }
  return sum;
}

@inline
function within(at: f64): f32 {
  return at < 0 ? 0 : at > <f64>width ? <f32>width : <f32>at;
}

@inline
function add(column: i32, amount: f32): void {
  const at = change + (column << 2);
  store<f32>(at, load<f32>(at) + amount);
}

/** Adds an edge's part within one row: how the coverage changes from column to column as the edge is crossed. */
function accumulate(left: f32, right: f32, tall: f32): void {
  const first = <i32>left;
  const last = <i32>ceil<f32>(right);
  if (last <= first + 1) {
    const beyond = tall * ((left + right) / 2 - <f32>first);
    add(first, tall - beyond);
    add(first + 1, beyond);
    return;
  }
  const perColumn: f32 = 1 / (right - left);
  const inFirst: f32 = 1 - (left - <f32>first);
  const inLast: f32 = right - <f32>last + 1;
  const firstArea: f32 = 0.5 * perColumn * inFirst * inFirst;
  const lastArea: f32 = 0.5 * perColumn * inLast * inLast;
  add(first, tall * firstArea);
  if (last == first + 2) {
    add(first + 1, tall * (<f32>1 - firstArea - lastArea));
  } else {
    const second: f32 = perColumn * (inFirst + 0.5);
    add(first + 1, tall * (second - firstArea));
    for (let column = first + 2; column < last - 1; column += 1) add(column, tall * perColumn);
    add(last - 1, tall * (<f32>1 - second - <f32>(last - first - 3) * perColumn - lastArea));
  }
  add(last, tall * lastArea);
}
