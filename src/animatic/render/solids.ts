import { haze, lit, sky, type Colour } from './light.ts';
import type { Scan } from './scan.ts';
import type { Block } from './set.ts';
import { footprint } from './shadeMap.ts';
import type { Surface } from './surface.ts';
import { depthOf, heightOf, near, sideOf, type View } from './view.ts';

/** A convex body ready to draw. */
export interface Solid {
  /** x, y, z of each corner. */
  readonly corners: Float64Array;
  readonly faces: readonly Face[];
  readonly centre: { readonly x: number; readonly y: number; readonly z: number };
  /** Metres from the centre to the farthest corner. */
  readonly radius: number;
}

interface Face {
  readonly corners: readonly number[];
  /** Outwards, unit; the plane is `normal · p = offset`. */
  readonly nx: number; readonly ny: number; readonly nz: number;
  readonly offset: number;
  readonly colour: Colour;
}

/** The upright prism of a block, its faces lit once and for all. */
export function solidOf(block: Block): Solid {
  const foot = footprint(block);
  const count = foot.length;
  const corners = new Float64Array(count * 6);
  foot.forEach(([x, z], index) => {
    corners.set([x, block.foot, z], index * 3);
    corners.set([x, block.foot + block.height, z], (count + index) * 3);
  });
  const all = foot.map((_, index) => index);
  const faces = [
    faceOf(corners, all.map((index) => count + index).toReversed(), block),
    ...(block.foot > 0 ? [faceOf(corners, all, block)] : []),
    ...all.map((index) => faceOf(corners, [index, count + index, count + (index + 1) % count, (index + 1) % count], block)),
  ];
  const centre = { x: block.x, y: block.foot + block.height / 2, z: block.z };
  return { corners, faces, centre, radius: Math.hypot(block.width, block.height, block.depth) / 2 };
}

function faceOf(corners: Float64Array, order: readonly number[], block: Block): Face {
  const at = (index: number, axis: number): number => corners[order[index]! * 3 + axis]!;
  const side = (from: number, to: number): [number, number, number] => [at(to, 0) - at(from, 0), at(to, 1) - at(from, 1), at(to, 2) - at(from, 2)];
  const [ax, ay, az] = side(0, 1);
  const [bx, by, bz] = side(1, 2);
  let [nx, ny, nz] = [ay * bz - az * by, az * bx - ax * bz, ax * by - ay * bx];
  const length = Math.hypot(nx, ny, nz);
  // Outwards is away from the block's middle, whichever way its corners run.
  const outwards = nx * (at(0, 0) - block.x) + ny * (at(0, 1) - block.foot - block.height / 2) + nz * (at(0, 2) - block.z);
  const sign = Math.sign(outwards) / length;
  [nx, ny, nz] = [nx * sign, ny * sign, nz * sign];
  return { corners: sign < 0 ? order.toReversed() : order, nx, ny, nz, offset: nx * at(0, 0) + ny * at(0, 1) + nz * at(0, 2), colour: lit(block.colour, nx, ny, nz) };
}

/** Draws solids; holds the scratch memory that a frame needs. */
export type SolidPainter = (surface: Surface, view: View, solid: Solid) => void;

const mostCorners = 64;

