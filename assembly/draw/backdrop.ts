import {
  aheadX, aheadY, aheadZ, blueOf, fieldSize, firstEight, firstFour, focal, fourPixels, frame, greenOf, haze, height, integers, inWhole, light, lightAt, map, mapSize, open, putEight, putPixels, ramp, redOf,
  rightX, rightY, rightZ, upX, upY, upZ, width, x, y, z,
} from './scene';

/** Half the width of a line of the metre grid on the ground, and how often a stronger one comes, metres. */
const lineHalf: f32 = 0.012;
const strongLineHalf: f32 = 0.022;
const strongEvery: f32 = 5;
const lineStrength: f32 = 0.22;
const strongStrength: f32 = 0.42;
/** Lines fade out until a pixel spans this share of what lies between two: before they would flicker. */
const finest: f32 = 0.45;
/** Rays flatter than this meet the ground in the haze. */
const flattest: f32 = -0.0006;
/** Light and haze change slowly across a row: they are worked out at these distances, pixels, and run evenly in between; less far where the camera leans. */
const longStretch: i32 = 64;
const shortStretch: i32 = 16;
/** What is written beyond a stretch is drawn after it, and the frame has room behind its last row. */
const beyond: i32 = 8;
/** Where pixels are this much finer than the map's texels, light is looked up at every eighth; where they are finer than `coarsest`, at every fourth. */
const fine: f32 = 0.22;
/** Or at every 16th or 32nd where they are finer still. */
const finer: f32 = 0.1;
const muchFiner: f32 = 0.05;
const coarsest: f32 = 0.3;

/** What a ray sees at the end of a stretch: sky colour, or the ground's place, its haze and the haze's part of the colour. */
@unmanaged
class Sample {
  /** Haze's part of the colour; and the whole colour that is seen where no shadow lies, of sky too. */
  hazeR: f32; hazeG: f32; hazeB: f32; hazeRest: f32;
  openR: f32; openG: f32; openB: f32; openRest: f32;
  x: f32; z: f32; mist: f32;
  spreadX: f32; spreadZ: f32;
  ground: boolean;
}

const one: Sample = changetype<Sample>(memory.data(64, 16));
const other: Sample = changetype<Sample>(memory.data(64, 16));

@inline
function hazeOf(sample: Sample): v128 {
  return v128.load(changetype<usize>(sample));
}

@inline
function openOf(sample: Sample): v128 {
  return v128.load(changetype<usize>(sample), 16);
}

/** Fills the whole frame: sky above the horizon, the gridded and shaded ground below it, both fading into the same haze. */
export function backdrop(): void {
  const stretch = rightY == 0 ? longStretch : shortStretch;
  for (let py = 0; py < height; py += 1) {
    const row = frame + py * width * 4;
    let start = one;
    let end = other;
    see(0, py, start);
    for (let from = 0; from < width; from += stretch) {
      const to = min(from + stretch, width);
      see(to, py, end);
      if (start.ground != end.ground) {
        // Only where a leaning horizon crosses a stretch: every pixel on its own.
        for (let px = from; px < to; px += 1) {
          see(px, py, start);
          ramp(row + px * 4, 1, beyond, openOf(start), openOf(start));
        }
      } else if (start.ground) {
        groundStretch(row + from * 4, to - from, start, end);
      } else {
        ramp(row + from * 4, to - from, to - from + beyond, openOf(start), openOf(end));
      }
      const last = start;
      start = end;
      end = last;
    }
  }
}

