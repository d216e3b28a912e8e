import type { Colour } from './light.ts';

/** An upright box or, with `round`, a column: footprint centre and size, foot and height, all metres. */
export interface Block {
  readonly x: number; readonly z: number;
  readonly width: number; readonly depth: number;
  readonly foot: number; readonly height: number;
  /** Turned about its upright axis, radians. */
  readonly turn: number;
  readonly round: boolean;
  readonly colour: Colour;
}

/** A tree as in an architect's model: a ball on a stem. */
export interface Tree { readonly x: number; readonly z: number; readonly height: number; readonly radius: number; readonly colour: Colour }

const chalk: Colour = { r: 226, g: 219, b: 210 };
const slate: Colour = { r: 128, g: 141, b: 170 };
const clay: Colour = { r: 206, g: 150, b: 122 };
const sage: Colour = { r: 146, g: 168, b: 144 };
const ink: Colour = { r: 84, g: 92, b: 116 };

/**
 * The neutral set. A colonnade runs away from the opening pose, so that moving forward (perspective changes) looks
 * different from a longer lens (it does not); things stand near, in the middle and far, so that sliding sideways looks
 * different from turning. The ways that cameras take, along both axes and where the subject walks, are kept clear.
 */
export const blocks: readonly Block[] = [
  // Near the opening pose, at the edges of its frame.
  column(-1.95, 3.5, 0.16, 5.2, chalk), box(2.15, 3.55, 0.62, 0.62, 0.72, 0.5, clay), box(-2.9, 3.9, 0.7, 0.7, 0.42, 0.2, slate),
  // The colonnade.
  ...[8.6, 12.6, 16.6, 20.6, 24.6, 28.6, 32.6].flatMap((z) => [column(-3.1, z, 0.26, 4.4, chalk), column(3.1, z, 0.26, 4.4, chalk)]),
  beam(0, 12.6, 6.9, 4.4, chalk), beam(0, 20.6, 6.9, 4.4, chalk), beam(0, 28.6, 6.9, 4.4, chalk),
  // Middle distance.
  box(-6.4, 9.6, 1.6, 1.6, 2.6, 0.35, slate), box(6.6, 10.2, 1.5, 1.5, 3.4, -0.3, clay), box(-5.6, 15.4, 1.8, 1.2, 1.2, 0.7, sage),
  box(7.6, 16.8, 1.8, 1.8, 5.6, 0.2, slate), box(-9.6, 17.8, 2.2, 2.2, 6.2, -0.2, ink), box(12.4, 12.4, 1.6, 1.6, 2.1, 0.6, sage),
  box(-13.4, 11.6, 2, 2, 4.2, 0.15, clay), box(17.6, 15.2, 2.2, 2.2, 5.2, -0.25, chalk), box(-18.2, 16.4, 2.4, 2.4, 7, 0.3, slate),
  box(1.6, 37, 2.4, 2.4, 9, 0.4, ink), box(-6.4, 39, 3, 3, 12, 0.1, slate), box(9.4, 35, 3, 3, 11, -0.2, ink),
  box(-16, 33, 3.4, 3.4, 15, 0.3, slate), box(20, 31, 3.2, 3.2, 13, 0.15, slate), box(-27, 26, 3.2, 3.2, 11, -0.2, ink),
  box(29, 23, 3, 3, 12, 0.4, ink), box(-31, 12, 3, 3, 13, 0.1, slate), box(33, 10, 3, 3, 10, -0.3, slate),
  // To the sides and behind, for cameras that turn or pull back.
  column(-6.2, 2.6, 0.26, 4.4, chalk), column(6.4, 2.8, 0.26, 4.4, chalk), box(9.8, 3.2, 0.9, 0.9, 1.3, 0.4, slate),
  box(-10.2, 3.4, 1, 1, 1.6, 0.1, clay), column(13.2, 3, 0.26, 4.4, chalk), column(-14, 2.9, 0.26, 4.4, chalk),
  column(-3.1, -4.6, 0.26, 4.4, chalk), column(3.1, -4.6, 0.26, 4.4, chalk), column(-3.1, -9.6, 0.26, 4.4, chalk), column(3.1, -9.6, 0.26, 4.4, chalk),
  column(-3.1, -14.6, 0.26, 4.4, chalk), column(3.1, -14.6, 0.26, 4.4, chalk), beam(0, -14.6, 6.9, 4.4, chalk),
  box(8.4, -6.4, 1.8, 1.8, 3.6, 0.5, sage), box(-8.6, -7, 1.8, 1.8, 4.4, -0.3, slate), box(15, -9, 2.4, 2.4, 7, 0.2, ink),
  box(-16, -10, 2.4, 2.4, 6.4, 0.4, clay), box(0.8, -26, 3, 3, 12, 0.3, slate), box(-11, -23, 3, 3, 10, 0.1, ink), box(12, -24, 3, 3, 11, -0.2, slate),
  box(-26, -12, 3, 3, 12, 0.2, slate), box(27, -11, 3, 3, 11, -0.1, ink),
];

export const trees: readonly Tree[] = [
  { x: -4.6, z: 11.2, height: 2.7, radius: 0.85, colour: sage }, { x: 4.9, z: 14.4, height: 3.1, radius: 1, colour: sage },
  { x: 5.3, z: 8.2, height: 1.9, radius: 0.6, colour: sage }, { x: -7.8, z: 13.4, height: 3.4, radius: 1.1, colour: sage },
  { x: 10.4, z: 14.2, height: 3, radius: 0.95, colour: sage }, { x: -12.2, z: 15, height: 2.8, radius: 0.9, colour: sage },
  { x: 15.2, z: 10.6, height: 3.2, radius: 1, colour: sage }, { x: -16.6, z: 8.6, height: 3, radius: 1, colour: sage },
  { x: 5.6, z: -7.4, height: 2.9, radius: 0.9, colour: sage }, { x: -5.4, z: -11.6, height: 3, radius: 1, colour: sage },
  { x: 11.2, z: -4.2, height: 2.6, radius: 0.8, colour: sage }, { x: -12, z: -4.4, height: 3, radius: 0.95, colour: sage },
  { x: 20.5, z: 6, height: 3.4, radius: 1.1, colour: sage }, { x: -21, z: 5.2, height: 3.2, radius: 1.05, colour: sage },
];

function box(x: number, z: number, width: number, depth: number, height: number, turn: number, colour: Colour): Block {
  return { x, z, width, depth, foot: 0, height, turn, round: false, colour };
}

function column(x: number, z: number, radius: number, height: number, colour: Colour): Block {
  return { x, z, width: 2 * radius, depth: 2 * radius, foot: 0, height, turn: 0, round: true, colour };
}

function beam(x: number, z: number, length: number, foot: number, colour: Colour): Block {
  return { x, z, width: length, depth: 0.5, foot, height: 0.42, turn: 0, round: false, colour };
}
