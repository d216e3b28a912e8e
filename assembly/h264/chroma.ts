/** Both chroma planes of the macroblock that is encoded: its guess, what it differs by, and what is written of that. */
import { clearCounts, nearCount } from './counts';
import { chromaStride, columns, countsU, countsV, madeU, madeV, sourceStride, sourceU, sourceV } from './frame';
import { fromAbove, fromLeft, fromPlane, guessChroma } from './intra';
import { moveChroma } from './motion';
import { putBlock } from './residual';
import { clear, forward, inverse, quantize, quantizeChromaCorners } from './transform';

/** A guess from the neighbours, 8 × 8. A moved one lies where the macroblock is made. */
const guessU: usize = memory.data(64, 16);
const guessV: usize = memory.data(64, 16);
/** Coefficients, then what a decoder restores; and the levels to write: four blocks of each. */
const blocksU: usize = memory.data(128, 16);
const blocksV: usize = memory.data(128, 16);
const levelsU: usize = memory.data(128, 16);
const levelsV: usize = memory.data(128, 16);
const cornersU: usize = memory.data(16, 16);
const cornersV: usize = memory.data(16, 16);

let madeAt: i32 = 0;
let sourceAt: i32 = 0;

/** Tells the macroblock that all that follows is about. */
@inline
export function chromaAt(column: i32, row: i32): void {
  madeAt = row * 8 * chromaStride + column * 8;
  sourceAt = column * 8;
}

/** How the chroma that goes with a way of guessing luma is named. */
@inline
export function chromaWayOf(way: i32): i32 {
  return way == fromAbove ? 2 : way == fromLeft ? 1 : way == fromPlane ? 3 : 0;
}

/** Guesses from the neighbours and quantizes what differs: 0 for nothing left, 1 for DCs alone, 2 for all. */
export function chromaAlone(way: i32, above: boolean, left: boolean, part: i32): i32 {
  guessChroma(way, madeU + madeAt, chromaStride, above, left, guessU);
  guessChroma(way, madeV + madeAt, chromaStride, above, left, guessV);
  return quantizeChroma(part, guessU, guessV, 8);
}

/** The same by motion; nothing is left where no pixel differs by more than `unseen`. */
export function chromaMoved(x: i32, y: i32, part: i32, unseen: i32): i32 {
  moveChroma(madeAt, x, y, madeU + madeAt, madeV + madeAt, chromaStride);
  return differs(unseen) ? quantizeChroma(part, madeU + madeAt, madeV + madeAt, chromaStride) : 0;
}

function differs(unseen: i32): boolean {
  const step: usize = sourceStride >> 1;
  const made: usize = chromaStride;
  const u = sourceU + sourceAt;
  const v = sourceV + sourceAt;
  const toU = madeU + madeAt;
  const toV = madeV + madeAt;
  let most = i8x16.splat(0);
  for (let row: usize = 0; row < 8; row += 1) {
    const source = v128.load64_lane(v + row * step, v128.load64_zero(u + row * step), 1);
    const guess = v128.load64_lane(toV + row * made, v128.load64_zero(toU + row * made), 1);
    most = i8x16.max_u(most, v128.or(i8x16.sub_sat_u(source, guess), i8x16.sub_sat_u(guess, source)));
  }
  return v128.any_true(i8x16.sub_sat_u(most, i8x16.splat(<i8>unseen)));
}

/** Takes where both planes' guesses lie, and from row to row of them. */
function quantizeChroma(part: i32, u: usize, v: usize, guessStep: usize): i32 {
  const step: usize = sourceStride >> 1;
  for (let pair: usize = 0; pair < 2; pair += 1) {
    forward(sourceU + sourceAt + pair * 4 * step, step, u + pair * 4 * guessStep, guessStep, blocksU + pair * 64, -1);
    forward(sourceV + sourceAt + pair * 4 * step, step, v + pair * 4 * guessStep, guessStep, blocksV + pair * 64, -1);
  }
  let corners = quantizeChromaCorners(blocksU, cornersU, part);
  if (quantizeChromaCorners(blocksV, cornersV, part)) corners = true;
  let sizes = quantizePlane(blocksU, levelsU, part);
  sizes += quantizePlane(blocksV, levelsV, part);
  if (sizes > 2) return 2;
  if (sizes > 0) {
    dropInner(blocksU);
    dropInner(blocksV);
  }
  return corners ? 1 : 0;
}

@inline
function quantizePlane(blocks: usize, levels: usize, part: i32): i32 {
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

/** Makes what was guessed from the neighbours. */
export function restoreAlone(chroma: i32): void {
  if (chroma > 0) {
    add(guessU, guessV, 8);
    return;
  }
  for (let line: usize = 0; line < 8; line += 1) {
    const to = madeAt + line * chromaStride;
    store<u64>(madeU + to, load<u64>(guessU + line * 8));
    store<u64>(madeV + to, load<u64>(guessV + line * 8));
  }
}

/** Makes what was moved, where its guess lies already. */
@inline
export function restoreMoved(chroma: i32): void {
  if (chroma > 0) add(madeU + madeAt, madeV + madeAt, chromaStride);
}

/** Adds what both planes differ by to their guesses. */
function add(u: usize, v: usize, guessStep: usize): void {
  for (let pair: usize = 0; pair < 2; pair += 1) {
    const to = madeAt + <i32>pair * 4 * chromaStride;
    inverse(blocksU + pair * 64, u + pair * 4 * guessStep, guessStep, madeU + to, chromaStride);
    inverse(blocksV + pair * 64, v + pair * 4 * guessStep, guessStep, madeV + to, chromaStride);
  }
}

export function putChroma(column: i32, row: i32, chroma: i32): void {
  if (chroma > 0) {
    putBlock(cornersU, 0, -1);
    putBlock(cornersV, 0, -1);
  }
  if (chroma == 2) {
    putPlane(countsU, levelsU, column * 2, row * 2);
    putPlane(countsV, levelsV, column * 2, row * 2);
  } else {
    clearChroma(column, row);
  }
}

/** Says of a macroblock that nothing is written of its chroma's inner coefficients. */
@inline
export function clearChroma(column: i32, row: i32): void {
  clearCounts(countsU, columns * 2, column * 2, row * 2, 2);
  clearCounts(countsV, columns * 2, column * 2, row * 2, 2);
}

function putPlane(counts: usize, levels: usize, x: i32, y: i32): void {
  for (let block = 0; block < 4; block += 1) {
    const bx = x + (block & 1);
    const by = y + (block >> 1);
    store<u8>(counts + by * columns * 2 + bx, <u8>putBlock(levels + block * 32, 1, nearCount(counts, columns * 2, bx, by)));
  }
}
