import { signedLength } from './bits';
import { climb, columns, motions, moved, reach, rows } from './frame';
import { differenceMoved } from './motion';

/** What the macroblocks around lead to expect of this one's motion (8.4.1.3), quarter pixels; and what a skipped one's is (8.4.1.1). */
export let expectedX: i32 = 0;
export let expectedY: i32 = 0;
export let skippedX: i32 = 0;
export let skippedY: i32 = 0;
/** What the search found: motion, the sum of differences. */
export let foundX: i32 = 0;
export let foundY: i32 = 0;
export let foundDifference: i32 = 0;

/** What a bit costs in differences, at the quantization that is used. */
const perBit: i32 = 3;
/** A macroblock that differs less than this is not looked at more closely: quantization takes it all. */
const enough: i32 = 200;
/** One that differs less than this lies within a pixel of its motion: only what lies between pixels is looked at. */
const near: i32 = 700;

@inline
function xOf(motion: i32): i32 {
  return <i32><i16>(motion & 0xffff);
}

@inline
function yOf(motion: i32): i32 {
  return motion >> 16;
}

@inline
function motionAt(index: i32): i32 {
  return load<i32>(motions + (index << 2));
}

@inline
function median(p: i32, q: i32, r: i32): i32 {
  return max(min(p, q), min(max(p, q), r));
}

export function expect(column: i32, row: i32): void {
  const index = row * columns + column;
  const hasLeft = column > 0;
  const hasAbove = row > 0;
  const besideAbove = hasAbove && column + 1 < columns ? index - columns + 1 : hasAbove && hasLeft ? index - columns - 1 : -1;
  const leftMoved = hasLeft && load<u8>(moved + index - 1) != 0;
  const aboveMoved = hasAbove && load<u8>(moved + index - columns) != 0;
  const thirdMoved = besideAbove >= 0 && load<u8>(moved + besideAbove) != 0;
  const left = leftMoved ? motionAt(index - 1) : 0;
  const above = aboveMoved ? motionAt(index - columns) : 0;
  const third = thirdMoved ? motionAt(besideAbove) : 0;
  const known = i32(leftMoved) + i32(aboveMoved) + i32(thirdMoved);
  if (!hasAbove && hasLeft) {
    expectedX = xOf(left);
    expectedY = yOf(left);
  } else if (known == 1) {
    const only = leftMoved ? left : aboveMoved ? above : third;
    expectedX = xOf(only);
    expectedY = yOf(only);
  } else {
    expectedX = median(xOf(left), xOf(above), xOf(third));
    expectedY = median(yOf(left), yOf(above), yOf(third));
  }
  const still = !hasLeft || !hasAbove || (leftMoved && left == 0) || (aboveMoved && above == 0);
  skippedX = still ? 0 : expectedX;
  skippedY = still ? 0 : expectedY;
}

let lowX: i32 = 0;
let highX: i32 = 0;
let lowY: i32 = 0;
let highY: i32 = 0;

/** Tells the macroblock that motion is looked for; sets how far it may go. */
export function bound(column: i32, row: i32): void {
  lowX = (-reach - column * 16) * 4;
  highX = ((columns - 1 - column) * 16 + reach - 8) * 4;
  lowY = max(-climb, -reach - row * 16) * 4;
  highY = min(climb, (rows - 1 - row) * 16 + reach - 8) * 4;
}

@inline
export function within(x: i32, y: i32): boolean {
  return x >= lowX && x <= highX && y >= lowY && y <= highY;
}

let bestCost: i32 = 0;

@inline
function look(source: usize, offset: i32, x: i32, y: i32): boolean {
  if (!within(x, y)) return false;
  const difference = differenceMoved(source, offset, x, y, bestCost);
  const cost = difference + perBit * (signedLength(x - expectedX) + signedLength(y - expectedY));
  if (cost >= bestCost) return false;
  bestCost = cost;
  foundX = x;
  foundY = y;
  foundDifference = difference;
  return true;
}

/** Looks where the neighbours went and where this macroblock went before, then closer and closer around the best. */
export function search(source: usize, offset: i32, column: i32, row: i32, before: i32): void {
  bestCost = i32.MAX_VALUE;
  bound(column, row);
  const index = row * columns + column;
  foundX = 0;
  foundY = 0;
  // What is skipped at no cost first: most of a picture goes where its neighbours went.
  if (!look(source, offset, skippedX, skippedY)) foundDifference = i32.MAX_VALUE;
  if (foundDifference >= enough) {
    lookAt(source, offset, (expectedX & 0xffff) | (expectedY << 16));
    lookAt(source, offset, before);
    lookAt(source, offset, 0);
    if (column > 0) lookAt(source, offset, motionAt(index - 1));
    if (row > 0) lookAt(source, offset, motionAt(index - columns));
    if (row > 0 && column + 1 < columns) lookAt(source, offset, motionAt(index - columns + 1));
  }
  if (foundDifference < enough) return;
  if (foundDifference >= near) {
    for (let round = 0; round < 12; round += 1) if (!around(source, offset, 4)) break;
  }
  around(source, offset, 2);
  if (foundDifference < enough) return;
  around(source, offset, 1);
}

@inline
function lookAt(source: usize, offset: i32, motion: i32): void {
  const x = xOf(motion);
  const y = yOf(motion);
  if (x != foundX || y != foundY || bestCost == i32.MAX_VALUE) look(source, offset, x, y);
}

function around(source: usize, offset: i32, step: i32): boolean {
  const x = foundX;
  const y = foundY;
  let better = look(source, offset, x - step, y);
  if (look(source, offset, x + step, y)) better = true;
  if (look(source, offset, x, y - step)) better = true;
  if (look(source, offset, x, y + step)) better = true;
  return better;
}
