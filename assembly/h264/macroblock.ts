import { put, putSigned, putUnsigned } from './bits';
import {
  chromaStride, columns, countsU, countsV, countsY, madeU, madeV, madeY, motions, moved, sourceStride, sourceU, sourceV, sourceY, stride,
} from './frame';
import { fromAbove, fromLeft, fromMean, fromPlane, guessChroma, guessLuma } from './intra';
import { differenceFrom, moveChroma, moveLuma } from './motion';
import { putBlock } from './residual';
import { expect, expectedX, expectedY, foundDifference, foundX, foundY, search, skippedX, skippedY } from './search';
import { patternNumbers } from './tables';
import { clear, forward, inverse, quantize, quantizeChromaCorners, quantizeLumaCorners } from './transform';

/** The guess: 16 × 16 of luma, two 8 × 8 of chroma; a second luma guess beside it. */
const guessY: usize = memory.data(256, 16);
const guessU: usize = memory.data(64, 16);
const guessV: usize = memory.data(64, 16);
const otherY: usize = memory.data(256, 16);
/** Coefficients, then what a decoder restores; and the levels to write. Sixteen luma blocks row by row, four of each chroma. */
const blocksY: usize = memory.data(512, 16);
const blocksU: usize = memory.data(128, 16);
const blocksV: usize = memory.data(128, 16);
const levelsY: usize = memory.data(512, 16);
const levelsU: usize = memory.data(128, 16);
const levelsV: usize = memory.data(128, 16);
const cornersY: usize = memory.data(32, 16);
const cornersU: usize = memory.data(16, 16);
const cornersV: usize = memory.data(16, 16);

/** The share of a step that is rounded away: a third of what stands alone, a sixth of what was moved. */
const alone: i32 = 3;
const after: i32 = 6;
/** In a moved picture, guessing a macroblock from its neighbours must be this much better. */
const guessHandicap: i32 = 600;
/** A difference of no more than this in every pixel of a moved block is left: nobody sees it, and quantization would take most of it. */
const unseen: i32 = 2;
/** Below this difference nothing but motion is tried. */
const wellMoved: i32 = 2400;

let skips: u32 = 0;
let source: usize = 0;
let madeAt: usize = 0;
let chromaMadeAt: i32 = 0;
let chromaSourceAt: i32 = 0;

export function startMacroblocks(): void {
  skips = 0;
}

export function endMacroblocks(key: boolean): void {
  if (!key && skips > 0) putUnsigned(skips);
}

export function putMacroblock(column: i32, row: i32, key: boolean): void {
  source = sourceY + column * 16;
  madeAt = madeY + row * 16 * stride + column * 16;
  chromaMadeAt = row * 8 * chromaStride + column * 8;
  chromaSourceAt = column * 8;
  if (key) {
    putAlone(column, row, key, bestGuess(column, row));
    return;
  }
  const index = row * columns + column;
  const offset = row * 16 * stride + column * 16;
  expect(column, row);
  search(source, offset, column, row, load<i32>(motions + (index << 2)));
  if (foundDifference > wellMoved) {
    const way = bestGuess(column, row);
    if (bestGuessDifference + guessHandicap < foundDifference) {
      putAlone(column, row, key, way);
      return;
    }
  }
  putMoved(column, row, offset);
}

let bestGuessDifference: i32 = 0;

/** Fills `guessY` by the way that differs least from the source. */
function bestGuess(column: i32, row: i32): i32 {
  const above = row > 0;
  const left = column > 0;
  guessLuma(fromMean, madeAt, stride, above, left, guessY);
  bestGuessDifference = differenceFrom(source, guessY);
  let best = fromMean;
  if (above) best = better(best, fromAbove, above, left);
  if (left) best = better(best, fromLeft, above, left);
  if (above && left) best = better(best, fromPlane, above, left);
  return best;
}

function better(best: i32, way: i32, above: boolean, left: boolean): i32 {
  guessLuma(way, madeAt, stride, above, left, otherY);
  const difference = differenceFrom(source, otherY);
  if (difference >= bestGuessDifference) return best;
  bestGuessDifference = difference;
  memory.copy(guessY, otherY, 256);
  return way;
}

