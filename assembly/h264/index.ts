/**
 * H.264 (constrained baseline) for pictures that were drawn: whole macroblocks, moved by quarter pixels from the picture before or
 * guessed from their neighbours; one fixed quantization, no loop filter. Numbers in brackets are clauses of ITU-T H.264.
 */
import { endBits, escapeInto, put, putSigned, putUnsigned, startBits } from './bits';
import { bits, chromaStride, columns, convert, layOut, motions, moved, output, pastU, pastV, pastY, rgba, rows, stride, stripRows, turnOver } from './frame';
import { endMacroblocks, putMacroblock, startMacroblocks } from './macroblock';
import { interpolateFor, startInterpolation } from './motion';
import { quantizeBy } from './transform';

/** Makes room for pictures of a size, even pixels. `qp` is 12–29. */
export function start(width: i32, height: i32, qp: i32): void {
  layOut(width, height);
  quantizeBy(qp);
}

/** Where a strip of the picture's pixels is to be put, before `take`: RGBA, rows from the top, `strip` of them. */
export function pixels(): usize {
  return rgba;
}

export function strip(): i32 {
  return stripRows;
}

let key: boolean = false;

/** Begins a picture. `number` is its place after the last key picture, 0 for one; `group` tells key pictures apart. */
export function begin(number: i32, group: i32): void {
  key = number == 0;
  if (key) {
    memory.fill(motions, 0, columns * rows * 4);
    memory.fill(moved, 0, columns * rows);
  } else {
    startInterpolation();
  }
  startBits(bits);
  putHeader(key, number, group);
  startMacroblocks();
}

/** Encodes the strip that begins at row `first`, `count` rows; strip by strip from the top, the last one shorter where the picture ends. */
export function take(first: i32, count: i32): void {
  convert(count);
  const row = first / stripRows;
  if (!key) interpolateFor(row);
  for (let column = 0; column < columns; column += 1) putMacroblock(column, row, key);
}

/** Ends the picture, all of whose strips were taken: how many bytes its NAL unit has. */
export function end(): i32 {
  endMacroblocks(key);
  const last = endBits();
  turnOver();
  store<u8>(output, key ? 0x65 : 0x41);
  return 1 + escapeInto(output + 1, bits, last);
}

/** Where `end` leaves the NAL unit. */
export function unit(): usize {
  return output;
}

/** Where the picture encoded last lies as decoders have it: its luma (0) and both its chromas (1, 2), a byte a pixel. */
export function decoded(plane: i32): usize {
  return plane == 0 ? pastY : plane == 1 ? pastU : pastV;
}

/** Bytes from row to row of such a plane. */
export function decodedStride(plane: i32): i32 {
  return plane == 0 ? stride : chromaStride;
}

/** The slice's header (7.3.3): one slice is the picture. */
function putHeader(key: boolean, number: i32, group: i32): void {
  putUnsigned(0);
  putUnsigned(key ? 7 : 5);
  putUnsigned(0);
  put(4, number);
  if (key) {
    // Neighbouring key pictures must differ in their number.
    putUnsigned(group & 1);
    put(2, 0);
  } else {
    put(3, 0);
  }
  putSigned(0);
  // The loop filter is off.
  putUnsigned(1);
}
