import { lit, type Colour } from './light.ts';
import type { Block } from './set.ts';

/** A convex body ready to draw. */
export interface Solid {
  /** x, y, z of each corner. */
  readonly corners: Float64Array;
  readonly faces: readonly Face[];
  readonly centre: { readonly x: number; readonly y: number; readonly z: number };
  /** Metres from the centre to the farthest corner. */
  readonly radius: number;
}

/** A flat side of a body, or the whole wall of a column. */
export interface Face {
  readonly panes: readonly Pane[];
  /** Under key light and sky, before haze; of a column's wall, unlit. */
  readonly colour: Colour;
  readonly upright: boolean;
  /** A column's wall is lit smoothly around this axis. */
  readonly round?: { readonly x: number; readonly z: number; readonly radius: number };
}

export interface Pane {
  readonly corners: readonly number[];
  /** The pane across each edge, which runs from the corner of the same place to the next. */
  readonly beyond: readonly PaneOf[];
  /** Outwards, unit; the plane is `normal · p = offset`. */
  readonly nx: number; readonly ny: number; readonly nz: number;
  readonly offset: number;
}

interface PaneOf { readonly face: number; readonly pane: number }

type Point = readonly [x: number, z: number];

const columnSides = 28;

/** The upright prism of a block. */
export function solidOf(block: Block): Solid {
  const foot = footprint(block, columnSides);
  const count = foot.length;
  const corners = new Float64Array(count * 6);
  foot.forEach(([x, z], index) => {
    corners.set([x, block.foot, z], index * 3);
    corners.set([x, block.foot + block.height, z], (count + index) * 3);
  });
  const all = foot.map((_, index) => index);
  const wall = all.map((index) => [index, count + index, count + (index + 1) % count, (index + 1) % count]);
  const top = [all.map((index) => count + index)];
  const orders = [top, [all], ...(block.round ? [wall] : wall.map((pane) => [pane]))]
    .map((panes) => panes.map((order) => outwards(corners, order, block)));
  const faces = orders.map((panes, index) => faceOf(panes.map((order) => paneOf(corners, order, beyondEdges(orders, order))), block, block.round && index > 1));
  const centre = { x: block.x, y: block.foot + block.height / 2, z: block.z };
  return { corners, faces, centre, radius: Math.hypot(block.width, block.height, block.depth) / 2 };
}

/** The corners of a block's footprint, all blocks in the same turning order; a column's circle has this many sides. */
export function footprint(block: Block, sides = 20): Point[] {
  const corner = (index: number): Point => [Math.cos(index * 2 * Math.PI / sides) * block.width / 2, Math.sin(index * 2 * Math.PI / sides) * block.depth / 2];
  const corners = block.round
    ? Array.from({ length: sides }, (_, index) => corner(index))
    : ([[-1, -1], [1, -1], [1, 1], [-1, 1]] as const).map(([x, z]): Point => [x * block.width / 2, z * block.depth / 2]);
  const cos = Math.cos(block.turn);
  const sin = Math.sin(block.turn);
  return corners.map(([x, z]): Point => [block.x + x * cos + z * sin, block.z - x * sin + z * cos]);
}

function faceOf(panes: readonly Pane[], block: Block, round: boolean): Face {
  const { nx, ny, nz } = panes[0]!;
  return round
    ? { panes, colour: block.colour, upright: true, round: { x: block.x, z: block.z, radius: block.width / 2 } }
    : { panes, colour: lit(block.colour, nx, ny, nz), upright: ny === 0 };
}

function paneOf(corners: Float64Array, order: readonly number[], beyond: readonly PaneOf[]): Pane {
  const [nx, ny, nz] = normalOf(corners, order);
  const [x = 0, y = 0, z = 0] = corners.subarray(order[0]! * 3);
  return { corners: order, beyond, nx, ny, nz, offset: nx * x + ny * y + nz * z };
}

/** The order of corners whose normal points away from the block's middle. */
function outwards(corners: Float64Array, order: readonly number[], block: Block): readonly number[] {
  const [nx, ny, nz] = normalOf(corners, order);
  const [x = 0, y = 0, z = 0] = corners.subarray(order[0]! * 3);
  return nx * (x - block.x) + ny * (y - block.foot - block.height / 2) + nz * (z - block.z) > 0 ? order : order.toReversed();
}

function normalOf(corners: Float64Array, order: readonly number[]): [number, number, number] {
  const side = (from: number, to: number, axis: number): number => corners[order[to]! * 3 + axis]! - corners[order[from]! * 3 + axis]!;
  const cross = (a: number, b: number): number => side(0, 1, a) * side(1, 2, b) - side(0, 1, b) * side(1, 2, a);
  const [x, y, z] = [cross(1, 2), cross(2, 0), cross(0, 1)];
  const length = Math.hypot(x, y, z);
  return [x / length, y / length, z / length];
}

/** Outward panes run through a shared edge in opposite directions. */
function beyondEdges(orders: readonly (readonly (readonly number[])[])[], order: readonly number[]): PaneOf[] {
  return order.map((corner, index) => {
    const next = order[(index + 1) % order.length];
    const joins = (other: readonly number[]): boolean => other.some((start, at) => start === next && other[(at + 1) % other.length] === corner);
    const face = orders.findIndex((panes) => panes.some(joins));
    return { face, pane: orders[face]!.findIndex(joins) };
  });
}