/** A macroblock that is guessed from its neighbours: Intra 16 × 16. */
function putAlone(column: i32, row: i32, key: boolean, way: i32): void {
  const index = row * columns + column;
  store<u8>(moved + index, 0);
  store<i32>(motions + (index << 2), 0);
  const chromaWay = way == fromAbove ? 2 : way == fromLeft ? 1 : way == fromPlane ? 3 : 0;
  guessChroma(way, madeU + chromaMadeAt, chromaStride, row > 0, column > 0, guessU);
  guessChroma(way, madeV + chromaMadeAt, chromaStride, row > 0, column > 0, guessV);
  forwardLuma();
  quantizeLumaCorners(blocksY, cornersY);
  let inner = false;
  for (let block: usize = 0; block < 16; block += 1) {
    const corner = load<i16>(blocksY + block * 32);
    store<i16>(blocksY + block * 32, 0);
    if (quantize(blocksY + block * 32, levelsY + block * 32, alone) != 0) inner = true;
    else clear(blocksY + block * 32);
    store<i16>(blocksY + block * 32, corner);
  }
  const chroma = quantizeChroma(alone, guessU, guessV, 8);
  if (!key) {
    putUnsigned(skips);
    skips = 0;
  }
  putUnsigned((key ? 1 : 6) + way + 4 * chroma + (inner ? 12 : 0));
  putUnsigned(chromaWay);
  putSigned(0);
  putBlock(cornersY, 0, nearCount(countsY, columns * 4, column * 4, row * 4));
  if (inner) for (let block = 0; block < 16; block += 1) putLumaBlock(column, row, block, 1);
  else clearCounts(countsY, columns * 4, column * 4, row * 4, 4);
  putChroma(column, row, chroma);
  restoreLuma();
  if (chroma > 0) addChroma(guessU, guessV, 8);
  else copyChroma();
}

/** A macroblock that comes from the past, moved: P 16 × 16, or skipped where nothing has to be said. */
function putMoved(column: i32, row: i32, offset: i32): void {
  const index = row * columns + column;
  const x = foundX;
  const y = foundY;
  store<u8>(moved + index, 1);
  store<i32>(motions + (index << 2), (x & 0xffff) | (y << 16));
  // The guess is put where the macroblock is made; what differs is added to it there.
  moveLuma(offset, x, y, madeAt, stride);
  moveChroma(chromaMadeAt, x, y, madeU + chromaMadeAt, madeV + chromaMadeAt, chromaStride);
  let pattern = 0;
  for (let quarter = 0; quarter < 4; quarter += 1) {
    const first: usize = (quarter >> 1) * 4 + (quarter & 1);
    // A single step in a quarter is seen by nobody and costs a dozen bits.
    if (quantizePair(first) + quantizePair(first + 2) > 2) pattern |= 1 << quarter;
  }
  const chroma = chromaDiffers() ? quantizeChroma(after, madeU + chromaMadeAt, madeV + chromaMadeAt, chromaStride) : 0;
  if (pattern == 0 && chroma == 0 && x == skippedX && y == skippedY) {
    skips += 1;
    clearCounts(countsY, columns * 4, column * 4, row * 4, 4);
    clearCounts(countsU, columns * 2, column * 2, row * 2, 2);
    clearCounts(countsV, columns * 2, column * 2, row * 2, 2);
  } else {
    putUnsigned(skips);
    skips = 0;
    putUnsigned(0);
    putSigned(x - expectedX);
    putSigned(y - expectedY);
    putUnsigned(load<u8>(patternNumbers + (chroma << 4) + pattern));
    if (pattern != 0 || chroma != 0) putSigned(0);
    for (let block = 0; block < 16; block += 1) {
      if (pattern & (1 << (block >> 2))) putLumaBlock(column, row, block, 0);
      else storeLumaCount(column, row, block, 0);
    }
    putChroma(column, row, chroma);
  }
  for (let pair: usize = 0; pair < 8; pair += 1) {
    if (!(pattern & (1 << ((<i32>pair >> 2) * 2 + (<i32>pair & 1))))) continue;
    const at = madeAt + (pair >> 1) * 4 * stride + (pair & 1) * 8;
    inverse(blocksY + pair * 64, at, stride, at, stride);
  }
  if (chroma > 0) addChroma(madeU + chromaMadeAt, madeV + chromaMadeAt, chromaStride);
}

