/** Which pixels an outline covers: its edges, which scan.ts of src/animatic/render lays out, row after row. */
import { change, coverage, mostEdges, order, outline, width } from './scene';

/** What `cover` found: the columns that are covered, and those among them that are covered whole. */
export let from: i32 = 0;
export let to: i32 = 0;
export let wholeFrom: i32 = 0;
export let wholeTo: i32 = 0;

/** Edges that `cover` has not come to yet, by their upper ends, and those that it is in. */
let waiting: i32 = 0;
let total: i32 = 0;
let active: i32 = 0;

@inline
function edge(index: i32): usize {
  return outline + index * 40;
}

export function sortEdges(edges: i32): void {
  const count = min(edges, mostEdges);
  total = count;
  waiting = 0;
  active = 0;
  for (let index = 0; index < count; index += 1) {
    const high = load<f64>(edge(index));
    let place = index;
    for (; place > 0 && load<f64>(edge(load<u16>(order + (place - 1) * 2))) > high; place -= 1) {
      store<u16>(order + place * 2, load<u16>(order + (place - 1) * 2));
    }
    store<u16>(order + place * 2, <u16>index);
  }
}

/** A row's exact coverage: `row` of scan.ts, but that each row comes after the one above. */
export function cover(row: i32): boolean {
  const live = order + mostEdges * 2;
  while (waiting < total && load<f64>(edge(load<u16>(order + waiting * 2))) < <f64>(row + 1)) {
    store<u16>(live + active * 2, load<u16>(order + waiting * 2));
    active += 1;
    waiting += 1;
  }
  let left0: f32 = <f32>width;
  let right0: f32 = 0;
  let crossings = 0;
  let firstRight: f32 = 0;
  let lastLeft: f32 = <f32>width;
  for (let index = 0; index < active;) {
    const at = edge(load<u16>(live + index * 2));
    const high = load<f64>(at);
    const low = load<f64>(at, 8);
    if (low <= <f64>row) {
      active -= 1;
      store<u16>(live + index * 2, load<u16>(live + active * 2));
      continue;
    }
    index += 1;
    const start = high > <f64>row ? high : <f64>row;
    const end = low < <f64>(row + 1) ? low : <f64>(row + 1);
    const upper = load<f64>(at, 16);
    const slope = load<f64>(at, 24);
    const a = within(upper + (start - high) * slope);
    const b = within(upper + (end - high) * slope);
    const left = a < b ? a : b;
    const right = a < b ? b : a;
    accumulate(left, right, <f32>((end - start) * load<f64>(at, 32)));
    if (crossings == 0 || left < left0) firstRight = right;
    if (crossings == 0 || left > lastLeft) lastLeft = left;
    if (left < left0) left0 = left;
    if (right > right0) right0 = right;
    crossings += 1;
  }
  from = <i32>left0;
  to = min(width, <i32>ceil<f32>(right0));
  if (from >= width || right0 <= 0) {
    if (crossings > 0) memory.fill(change + (from << 2), 0, (max(0, <i32>ceil<f32>(right0) - from) + 2) << 2);
    return false;
  }
  wholeFrom = to;
  wholeTo = from;
  const gapFrom = <i32>ceil<f32>(firstRight) + 1;
  const gapTo = <i32>lastLeft;
  if (crossings != 2 || gapTo <= gapFrom) {
    sweep(0, from, to);
  } else {
    const sum = sweep(0, from, gapFrom);
    const size = abs(sum);
    if (size > 0.999) {
      wholeFrom = gapFrom;
      wholeTo = gapTo;
    } else {
      for (let column = gapFrom; column < gapTo; column += 1) store<f32>(coverage + (column << 2), size);
    }
    sweep(sum, gapTo, to);
  }
  store<f32>(change + (to << 2), 0);
  store<f32>(change + (to << 2), 0, 4);
  return true;
}

function sweep(before: f32, first: i32, last: i32): f32 {
  let sum = before;
  for (let column = first; column < last; column += 1) {
    sum += load<f32>(change + (column << 2));
    store<f32>(change + (column << 2), 0);
    const size = abs(sum);
    store<f32>(coverage + (column << 2), size > 1 ? 1 : size);
  }
  return sum;
}

@inline
function within(at: f64): f32 {
  return at < 0 ? 0 : at > <f64>width ? <f32>width : <f32>at;
}

@inline
function add(column: i32, amount: f32): void {
  const at = change + (column << 2);
  store<f32>(at, load<f32>(at) + amount);
}

/** Adds an edge's part within one row: how the coverage changes from column to column as the edge is crossed. */
function accumulate(left: f32, right: f32, tall: f32): void {
  const first = <i32>left;
  const last = <i32>ceil<f32>(right);
  if (last <= first + 1) {
    const beyond = tall * ((left + right) / 2 - <f32>first);
    add(first, tall - beyond);
    add(first + 1, beyond);
    return;
  }
  const perColumn: f32 = 1 / (right - left);
  const inFirst: f32 = 1 - (left - <f32>first);
  const inLast: f32 = right - <f32>last + 1;
  const firstArea: f32 = 0.5 * perColumn * inFirst * inFirst;
  const lastArea: f32 = 0.5 * perColumn * inLast * inLast;
  add(first, tall * firstArea);
  if (last == first + 2) {
    add(first + 1, tall * (<f32>1 - firstArea - lastArea));
  } else {
    const second: f32 = perColumn * (inFirst + 0.5);
    add(first + 1, tall * (second - firstArea));
    for (let column = first + 2; column < last - 1; column += 1) add(column, tall * perColumn);
    add(last - 1, tall * (<f32>1 - second - <f32>(last - first - 3) * perColumn - lastArea));
  }
  add(last, tall * lastArea);
}
