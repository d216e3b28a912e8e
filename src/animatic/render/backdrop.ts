import { ground, haze, sky, sunset } from './light.ts';
import { mapOrigin, mapPerMetre, type ShadeMap } from './shadeMap.ts';
import { pixel, ramp, type Surface } from './surface.ts';
import type { View } from './view.ts';

/** Half the width of a line of the metre grid on the ground, and how often a stronger one comes, metres. */
const lineHalf = 0.012;
const strongLineHalf = 0.022;
const strongEvery = 5;
/** Light and haze change slowly across a row: they are worked out at these distances, pixels, and run evenly in between. */
const stretch = 16;
/** Rays flatter than this meet the ground in the haze. */
const flattest = -0.0006;

/** What a ray sees at the end of a stretch: sky colour, or the ground's place and haze. */
interface Sample {
  ground: boolean;
  r: number; g: number; b: number;
  /** Ground only: metres, the haze's share, and how far the ground moves from pixel to pixel. */
  x: number; z: number; mist: number; spreadX: number; spreadZ: number;
}

const samples: [Sample, Sample] = [emptySample(), emptySample()];

/** Fills the whole frame: sky above the horizon, the gridded and shaded ground below it, both fading into the same haze. */
export function drawBackdrop(surface: Surface, view: View, map: ShadeMap): void {
  const { width, height, words } = surface;
  for (let py = 0; py < height; py += 1) {
    const row = py * width;
    let [start, end] = samples;
    look(view, 0, py, start);
    for (let from = 0; from < width; from += stretch) {
      const to = from + stretch < width ? from + stretch : width;
      look(view, to, py, end);
      if (start.ground && end.ground) {
        groundStretch(words, row + from, row + to, start, end, map);
      } else if (start.ground !== end.ground) {
        horizonStretch(words, view, row, from, to, py);
      } else {
        ramp(words, row + from, row + to, start.r, start.g, start.b, end.r, end.g, end.b);
      }
      [start, end] = [end, start];
    }
  }
}

/** Only where a leaning horizon crosses a stretch: every pixel on its own, without the grid, which is too fine out there. */
function horizonStretch(words: Int32Array, view: View, row: number, from: number, to: number, py: number): void {
  const sample = horizonSample;
  for (let px = from; px < to; px += 1) {
    look(view, px, py, sample);
    if (sample.ground) {
      const clear = 1 - sample.mist;
      words[row + px] = pixel(ground.r * clear + sample.r, ground.g * clear + sample.g, ground.b * clear + sample.b);
    } else {
      words[row + px] = pixel(sample.r, sample.g, sample.b);
    }
  }
}

const horizonSample = emptySample();

function emptySample(): Sample {
  return { ground: false, r: 0, g: 0, b: 0, x: 0, z: 0, mist: 0, spreadX: 0, spreadZ: 0 };
}

/** Follows the ray through a pixel's middle. The colour of a ground sample is the haze's part alone. */
function look(view: View, px: number, py: number, into: Sample): void {
  const { right, up, ahead } = view;
  const step = 1 / view.focal;
  const u = (px + 0.5 - view.cx) * step;
  const v = (py + 0.5 - view.cy) * step;
  const dx = ahead.x + u * right.x - v * up.x;
  const dy = ahead.y + u * right.y - v * up.y;
  const dz = ahead.z + u * right.z - v * up.z;
  const inverse = 1 / Math.sqrt(dx * dx + dy * dy + dz * dz);
  const { horizon, middle, zenith, glow } = sky;
  const towards = (dx * sunset.x + dz * sunset.z) * inverse;
  const warm = towards <= 0 ? 0 : towards * towards * towards * towards * towards * towards;
  into.ground = dy < flattest;
  if (into.ground) {
    const t = -view.y / dy;
    const lean = t / dy;
    const mist = haze(t);
    into.x = view.x + t * dx;
    into.z = view.z + t * dz;
    into.mist = mist;
    into.spreadX = step * (Math.abs(t * right.x - lean * dx * right.y) + Math.abs(t * up.x - lean * dx * up.y));
    into.spreadZ = step * (Math.abs(t * right.z - lean * dz * right.y) + Math.abs(t * up.z - lean * dz * up.y));
    into.r = Math.min(255, horizon.r + glow.r * warm) * mist;
    into.g = (horizon.g + glow.g * warm) * mist;
    into.b = (horizon.b + glow.b * warm) * mist;
    return;
  }
  const rise = dy < 0 ? 0 : dy * inverse;
  const low = rise < 0.3 ? rise / 0.3 : 1;
  const high = rise < 0.2 ? 0 : (rise - 0.2) / 0.8;
  const toMiddle = low * (2 - low);
  const toZenith = high * (2 - high);
  const near = warm * (1 - toMiddle);
  const r = horizon.r + (middle.r - horizon.r) * toMiddle;
  const g = horizon.g + (middle.g - horizon.g) * toMiddle;
  const b = horizon.b + (middle.b - horizon.b) * toMiddle;
  into.r = Math.min(255, r + (zenith.r - r) * toZenith + glow.r * near);
  into.g = g + (zenith.g - g) * toZenith + glow.g * near;
  into.b = b + (zenith.b - b) * toZenith + glow.b * near;
}