/** Follows the ray through a pixel's middle. */
function see(px: i32, py: i32, into: Sample): void {
  const step: f32 = 1 / focal;
  const u = (<f32>px + 0.5 - <f32>width / 2) * step;
  const v = (<f32>py + 0.5 - <f32>height / 2) * step;
  const dx = aheadX + u * rightX - v * upX;
  const dy = aheadY + u * rightY - v * upY;
  const dz = aheadZ + u * rightZ - v * upZ;
  const inverse: f32 = 1 / sqrt<f32>(dx * dx + dy * dy + dz * dz);
  const towards = max<f32>(0, (dx * lightAt(15) + dz * lightAt(17)) * inverse);
  const squared = towards * towards;
  const warm = squared * squared * squared;
  into.ground = dy < flattest;
  if (into.ground) {
    const t = -y / dy;
    const lean = t / dy;
    const mist = haze(t);
    into.x = x + t * dx;
    into.z = z + t * dz;
    into.mist = mist;
    into.spreadX = step * (abs(t * rightX - lean * dx * rightY) + abs(t * upX - lean * dx * upY));
    into.spreadZ = step * (abs(t * rightZ - lean * dz * rightY) + abs(t * upZ - lean * dz * upY));
    const hazy = f32x4.mul(f32x4.pmin(f32x4.splat(255), f32x4.add(v128.load(light, 6 * 4), f32x4.mul(v128.load(light, 9 * 4), f32x4.splat(warm)))), f32x4.splat(mist));
    v128.store(changetype<usize>(into), hazy);
    v128.store(changetype<usize>(into), f32x4.add(f32x4.mul(v128.load(light, 12 * 4), f32x4.splat(1 - mist)), hazy), 16);
    return;
  }
  const rise: f32 = max<f32>(0, dy * inverse);
  const low: f32 = min<f32>(1, rise / <f32>0.3);
  const high: f32 = max<f32>(0, (rise - <f32>0.2) / <f32>0.8);
  const toMiddle = low * (2 - low);
  const toZenith = high * (2 - high);
  const near = warm * (1 - toMiddle);
  const horizon = v128.load(light, 6 * 4);
  const above = f32x4.add(horizon, f32x4.mul(f32x4.sub(v128.load(light, 3 * 4), horizon), f32x4.splat(toMiddle)));
  const whole = f32x4.add(above, f32x4.mul(f32x4.sub(v128.load(light), above), f32x4.splat(toZenith)));
  v128.store(changetype<usize>(into), f32x4.pmin(f32x4.splat(255), f32x4.add(whole, f32x4.mul(v128.load(light, 9 * 4), f32x4.splat(near)))), 16);
}

function groundStretch(at: usize, length: i32, start: Sample, end: Sample): void {
  const share: f32 = 1 / <f32>length;
  const spreadX = max<f32>(1e-4, (start.spreadX + end.spreadX) / 2);
  const spreadZ = max<f32>(1e-4, (start.spreadZ + end.spreadZ) / 2);
  const lineX: f32 = meets(start.x, end.x, spreadX, 1) ? lineShare(spreadX, 1) * lineStrength : 0;
  const lineZ: f32 = meets(start.z, end.z, spreadZ, 1) ? lineShare(spreadZ, 1) * lineStrength : 0;
  const strongX: f32 = meets(start.x, end.x, spreadX, strongEvery) ? lineShare(spreadX, strongEvery) * strongStrength : 0;
  const strongZ: f32 = meets(start.z, end.z, spreadZ, strongEvery) ? lineShare(spreadZ, strongEvery) * strongStrength : 0;
  const gridded = lineX + lineZ + strongX + strongZ > 0;
  // Haze hides what light there is; or none of the shadows comes near.
  const lit = (start.mist > 0.97 && end.mist > 0.97) || isOpen(start.x, start.z, end.x, end.z);
  if (lit && !gridded) {
    ramp(at, length, length + beyond, openOf(start), openOf(end));
    return;
  }
  const pace = (abs(end.x - start.x) + abs(end.z - start.z)) * share * lightAt(20);
  if (lit || pace < fine) {
    const every = lit ? longStretch : pace < muchFiner ? 32 : pace < finer ? 16 : 8;
    eightAtATime(at, length, every, start, end, lit, spreadX, spreadZ, lineX, lineZ, strongX, strongZ);
    return;
  }
  const stepX = (end.x - start.x) * share;
  const stepZ = (end.z - start.z) * share;
  const stepMist = (end.mist - start.mist) * share;
  const stepR = (end.hazeR - start.hazeR) * share;
  const stepG = (end.hazeG - start.hazeG) * share;
  const stepB = (end.hazeB - start.hazeB) * share;
  let px = four(start.x, stepX);
  let pz = four(start.z, stepZ);
  let clear = four(1 - start.mist, -stepMist);
  // Rounding what is half a level less cuts fractions off.
  let r = four(start.hazeR - 0.5, stepR);
  let g = four(start.hazeG - 0.5, stepG);
  let b = four(start.hazeB - 0.5, stepB);
  // Penumbras are wider than a texel.
  const coarse = pace < coarsest;
  let bright0: f32 = 1;
  let nextLight: f32 = coarse ? lightOnOne(start.x, start.z) : 1;
  for (let place = 0; place < length; place += 4) {
    let bright: v128;
    if (coarse) {
      bright0 = nextLight;
      nextLight = lightOnOne(start.x + stepX * <f32>(place + 4), start.z + stepZ * <f32>(place + 4));
      bright = f32x4.mul(clear, four(bright0, (nextLight - bright0) / 4));
    } else {
      bright = f32x4.mul(clear, lightOn(px, pz));
    }
    if (gridded) {
      let line = f32x4.splat(0);
      if (lineX > 0) line = f32x4.pmax(line, covered(px, 1, 1, spreadX, lineHalf, lineX));
      if (lineZ > 0) line = f32x4.pmax(line, covered(pz, 1, 1, spreadZ, lineHalf, lineZ));
      if (strongX > 0) line = f32x4.pmax(line, covered(px, strongEvery, 0.2, spreadX, strongLineHalf, strongX));
      if (strongZ > 0) line = f32x4.pmax(line, covered(pz, strongEvery, 0.2, spreadZ, strongLineHalf, strongZ));
      bright = f32x4.add(bright, f32x4.mul(bright, line));
    }
    // Shadows are lit by the sky alone: they go blue.
    const blue = f32x4.add(f32x4.mul(clear, f32x4.splat(0.16)), f32x4.mul(bright, f32x4.splat(0.84)));
    putPixels(at + place * 4, fourPixels(
      f32x4.add(f32x4.mul(bright, f32x4.splat(lightAt(12))), r),
      f32x4.add(f32x4.mul(bright, f32x4.splat(lightAt(13))), g),
      f32x4.add(f32x4.mul(blue, f32x4.splat(lightAt(14))), b),
    ), length - place);
    px = f32x4.add(px, f32x4.splat(stepX * 4));
    pz = f32x4.add(pz, f32x4.splat(stepZ * 4));
    clear = f32x4.sub(clear, f32x4.splat(stepMist * 4));
    r = f32x4.add(r, f32x4.splat(stepR * 4));
    g = f32x4.add(g, f32x4.splat(stepG * 4));
    b = f32x4.add(b, f32x4.splat(stepB * 4));
  }
}