/** Whether any pixel of the moved chroma differs by more than what nobody sees. */
function chromaDiffers(): boolean {
  const step: usize = sourceStride >> 1;
  const made: usize = chromaStride;
  const u = sourceU + chromaSourceAt;
  const v = sourceV + chromaSourceAt;
  const toU = madeU + chromaMadeAt;
  const toV = madeV + chromaMadeAt;
  let most = i8x16.splat(0);
  for (let row: usize = 0; row < 8; row += 1) {
    const source = v128.load64_lane(v + row * step, v128.load64_zero(u + row * step), 1);
    const guess = v128.load64_lane(toV + row * made, v128.load64_zero(toU + row * made), 1);
    most = i8x16.max_u(most, v128.or(i8x16.sub_sat_u(source, guess), i8x16.sub_sat_u(guess, source)));
  }
  return v128.any_true(i8x16.sub_sat_u(most, i8x16.splat(<i8>unseen)));
}

/** Two luma blocks side by side of a moved macroblock; the sum of their sizes as `quantize` has them. */
function quantizePair(pair: usize): i32 {
  const at = blocksY + pair * 64;
  const x = (pair & 1) * 8;
  const y = (pair >> 1) * 4;
  if (forward(source + y * sourceStride + x, sourceStride, madeAt + y * stride + x, stride, at, unseen)) {
    const left = quantizeMoved(at, levelsY + pair * 64);
    return left + quantizeMoved(at + 32, levelsY + pair * 64 + 32);
  }
  clear(at);
  clear(at + 32);
  clear(levelsY + pair * 64);
  clear(levelsY + pair * 64 + 32);
  return 0;
}

@inline
function quantizeMoved(block: usize, levels: usize): i32 {
  const size = quantize(block, levels, after);
  if (size == 0) clear(block);
  return size;
}

function forwardLuma(): void {
  for (let pair: usize = 0; pair < 8; pair += 1) {
    const x = (pair & 1) * 8;
    const y = (pair >> 1) * 4;
    forward(source + y * sourceStride + x, sourceStride, guessY + y * 16 + x, 16, blocksY + pair * 64, -1);
  }
}

function restoreLuma(): void {
  for (let pair: usize = 0; pair < 8; pair += 1) {
    const x = (pair & 1) * 8;
    const y = (pair >> 1) * 4;
    inverse(blocksY + pair * 64, guessY + y * 16 + x, 16, madeAt + y * stride + x, stride);
  }
}

/** 0 for none, 1 for DCs alone, 2 for all. Takes where both planes' guesses lie, and from row to row of them. */
function quantizeChroma(part: i32, u: usize, v: usize, guessStep: usize): i32 {
  const step: usize = sourceStride >> 1;
  for (let pair: usize = 0; pair < 2; pair += 1) {
    forward(sourceU + chromaSourceAt + pair * 4 * step, step, u + pair * 4 * guessStep, guessStep, blocksU + pair * 64, -1);
    forward(sourceV + chromaSourceAt + pair * 4 * step, step, v + pair * 4 * guessStep, guessStep, blocksV + pair * 64, -1);
  }
  let corners = quantizeChromaCorners(blocksU, cornersU, part);
  if (quantizeChromaCorners(blocksV, cornersV, part)) corners = true;
  let sizes = quantizeChromaPlane(blocksU, levelsU, part);
  sizes += quantizeChromaPlane(blocksV, levelsV, part);
  if (sizes > 2) return 2;
  if (sizes > 0) {
    dropInner(blocksU);
    dropInner(blocksV);
  }
  return corners ? 1 : 0;
}

