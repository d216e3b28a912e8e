import { put } from './bits';
import {
  chromaTokenCodes, chromaTokenLengths, chromaZerosCodes, chromaZerosLengths, runCodes, runLengths, tokenCodes, tokenLengths, zerosCodes, zerosLengths,
} from './tables';

/** Where the coefficients of a block lie in memory, in the order of their scan; blocks are kept column by column. */
const scan: usize = memory.data<u8>([0, 4, 1, 2, 5, 8, 12, 9, 6, 3, 7, 10, 13, 14, 11, 15]);
const plain: usize = memory.data<u8>([0, 1, 2, 3]);

/** The coefficients that are not zero, last first, and the zeros before each. */
const levels: usize = memory.data<i32>([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
const runs: usize = memory.data<i32>([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);

/**
 * Writes a block's 16-bit levels (CAVLC, 9.2) from the scan's place `first` on; how many are not zero.
 * `near` is what the blocks beside it lead to expect, -1 for chroma's DCs.
 */
export function putBlock(block: usize, first: i32, near: i32): i32 {
  const order = near < 0 ? plain : scan;
  const length = near < 0 ? 4 : 16;
  let count = 0;
  let zeros = 0;
  let run = 0;
  // From the end of the scan: a run is counted with the coefficient above it.
  let ones = 0;
  let onesOpen = true;
  for (let place = length - 1; place >= first; place -= 1) {
    const level = <i32>load<i16>(block + (<usize>load<u8>(order + place) << 1));
    if (level == 0) {
      if (count > 0) {
        run += 1;
        zeros += 1;
      }
      continue;
    }
    if (count > 0) store<i32>(runs + ((count - 1) << 2), run);
    run = 0;
    store<i32>(levels + (count << 2), level);
    if (onesOpen && ones < 3 && (level == 1 || level == -1)) ones += 1;
    else onesOpen = false;
    count += 1;
  }
  putToken(count, ones, near);
  if (count == 0) return 0;
  for (let index = 0; index < ones; index += 1) put(1, load<i32>(levels + (index << 2)) < 0 ? 1 : 0);
  putLevels(count, ones);
  if (count < length - first) {
    if (near < 0) put(load<u8>(chromaZerosLengths + (count - 1) * 4 + zeros), load<u8>(chromaZerosCodes + (count - 1) * 4 + zeros));
    else put(load<u8>(zerosLengths + (count - 1) * 16 + zeros), load<u8>(zerosCodes + (count - 1) * 16 + zeros));
  }
  let left = zeros;
  for (let index = 0; index < count - 1 && left > 0; index += 1) {
    const before = load<i32>(runs + (index << 2));
    const row = (left > 7 ? 7 : left) - 1;
    put(load<u8>(runLengths + row * 15 + before), load<u8>(runCodes + row * 15 + before));
    left -= before;
  }
  return count;
}

@inline
function putToken(count: i32, ones: i32, near: i32): void {
  if (near < 0) {
    put(load<u8>(chromaTokenLengths + ones * 5 + count), load<u8>(chromaTokenCodes + ones * 5 + count));
  } else if (near >= 8) {
    put(6, count == 0 ? 3 : ((count - 1) << 2) | ones);
  } else {
    const range = near < 2 ? 0 : near < 4 ? 1 : 2;
    const at = (range * 4 + ones) * 17 + count;
    put(load<u8>(tokenLengths + at), load<u8>(tokenCodes + at));
  }
}

@inline
function putLevels(count: i32, ones: i32): void {
  let suffix = count > 10 && ones < 3 ? 1 : 0;
  for (let index = ones; index < count; index += 1) {
    const level = load<i32>(levels + (index << 2));
    const size = level < 0 ? -level : level;
    let code = level > 0 ? 2 * level - 2 : -2 * level - 1;
    // After fewer than three ones the next is larger than one.
    if (index == ones && ones < 3) code -= 2;
    if (suffix == 0) {
      if (code < 14) put(code + 1, 1);
      else if (code < 30) put(19, 16 | (code - 14));
      else put(28, 4096 | (code - 30));
      suffix = 1;
    } else if (code < 15 << suffix) {
      put((code >> suffix) + 1 + suffix, (1 << suffix) | (code & ((1 << suffix) - 1)));
    } else {
      put(28, 4096 | (code - (15 << suffix)));
    }
    if (suffix < 6 && size > 3 << (suffix - 1)) suffix += 1;
  }
}