/**
 * The same in whole numbers, eight pixels at a time: colours in 128ths of a level, the grid's places in parts of 65536 of what lies between
 * two lines. Colours run evenly between places `every` pixels apart, whose light is looked up.
 */
function eightAtATime(
  at: usize, length: i32, every: i32, start: Sample, end: Sample, lit: boolean,
  spreadX: f32, spreadZ: f32, lineX: f32, lineZ: f32, strongX: f32, strongZ: f32,
): void {
  const share: f32 = 1 / <f32>length;
  const run = <f32>every;
  const stepX = (end.x - start.x) * share;
  const stepZ = (end.z - start.z) * share;
  const hazeStep = f32x4.mul(f32x4.sub(hazeOf(end), hazeOf(start)), f32x4.splat(share * run));
  const clearStep = (start.mist - end.mist) * share * run;
  const ground = v128.load(light, 12 * 4);
  const perRun = f32x4.splat(<f32>1 / run);
  const perEight = f32x4.splat(<f32>8 / run);
  let hazy = hazeOf(start);
  let clear: f32 = 1 - start.mist;
  const px = start.x;
  const pz = start.z;
  let bright = groundLight(ground, clear, lit ? 1 : lightOnOne(px, pz));
  let colour = f32x4.add(bright, hazy);
  if (lineX > 0) layLine(0, spreadX, stepX, 1, lineHalf, lineX);
  if (lineZ > 0) layLine(1, spreadZ, stepZ, 1, lineHalf, lineZ);
  if (strongX > 0) layLine(2, spreadX, stepX, strongEvery, strongLineHalf, strongX);
  if (strongZ > 0) layLine(3, spreadZ, stepZ, strongEvery, strongLineHalf, strongZ);
  const gridded = lineX + lineZ + strongX + strongZ > 0;
  // Where the next eight pixels begin, in parts of 65536 of what lies between two lines, of each set.
  let placeX = partsOf(px);
  let placeZ = partsOf(pz);
  let strongPlaceX = partsOf(px * <f32>0.2);
  let strongPlaceZ = partsOf(pz * <f32>0.2);
  const eightX = <i32>(stepX * (8 * 65536));
  const eightZ = <i32>(stepZ * (8 * 65536));
  const strongEightX = <i32>(stepX * <f32>(8 * 65536 * 0.2));
  const strongEightZ = <i32>(stepZ * <f32>(8 * 65536 * 0.2));
  let farX = px;
  let farZ = pz;
  for (let left = length; left > 0; left -= every) {
    clear += clearStep;
    hazy = f32x4.add(hazy, hazeStep);
    farX += stepX * run;
    farZ += stepZ * run;
    const nextBright = groundLight(ground, clear, lit ? 1 : lightOnOne(farX, farZ));
    const next = f32x4.add(nextBright, hazy);
    const difference = f32x4.sub(next, colour);
    const whole = inWhole(colour);
    const step = inWhole(f32x4.mul(difference, perRun));
    const eight = inWhole(f32x4.mul(difference, perEight));
    let r = i16x8.add(redOf(whole), i16x8.mul(redOf(step), firstEight));
    let g = i16x8.add(greenOf(whole), i16x8.mul(greenOf(step), firstEight));
    let b = i16x8.add(blueOf(whole), i16x8.mul(blueOf(step), firstEight));
    const last = at + min(every, left) * 4;
    if (!gridded) {
      for (; at < last; at += 32) {
        putEight(at, r, g, b, beyond);
        r = i16x8.add(r, redOf(eight));
        g = i16x8.add(g, greenOf(eight));
        b = i16x8.add(b, blueOf(eight));
      }
    } else {
      const brighter = f32x4.sub(nextBright, bright);
      const more = inWhole(f32x4.add(bright, f32x4.mul(brighter, f32x4.mul(perRun, f32x4.splat(4)))));
      const moreStep = inWhole(f32x4.mul(brighter, perEight));
      let moreR = redOf(more);
      let moreG = greenOf(more);
      let moreB = blueOf(more);
      for (; at < last; at += 32) {
        let line = i16x8.splat(0);
        let crossed = false;
        if (lineX > 0 && crosses(0, placeX, eightX)) {
          line = lineAcross(0, placeX);
          crossed = true;
        }
        if (lineZ > 0 && crosses(1, placeZ, eightZ)) {
          line = i16x8.max_s(line, lineAcross(1, placeZ));
          crossed = true;
        }
        if (strongX > 0 && crosses(2, strongPlaceX, strongEightX)) {
          line = i16x8.max_s(line, lineAcross(2, strongPlaceX));
          crossed = true;
        }
        if (strongZ > 0 && crosses(3, strongPlaceZ, strongEightZ)) {
          line = i16x8.max_s(line, lineAcross(3, strongPlaceZ));
          crossed = true;
        }
        if (crossed) {
          putEight(
            at, i16x8.add(r, i16x8.q15mulr_sat_s(line, moreR)), i16x8.add(g, i16x8.q15mulr_sat_s(line, moreG)), i16x8.add(b, i16x8.q15mulr_sat_s(line, moreB)), beyond,
          );
        } else {
          putEight(at, r, g, b, beyond);
        }
        r = i16x8.add(r, redOf(eight));
        g = i16x8.add(g, greenOf(eight));
        b = i16x8.add(b, blueOf(eight));
        moreR = i16x8.add(moreR, redOf(moreStep));
        moreG = i16x8.add(moreG, greenOf(moreStep));
        moreB = i16x8.add(moreB, blueOf(moreStep));
        placeX += eightX;
        placeZ += eightZ;
        strongPlaceX += strongEightX;
        strongPlaceZ += strongEightZ;
      }
    }
    colour = next;
    bright = nextBright;
  }
}

