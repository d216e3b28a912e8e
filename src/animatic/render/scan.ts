/**
 * Turns outlines into exact pixel coverage, a row at a time, without allocating while it draws. Outlines are added as
 * directed edges: areas inside an even turn cancel, so edges shared by two faces of one body vanish by themselves.
 */
export interface Scan {
  /** First and last row that the outline touches within the frame, `bottom` excluded; empty when `top >= bottom`. */
  readonly top: number;
  readonly bottom: number;
  /** Columns that the last `row` filled, `to` excluded. */
  readonly from: number;
  readonly to: number;
  /** Columns among them that are covered whole; `coverage` says nothing about these. */
  readonly wholeFrom: number;
  readonly wholeTo: number;
  /** The last row's coverage, 0–1, by column. */
  readonly coverage: Float32Array;
  /** How many edges it holds, five numbers each in the memory that it was made with. */
  readonly count: number;
  clear(): void;
  /** Pixels; any direction, also outside the frame. */
  edge(x0: number, y0: number, x1: number, y1: number): void;
  /** Works out one row's coverage; false when nothing is in it. */
  row(y: number): boolean;
}

/** An edge lower than this many pixels covers nothing that shows, and its slope could be beyond all numbers. */
const flat = 1e-9;

/**
 * A scan for frames up to this size. `outline` is the memory of its edges, five numbers each: upper and lower end, x at the upper end,
 * how far x goes in a row, and the way the edge runs: down (1) or up (-1).
 */
export function createScan(width: number, height: number, outline = new Float64Array(4096 * 5)): Scan {
  const edges = Math.floor(outline.length / 5);
  const change = new Float32Array(width + 3);
  const coverage = new Float32Array(width + 3);
  const scan = { top: height, bottom: 0, from: 0, to: 0, wholeFrom: 0, wholeTo: 0, coverage, count: 0, clear, edge, row };
  return scan;

  function clear(): void {
    scan.count = 0;
    scan.top = height;
    scan.bottom = 0;
  }

  function edge(x0: number, y0: number, x1: number, y1: number): void {
    if (Math.abs(y1 - y0) < flat || scan.count >= edges) return;
    const high = y0 < y1 ? y0 : y1;
    const low = y0 < y1 ? y1 : y0;
    if (low <= 0 || high >= height) return;
    const at = scan.count * 5;
    outline[at] = high;
    outline[at + 1] = low;
    outline[at + 2] = y0 < y1 ? x0 : x1;
    outline[at + 3] = (x1 - x0) / (y1 - y0);
    outline[at + 4] = y0 < y1 ? 1 : -1;
    scan.count += 1;
    const first = high < 0 ? 0 : Math.floor(high);
    const last = low > height ? height : Math.ceil(low);
    if (first < scan.top) scan.top = first;
    if (last > scan.bottom) scan.bottom = last;
  }

  function row(y: number): boolean {
    let from = width;
    let to = 0;
    let crossings = 0;
    // With two edges in a row, as nearly all rows of a convex outline have, what lies between them is covered whole.
    let firstRight = 0;
    let lastLeft = width;
    for (let index = 0; index < scan.count * 5; index += 5) {
      const high = outline[index]!;
      const low = outline[index + 1]!;
      if (low <= y || high >= y + 1) continue;
      const start = high > y ? high : y;
      const end = low < y + 1 ? low : y + 1;
      const upper = outline[index + 2]!;
      const slope = outline[index + 3]!;
      const a = within(upper + (start - high) * slope, width);
      const b = within(upper + (end - high) * slope, width);
      const left = a < b ? a : b;
      const right = a < b ? b : a;
      accumulate(change, left, right, (end - start) * outline[index + 4]!);
      if (crossings === 0 || left < from) firstRight = right;
      if (crossings === 0 || left > lastLeft) lastLeft = left;
      if (left < from) from = left;
      if (right > to) to = right;
      crossings += 1;
    }
    if (from >= width || to <= 0) {
      if (crossings > 0) change.fill(0, Math.floor(from), Math.ceil(to) + 2);
      return false;
    }
    scan.from = Math.floor(from);
    scan.to = Math.min(width, Math.ceil(to));
    scan.wholeFrom = scan.to;
    scan.wholeTo = scan.to;
    if (crossings !== 2) {
      sweep(0, scan.from, scan.to);
      change[scan.to] = 0;
      change[scan.to + 1] = 0;
      return true;
    }
    const gapFrom = Math.ceil(firstRight) + 1;
    const gapTo = Math.floor(lastLeft);
    if (gapTo <= gapFrom) {
      sweep(0, scan.from, scan.to);
    } else {
      const sum = sweep(0, scan.from, gapFrom);
      if (sum > 0.999 || sum < -0.999) {
        scan.wholeFrom = gapFrom;
        scan.wholeTo = gapTo;
      } else {
        coverage.fill(sum < 0 ? -sum : sum, gapFrom, gapTo);
      }
      sweep(sum, gapTo, scan.to);
    }
    change[scan.to] = 0;
    change[scan.to + 1] = 0;
    return true;
  }

  function sweep(before: number, from: number, to: number): number {
    let sum = before;
    for (let x = from; x < to; x += 1) {
      sum += change[x]!;
      change[x] = 0;
      const covered = sum < 0 ? -sum : sum;
      coverage[x] = covered > 1 ? 1 : covered;
    }
    return sum;
  }
}

function within(x: number, width: number): number {
  return x < 0 ? 0 : x > width ? width : x;
}

/** Adds an edge's part within one row: how the coverage changes from column to column as the edge is crossed. */
function accumulate(change: Float32Array, left: number, right: number, height: number): void {
  const first = Math.floor(left);
  const last = Math.ceil(right);
  if (last <= first + 1) {
    const beyond = height * ((left + right) / 2 - first);
    change[first]! += height - beyond;
    change[first + 1]! += beyond;
    return;
  }
  const perColumn = 1 / (right - left);
  const inFirst = 1 - (left - first);
  const inLast = right - last + 1;
  const firstArea = 0.5 * perColumn * inFirst * inFirst;
  const lastArea = 0.5 * perColumn * inLast * inLast;
  change[first]! += height * firstArea;
  if (last === first + 2) {
    change[first + 1]! += height * (1 - firstArea - lastArea);
  } else {
    const second = perColumn * (inFirst + 0.5);
    change[first + 1]! += height * (second - firstArea);
    for (let column = first + 2; column < last - 1; column += 1) change[column]! += height * perColumn;
    change[last - 1]! += height * (1 - second - (last - first - 3) * perColumn - lastArea);
  }
  change[last]! += height * lastArea;
}
