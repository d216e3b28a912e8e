import { coverage, frame, map, mapSize } from './scene';
import { cover, sortEdges, from, to, wholeFrom, wholeTo } from './outline';

/**
 * Works out how much light reaches the ground: outlines of shadows, point by point of the light. The frame's memory, which is as large as
 * the map then, holds how much of a texel the points so far do not reach (16 bits, 255 a point), and after it the same of one point.
 */
@inline
function once(): usize {
  return frame + mapSize * mapSize * 2;
}

/** Adds a shadow's outline to those of the same point of the light. */
export function castShadow(count: i32, top: i32, bottom: i32): void {
  sortEdges(count);
  for (let row = top; row < bottom; row += 1) {
    if (!cover(row)) continue;
    const at = once() + row * mapSize;
    const inner = min(max(wholeFrom, from), to);
    const outer = min(max(wholeTo, inner), to);
    castPart(at, from, inner);
    memory.fill(at + inner, 255, outer - inner);
    castPart(at, outer, to);
  }
}

@inline
function castPart(row: usize, first: i32, last: i32): void {
  for (let column = first; column < last; column += 1) {
    const size = <u32>(load<f32>(coverage + (column << 2)) * 255 + 0.5);
    if (size > <u32>load<u8>(row + column)) store<u8>(row + column, <u8>size);
  }
}

/** The next point of the light. */
export function endPoint(): void {
  const texels = mapSize * mapSize;
  for (let index = 0; index < texels; index += 8) {
    const sum = frame + index * 2;
    v128.store(sum, i16x8.add(v128.load(sum), v128.load8x8_u(once() + index)));
  }
  memory.fill(once(), 0, texels);
}

/** The map's light, 255 in the open; what all of `points` leave dark loses `most`. */
export function endShadows(points: i32, most: f32): void {
  const share: f32 = most / 255 / <f32>points;
  const texels = mapSize * mapSize;
  for (let index = 0; index < texels; index += 1) store<u8>(map + index, <u8>(255.5 - share * <f32>load<u16>(frame + index * 2)));
}