@inline
function quantizeChromaPlane(blocks: usize, levels: usize, part: i32): i32 {
  let sizes = 0;
  for (let block: usize = 0; block < 4; block += 1) {
    const at = blocks + block * 32;
    const corner = load<i16>(at);
    store<i16>(at, 0);
    const size = quantize(at, levels + block * 32, part);
    if (size == 0) clear(at);
    sizes += size;
    store<i16>(at, corner);
  }
  return sizes;
}

/** Leaves only the DCs. */
@inline
function dropInner(blocks: usize): void {
  for (let block: usize = 0; block < 4; block += 1) {
    const corner = load<i16>(blocks + block * 32);
    clear(blocks + block * 32);
    store<i16>(blocks + block * 32, corner);
  }
}

/** Adds what both planes differ by to their guesses. */
function addChroma(u: usize, v: usize, guessStep: usize): void {
  for (let pair: usize = 0; pair < 2; pair += 1) {
    const to = chromaMadeAt + <i32>pair * 4 * chromaStride;
    inverse(blocksU + pair * 64, u + pair * 4 * guessStep, guessStep, madeU + to, chromaStride);
    inverse(blocksV + pair * 64, v + pair * 4 * guessStep, guessStep, madeV + to, chromaStride);
  }
}

function copyChroma(): void {
  for (let line: usize = 0; line < 8; line += 1) {
    const to = chromaMadeAt + line * chromaStride;
    store<u64>(madeU + to, load<u64>(guessU + line * 8));
    store<u64>(madeV + to, load<u64>(guessV + line * 8));
  }
}

function putChroma(column: i32, row: i32, chroma: i32): void {
  if (chroma > 0) {
    putBlock(cornersU, 0, -1);
    putBlock(cornersV, 0, -1);
  }
  if (chroma == 2) {
    putChromaPlane(countsU, levelsU, column * 2, row * 2);
    putChromaPlane(countsV, levelsV, column * 2, row * 2);
  } else {
    clearCounts(countsU, columns * 2, column * 2, row * 2, 2);
    clearCounts(countsV, columns * 2, column * 2, row * 2, 2);
  }
}

function putChromaPlane(counts: usize, levels: usize, x: i32, y: i32): void {
  for (let block = 0; block < 4; block += 1) {
    const bx = x + (block & 1);
    const by = y + (block >> 1);
    store<u8>(counts + by * columns * 2 + bx, <u8>putBlock(levels + block * 32, 1, nearCount(counts, columns * 2, bx, by)));
  }
}

/** Where the blocks of a macroblock lie in the order in which they are written: quarter by quarter. */
@inline
function acrossOf(block: i32): i32 {
  return ((block >> 2) & 1) * 2 + (block & 1);
}

@inline
function downOf(block: i32): i32 {
  return (block >> 3) * 2 + ((block >> 1) & 1);
}

function putLumaBlock(column: i32, row: i32, block: i32, first: i32): void {
  const x = acrossOf(block);
  const y = downOf(block);
  const near = nearCount(countsY, columns * 4, column * 4 + x, row * 4 + y);
  storeLumaCount(column, row, block, putBlock(levelsY + (y * 4 + x) * 32, first, near));
}

@inline
function storeLumaCount(column: i32, row: i32, block: i32, count: i32): void {
  store<u8>(countsY + (row * 4 + downOf(block)) * columns * 4 + column * 4 + acrossOf(block), <u8>count);
}

/** How many coefficients the blocks to the left and above lead to expect (9.2.1). */
@inline
function nearCount(counts: usize, step: i32, x: i32, y: i32): i32 {
  const at = counts + y * step + x;
  const left = x > 0 ? <i32>load<u8>(at - 1) : 0;
  const above = y > 0 ? <i32>load<u8>(at - step) : 0;
  return x > 0 && y > 0 ? (left + above + 1) >> 1 : left + above;
}

@inline
function clearCounts(counts: usize, step: i32, x: i32, y: i32, size: i32): void {
  for (let line = 0; line < size; line += 1) memory.fill(counts + (y + line) * step + x, 0, size);
}