/** The ground's own part of the colour. Shadows are lit by the sky alone: they go blue. */
@inline
function groundLight(ground: v128, clear: f32, bright: f32): v128 {
  return f32x4.mul(ground, f32x4.mul(f32x4.splat(clear), f32x4(bright, bright, 0.16 + 0.84 * bright, 0)));
}

/** Of each set of lines: eight pixels' places, half of what a pixel spans, half a line's width, twice what a covered pixel becomes, and how far from a line anything is covered. */
const lines: usize = memory.data(4 * 80, 16);
let shiftOne: i32 = 0;
let shiftTwo: i32 = 0;
let shiftThree: i32 = 0;
let shiftFour: i32 = 0;

function layLine(set: i32, spread: f32, step: f32, every: f32, lineWidthHalf: f32, strength: f32): void {
  const parts: f32 = 65536 / every;
  const span = max(16, <i32>(spread * parts));
  // As far as a pixel's span can be shifted within 15 bits.
  const shift = clz<i32>(span) - 17;
  const to = lines + set * 80;
  v128.store(to, i16x8.mul(i16x8.splat(<i16><i32>nearest<f32>(step * parts)), firstEight));
  v128.store(to, i16x8.splat(<i16>(span >> 1)), 16);
  v128.store(to, i16x8.splat(<i16><i32>(lineWidthHalf * parts)), 32);
  v128.store(to, i16x8.splat(<i16><i32>(strength * <f32>(1 << 30) / <f32>(span << shift))), 48);
  store<i32>(to, (span >> 1) + <i32>(lineWidthHalf * parts) + 2, 64);
  if (set == 0) shiftOne = shift;
  else if (set == 1) shiftTwo = shift;
  else if (set == 2) shiftThree = shift;
  else shiftFour = shift;
}