function groundStretch(words: Int32Array, from: number, to: number, start: Sample, end: Sample, map: ShadeMap): void {
  const share = 1 / (to - from);
  const stepX = (end.x - start.x) * share;
  const stepZ = (end.z - start.z) * share;
  const stepR = (end.r - start.r) * share;
  const stepG = (end.g - start.g) * share;
  const stepB = (end.b - start.b) * share;
  const stepMist = (end.mist - start.mist) * share;
  const spreadX = Math.max(1e-4, (start.spreadX + end.spreadX) / 2);
  const spreadZ = Math.max(1e-4, (start.spreadZ + end.spreadZ) / 2);
  const lineX = meets(start.x, end.x, spreadX, 1) ? lineShare(spreadX, 1) * 0.22 : 0;
  const lineZ = meets(start.z, end.z, spreadZ, 1) ? lineShare(spreadZ, 1) * 0.22 : 0;
  const strongX = meets(start.x, end.x, spreadX, strongEvery) ? lineShare(spreadX, strongEvery) * 0.42 : 0;
  const strongZ = meets(start.z, end.z, spreadZ, strongEvery) ? lineShare(spreadZ, strongEvery) * 0.42 : 0;
  if (lineX + lineZ + strongX + strongZ === 0) {
    plainStretch(words, from, to, start, end, map);
    return;
  }
  let { x, z, r, g, b, mist } = start;
  for (let at = from; at < to; at += 1) {
    let line = 0;
    if (lineX > 0) line = covered(x - Math.floor(x + 0.5), spreadX, lineHalf) * lineX;
    if (lineZ > 0) line = larger(line, covered(z - Math.floor(z + 0.5), spreadZ, lineHalf) * lineZ);
    if (strongX > 0) line = larger(line, covered(x - Math.floor(x / strongEvery + 0.5) * strongEvery, spreadX, strongLineHalf) * strongX);
    if (strongZ > 0) line = larger(line, covered(z - Math.floor(z / strongEvery + 0.5) * strongEvery, spreadZ, strongLineHalf) * strongZ);
    const clear = 1 - mist;
    const bright = mapAt(map, x, z) * (1 + line) * clear;
    words[at] = pixel(ground.r * bright + r, ground.g * bright + g, groundBlue(bright, clear) + b);
    x += stepX;
    z += stepZ;
    r += stepR;
    g += stepG;
    b += stepB;
    mist += stepMist;
  }
}

/** Ground without a line of the grid. Penumbras are wider than a texel: where pixels are much finer, light is looked up at every fourth. */
function plainStretch(words: Int32Array, from: number, to: number, start: Sample, end: Sample, map: ShadeMap): void {
  const share = 1 / (to - from);
  const stepX = (end.x - start.x) * share;
  const stepZ = (end.z - start.z) * share;
  const leap = Math.abs(stepX) + Math.abs(stepZ) < 0.3 / mapPerMetre ? 4 : 1;
  const far = start.mist > 0.97 && end.mist > 0.97;
  let clear = 1 - start.mist;
  let bright = (far ? 1 : mapAt(map, start.x, start.z)) * clear;
  let r = ground.r * bright + start.r;
  let g = ground.g * bright + start.g;
  let b = groundBlue(bright, clear) + start.b;
  for (let at = from; at < to; at += leap) {
    const last = at + leap < to ? at + leap : to;
    const part = (last - from) * share;
    clear = 1 - (start.mist + (end.mist - start.mist) * part);
    bright = (far ? 1 : mapAt(map, start.x + stepX * (last - from), start.z + stepZ * (last - from))) * clear;
    const nextR = ground.r * bright + start.r + (end.r - start.r) * part;
    const nextG = ground.g * bright + start.g + (end.g - start.g) * part;
    const nextB = groundBlue(bright, clear) + start.b + (end.b - start.b) * part;
    ramp(words, at, last, r, g, b, nextR, nextG, nextB);
    r = nextR;
    g = nextG;
    b = nextB;
  }
}

/** Shadows are lit by the sky alone: they go blue. */
function groundBlue(bright: number, clear: number): number {
  return ground.b * (0.16 * clear + 0.84 * bright);
}

/** Whether a line of the grid lies between two places, or within half a pixel of them. */
function meets(from: number, to: number, spread: number, every: number): boolean {
  const margin = spread / 2 + strongLineHalf;
  const low = (from < to ? from : to) - margin;
  const high = (from < to ? to : from) + margin;
  return Math.floor(high / every) >= Math.ceil(low / every);
}

/** How strong the lines are at this fineness: they fade out before they would flicker. */
function lineShare(spread: number, every: number): number {
  const finest = every * 0.45;
  return spread < finest ? 1 - spread / finest : 0;
}

/** How much of a stretch of ground `spread` wide, `off` from a line's middle, the line covers. */
function covered(off: number, spread: number, half: number): number {
  const distance = off < 0 ? -off : off;
  const low = distance - spread / 2;
  if (low >= half) return 0;
  const high = distance + spread / 2;
  return ((high < half ? high : half) - (low > -half ? low : -half)) / spread;
}

function larger(a: number, b: number): number {
  return a > b ? a : b;
}

function mapAt(map: ShadeMap, x: number, z: number): number {
  const u = (x - mapOrigin.x) * mapPerMetre - 0.5;
  const v = (z - mapOrigin.z) * mapPerMetre - 0.5;
  const { size, light } = map;
  if (u < 0 || v < 0 || u >= size - 1 || v >= size - 1) return 1;
  const column = u | 0;
  const line = v | 0;
  const at = line * size + column;
  const fu = u - column;
  const upper = light[at]! + (light[at + 1]! - light[at]!) * fu;
  const lower = light[at + size]! + (light[at + size + 1]! - light[at + size]!) * fu;
  return (upper + (lower - upper) * (v - line)) / 255;
}
