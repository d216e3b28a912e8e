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
  /** The last row's coverage, 0–1, by column. */
  readonly coverage: Float32Array;
  clear(): void;
  /** Pixels; any direction, also outside the frame. */
  edge(x0: number, y0: number, x1: number, y1: number): void;
  /** Works out one row's coverage; false when nothing is in it. */
  row(y: number): boolean;
}

/** A scan for frames up to this size; `edges` is how many it holds. */
export function createScan(width: number, height: number, edges = 4096): Scan {
  const outline = new Float64Array(edges * 4);
  const change = new Float32Array(width + 3);
  const coverage = new Float32Array(width + 3);
  let count = 0;
  const scan = { top: height, bottom: 0, from: 0, to: 0, coverage, clear, edge, row };
  return scan;

  function clear(): void {
    count = 0;
    scan.top = height;
    scan.bottom = 0;
  }

  function edge(x0: number, y0: number, x1: number, y1: number): void {
    if (y0 === y1 || count >= edges) return;
    const high = Math.min(y0, y1);
    const low = Math.max(y0, y1);
    if (low <= 0 || high >= height) return;
    outline[count * 4] = x0;
    outline[count * 4 + 1] = y0;
    outline[count * 4 + 2] = x1;
    outline[count * 4 + 3] = y1;
    count += 1;
    scan.top = Math.min(scan.top, Math.max(0, Math.floor(high)));
    scan.bottom = Math.max(scan.bottom, Math.min(height, Math.ceil(low)));
  }

  function row(y: number): boolean {
    let from = width;
    let to = 0;
    for (let index = 0; index < count * 4; index += 4) {
      const y0 = outline[index + 1]!;
      const y1 = outline[index + 3]!;
      const downwards = y1 > y0;
      const start = Math.max(downwards ? y0 : y1, y);
      const end = Math.min(downwards ? y1 : y0, y + 1);
      if (end <= start) continue;
      const x0 = outline[index]!;
      const slope = (outline[index + 2]! - x0) / (y1 - y0);
      const a = Math.min(Math.max(x0 + (start - y0) * slope, 0), width);
      const b = Math.min(Math.max(x0 + (end - y0) * slope, 0), width);
      const left = a < b ? a : b;
      const right = a < b ? b : a;
      accumulate(change, left, right, downwards ? end - start : start - end);
      if (left < from) from = left;
      if (right > to) to = right;
    }
    if (from >= width || to <= 0) {
      change.fill(0, Math.max(0, Math.floor(from)), Math.ceil(to) + 2);
      return false;
    }
    scan.from = Math.floor(from);
    scan.to = Math.min(width, Math.ceil(to));
    let sum = 0;
    for (let x = scan.from; x < scan.to; x += 1) {
      sum += change[x]!;
      change[x] = 0;
      const covered = sum < 0 ? -sum : sum;
      coverage[x] = covered > 1 ? 1 : covered;
    }
    change[scan.to] = 0;
    change[scan.to + 1] = 0;
    return true;
  }
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