export function createSolidPainter(scan: Scan): SolidPainter {
  // Corners in camera axes: side, height, depth.
  const seen = new Float64Array(mostCorners * 3);
  const clipped = new Float64Array(mostCorners * 3);
  return (surface, view, solid) => {
    const { corners, centre, radius } = solid;
    const depth = depthOf(view, centre.x, centre.y, centre.z);
    if (depth < near - radius) return;
    for (let index = 0; index < corners.length; index += 3) {
      seen[index] = sideOf(view, corners[index]!, corners[index + 1]!, corners[index + 2]!);
      seen[index + 1] = heightOf(view, corners[index]!, corners[index + 1]!, corners[index + 2]!);
      seen[index + 2] = depthOf(view, corners[index]!, corners[index + 1]!, corners[index + 2]!);
    }
    // The body's place is emptied first and its faces are then added up, so no background shows through their seams.
    scan.clear();
    for (const face of solid.faces) if (faces(face, view)) outline(face, view);
    if (scan.top >= scan.bottom) return;
    empty(surface, scan);
    for (const face of solid.faces) {
      if (!faces(face, view)) continue;
      scan.clear();
      outline(face, view);
      if (scan.top < scan.bottom) fill(surface, scan, view, face);
    }
  };

  /** Adds a face's edges to the scan, cut off where it comes too near to the camera. */
  function outline(face: Face, view: View): void {
    let count = 0;
    const order = face.corners;
    for (let index = 0; index < order.length; index += 1) {
      const a = order[index]! * 3;
      const b = order[(index + 1) % order.length]! * 3;
      const inside = seen[a + 2]! >= near;
      if (inside) {
        clipped[count * 3] = seen[a]!;
        clipped[count * 3 + 1] = seen[a + 1]!;
        clipped[count * 3 + 2] = seen[a + 2]!;
        count += 1;
      }
      if (inside !== seen[b + 2]! >= near) {
        const share = (near - seen[a + 2]!) / (seen[b + 2]! - seen[a + 2]!);
        clipped[count * 3] = seen[a]! + (seen[b]! - seen[a]!) * share;
        clipped[count * 3 + 1] = seen[a + 1]! + (seen[b + 1]! - seen[a + 1]!) * share;
        clipped[count * 3 + 2] = near;
        count += 1;
      }
    }
    for (let index = 0; index < count; index += 1) {
      const a = index * 3;
      const b = (index + 1) % count * 3;
      const scaleA = view.focal / clipped[a + 2]!;
      const scaleB = view.focal / clipped[b + 2]!;
      scan.edge(view.cx + clipped[a]! * scaleA, view.cy - clipped[a + 1]! * scaleA, view.cx + clipped[b]! * scaleB, view.cy - clipped[b + 1]! * scaleB);
    }
  }
}

function faces(face: Face, view: View): boolean {
  return face.nx * view.x + face.ny * view.y + face.nz * view.z > face.offset;
}

function empty(surface: Surface, scan: Scan): void {
  const { bytes, words, width } = surface;
  for (let y = scan.top; y < scan.bottom; y += 1) {
    if (!scan.row(y)) continue;
    for (let x = scan.from; x < scan.to; x += 1) {
      const rest = 1 - scan.coverage[x]!;
      const pixel = y * width + x;
      if (rest < 0.004) {
        words[pixel] = 0xff000000;
      } else {
        bytes[pixel * 4]! *= rest;
        bytes[pixel * 4 + 1]! *= rest;
        bytes[pixel * 4 + 2]! *= rest;
      }
    }
  }
}

function fill(surface: Surface, scan: Scan, view: View, face: Face): void {
  const { bytes, words, width } = surface;
  const { right, up, ahead } = view;
  const step = 1 / view.focal;
  const gap = face.offset - (face.nx * view.x + face.ny * view.y + face.nz * view.z);
  // One over the depth is linear across the frame on a plane.
  const nearnessAhead = (face.nx * ahead.x + face.ny * ahead.y + face.nz * ahead.z) / gap;
  const nearnessRight = (face.nx * right.x + face.ny * right.y + face.nz * right.z) / gap * step;
  const nearnessUp = (face.nx * up.x + face.ny * up.y + face.nz * up.z) / gap * step;
  const upright = face.ny === 0;
  const { colour } = face;
  const { horizon } = sky;
  for (let y = scan.top; y < scan.bottom; y += 1) {
    if (!scan.row(y)) continue;
    const v = y + 0.5 - view.cy;
    const start = scan.from + 0.5 - view.cx;
    let nearness = nearnessAhead + start * nearnessRight - v * nearnessUp;
    let climb = ahead.y + (start * right.y - v * up.y) * step;
    for (let x = scan.from; x < scan.to; x += 1) {
      const cover = scan.coverage[x]!;
      const depth = nearness > 0.002 ? 1 / nearness : 500;
      const mist = haze(depth);
      const altitude = view.y + depth * climb;
      // Less sky reaches the foot of a wall.
      const low = upright && altitude < 1.4 ? 0.74 + 0.26 * (altitude < 0 ? 0 : altitude / 1.4) : 1;
      const clear = (1 - mist) * low;
      const r = colour.r * clear + horizon.r * mist;
      const g = colour.g * clear + horizon.g * mist;
      const b = colour.b * clear + horizon.b * mist;
      const pixel = y * width + x;
      if (cover > 0.996) {
        words[pixel] = (0xff000000 | b << 16 | g << 8 | r) >>> 0;
      } else if (cover > 0) {
        bytes[pixel * 4]! += r * cover;
        bytes[pixel * 4 + 1]! += g * cover;
        bytes[pixel * 4 + 2]! += b * cover;
      }
      nearness += nearnessRight;
      climb += right.y * step;
    }
  }
}