/** Where a place, counted in lines, lies between two of them: parts of 65536, and what is more than that. */
@inline
function partsOf(place: f32): i32 {
  return <i32>((place - floor<f32>(place)) * 65536);
}

/** Whether a line of a set covers anything of eight pixels, the ninth of which lies `eight` parts on. */
@inline
function crosses(set: i32, place: i32, eight: i32): boolean {
  const around = load<i32>(lines + set * 80, 64);
  return (max(place, place + eight) + around) >> 16 != (min(place, place + eight) - around - 1) >> 16;
}

/** How much of eight pixels the lines of a set cover, times their strength, in parts of 32768. */
@inline
function lineAcross(set: i32, first: i32): v128 {
  const from = lines + set * 80;
  const off = i16x8.abs(i16x8.add(i16x8.splat(<i16>first), v128.load(from)));
  const span = v128.load(from, 16);
  const wide = v128.load(from, 32);
  const low = i16x8.max_s(i16x8.sub_sat_s(off, span), i16x8.neg(wide));
  const high = i16x8.min_s(i16x8.add_sat_s(off, span), wide);
  const over = i16x8.max_s(i16x8.sub_sat_s(high, low), i16x8.splat(0));
  const shift = set == 0 ? shiftOne : set == 1 ? shiftTwo : set == 2 ? shiftThree : shiftFour;
  return i16x8.q15mulr_sat_s(i16x8.shl(over, shift), v128.load(from, 48));
}

/** A value at four pixels. */
@inline
function four(first: f32, step: f32): v128 {
  return f32x4.add(f32x4.splat(first), f32x4.mul(f32x4.splat(step), firstFour));
}

/** The light on one place of the ground, 0–1. */
@inline
function lightOnOne(px: f32, pz: f32): f32 {
  const u = (px - lightAt(18)) * lightAt(20) - 0.5;
  const v = (pz - lightAt(19)) * lightAt(20) - 0.5;
  const most = <f32>mapSize - 1;
  if (!(u >= 0 && v >= 0 && u < most && v < most)) return 1;
  const column = <i32>u;
  const line = <i32>v;
  const at = map + line * mapSize + column;
  const part = u - <f32>column;
  const upperLeft = <f32>load<u8>(at);
  const lowerLeft = <f32>load<u8>(at + mapSize);
  const upper = upperLeft + (<f32>load<u8>(at, 1) - upperLeft) * part;
  const lower = lowerLeft + (<f32>load<u8>(at + mapSize, 1) - lowerLeft) * part;
  return (upper + (lower - upper) * (v - <f32>line)) * <f32>(1 / 255.0);
}

/** World metres to map texels: `(metres − origin) × perMetre`; as in src/animatic/render/shadeMap.ts. */
@inline
function texel(metres: v128, origin: f32): v128 {
  return f32x4.sub(f32x4.mul(f32x4.sub(metres, f32x4.splat(origin)), f32x4.splat(lightAt(20))), f32x4.splat(0.5));
}

