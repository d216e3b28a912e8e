import { put, putSigned, putUnsigned } from './bits';
import { chromaAlone, chromaAt, chromaMoved, chromaWayOf, clearChroma, putChroma, restoreAlone, restoreMoved } from './chroma';
import { clearCounts, nearCount } from './counts';
import { columns, countsY, madeY, motions, moved, sourceStride, sourceY, stride } from './frame';
import { fromAbove, fromLeft, fromMean, fromPlane, guessLuma } from './intra';
import { differenceFrom, moveLuma } from './motion';
import { putBlock } from './residual';
import { expect, expectedX, expectedY, foundDifference, foundX, foundY, search, skippedX, skippedY } from './search';
import { patternNumbers } from './tables';
import { clear, forward, inverse, quantize, quantizeLumaCorners } from './transform';

/** A guess from the neighbours, 16 × 16 of luma; a second one beside it. */
const guessY: usize = memory.data(256, 16);
const otherY: usize = memory.data(256, 16);
/** Coefficients, then what a decoder restores; and the levels to write. Sixteen luma blocks row by row. */
const blocksY: usize = memory.data(512, 16);
const levelsY: usize = memory.data(512, 16);
const cornersY: usize = memory.data(32, 16);

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

export function startMacroblocks(): void {
  skips = 0;
}

export function endMacroblocks(key: boolean): void {
  if (!key && skips > 0) putUnsigned(skips);
}

export function putMacroblock(column: i32, row: i32, key: boolean): void {
  source = sourceY + column * 16;
  madeAt = madeY + row * 16 * stride + column * 16;
  chromaAt(column, row);
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
  const chroma = chromaAlone(way, row > 0, column > 0, alone);
  if (!key) {
    putUnsigned(skips);
    skips = 0;
  }
  putUnsigned((key ? 1 : 6) + way + 4 * chroma + (inner ? 12 : 0));
  putUnsigned(chromaWayOf(way));
  putSigned(0);
  putBlock(cornersY, 0, nearCount(countsY, columns * 4, column * 4, row * 4));
  if (inner) for (let block = 0; block < 16; block += 1) putLumaBlock(column, row, block, 1);
  else clearCounts(countsY, columns * 4, column * 4, row * 4, 4);
  putChroma(column, row, chroma);
  restoreLuma();
  restoreAlone(chroma);
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
  let pattern = 0;
  for (let quarter = 0; quarter < 4; quarter += 1) {
    const first: usize = (quarter >> 1) * 4 + (quarter & 1);
    // A single step in a quarter is seen by nobody and costs a dozen bits.
    if (quantizePair(first) + quantizePair(first + 2) > 2) pattern |= 1 << quarter;
  }
  const chroma = chromaMoved(x, y, after, unseen);
  if (pattern == 0 && chroma == 0 && x == skippedX && y == skippedY) {
    skips += 1;
    clearCounts(countsY, columns * 4, column * 4, row * 4, 4);
    clearChroma(column, row);
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
  restoreMoved(chroma);
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