/** The light on four places of the ground, 0–1; what the map does not hold lies in the open. */
@inline
function lightOn(px: v128, pz: v128): v128 {
  const u = texel(px, lightAt(18));
  const v = texel(pz, lightAt(19));
  const most = f32x4.splat(<f32>mapSize - 1.001);
  const zero = f32x4.splat(0);
  const inU = f32x4.pmax(zero, f32x4.pmin(most, u));
  const inV = f32x4.pmax(zero, f32x4.pmin(most, v));
  const inside = v128.and(f32x4.eq(u, inU), f32x4.eq(v, inV));
  if (!v128.any_true(inside)) return f32x4.splat(1);
  const column = f32x4.floor(inU);
  const line = f32x4.floor(inV);
  const places = integers(f32x4.add(f32x4.mul(line, f32x4.splat(<f32>mapSize)), column));
  const right = f32x4.sub(inU, column);
  const down = f32x4.sub(inV, line);
  const upper = pairs(map, places);
  const lower = pairs(map + mapSize, places);
  const byte = i32x4.splat(0xff);
  const upperLeft = f32x4.convert_i32x4_s(v128.and(upper, byte));
  const lowerLeft = f32x4.convert_i32x4_s(v128.and(lower, byte));
  const above = f32x4.add(upperLeft, f32x4.mul(f32x4.sub(f32x4.convert_i32x4_s(i32x4.shr_u(upper, 8)), upperLeft), right));
  const below = f32x4.add(lowerLeft, f32x4.mul(f32x4.sub(f32x4.convert_i32x4_s(i32x4.shr_u(lower, 8)), lowerLeft), right));
  const mixed = f32x4.mul(f32x4.add(above, f32x4.mul(f32x4.sub(below, above), down)), f32x4.splat(1 / 255.0));
  return v128.bitselect(mixed, f32x4.splat(1), inside);
}

/** Two neighbouring bytes at each of four places. */
@inline
function pairs(from: usize, places: v128): v128 {
  let both = i32x4.splat(load<u16>(from + i32x4.extract_lane(places, 0)));
  both = i32x4.replace_lane(both, 1, load<u16>(from + i32x4.extract_lane(places, 1)));
  both = i32x4.replace_lane(both, 2, load<u16>(from + i32x4.extract_lane(places, 2)));
  return i32x4.replace_lane(both, 3, load<u16>(from + i32x4.extract_lane(places, 3)));
}

/** Whether no shadow lies between two places, as far as can be told without looking closely. */
@inline
function isOpen(fromX: f32, fromZ: f32, toX: f32, toZ: f32): boolean {
  const perField = lightAt(20) / <f32>fieldSize;
  const fields = mapSize / fieldSize;
  const u = <i32>floor<f32>((fromX - lightAt(18)) * perField);
  const v = <i32>floor<f32>((fromZ - lightAt(19)) * perField);
  const toU = <i32>floor<f32>((toX - lightAt(18)) * perField);
  const toV = <i32>floor<f32>((toZ - lightAt(19)) * perField);
  if (u < 0 || v < 0 || u >= fields || v >= fields || toU < 0 || toV < 0 || toU >= fields || toV >= fields) return false;
  if (abs(toU - u) > 1 || abs(toV - v) > 1) return false;
  // What lies beside a field was looked at with it.
  return load<u8>(open + v * fields + u) != 0 && load<u8>(open + toV * fields + toU) != 0;
}

/** Whether a line of the grid lies between two places, or within half a pixel of them. */
@inline
function meets(from: f32, to: f32, spread: f32, every: f32): boolean {
  const margin = spread / 2 + strongLineHalf;
  return floor<f32>((max(from, to) + margin) / every) >= ceil<f32>((min(from, to) - margin) / every);
}

@inline
function lineShare(spread: f32, every: f32): f32 {
  return max<f32>(0, 1 - spread / (every * finest));
}

/** How much of four stretches of ground `spread` wide the lines at every multiple of `every` cover, times their strength. */
@inline
function covered(metres: v128, every: f32, perEvery: f32, spread: f32, lineWidthHalf: f32, strength: f32): v128 {
  const off = f32x4.abs(f32x4.sub(metres, f32x4.mul(f32x4.nearest(f32x4.mul(metres, f32x4.splat(perEvery))), f32x4.splat(every))));
  const low = f32x4.pmax(f32x4.sub(off, f32x4.splat(spread / 2)), f32x4.splat(-lineWidthHalf));
  const high = f32x4.pmin(f32x4.add(off, f32x4.splat(spread / 2)), f32x4.splat(lineWidthHalf));
  return f32x4.mul(f32x4.pmax(f32x4.sub(high, low), f32x4.splat(0)), f32x4.splat(strength / spread));
}
