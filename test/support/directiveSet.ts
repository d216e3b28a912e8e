import { createFigure } from '../../src/animatic/render/figure.ts';
import { accent, ground, haze, lit, sky } from '../../src/animatic/render/light.ts';
import type { Colour } from '../../src/animatic/render/light.ts';
import { blocks, trees } from '../../src/animatic/render/set.ts';
import type { Block, Tree } from '../../src/animatic/render/set.ts';
import type { Pose } from '../../src/directives/pose.ts';

/** Metres: x to the right, y up, z ahead of the opening pose. */
export type Point = readonly [x: number, y: number, z: number];

/** A flat shape of the set, as it is to be seen from a pose. */
export interface Shape {
  readonly paint: string;
  readonly stroke?: number;
  readonly outline: (pose: Pose) => readonly Point[];
}

/** What the pictures show of the stage's set: enough near, halfway and far for parallax and perspective to tell the moves apart. */
const shownColumns = blocks.filter(({ round, x, z }) => round && (z === 3.5 || (z > 8 && z < 22 && Math.abs(x) < 4)));
const shownBeams = blocks.filter(({ foot, z }) => foot > 0 && z > 0 && z < 22);
const shownBoxes = blocks.filter(({ round, foot, z, x }) => !round && foot === 0 && ((z > 3.5 && z < 3.6) || (z > 9 && z < 11 && Math.abs(x) < 7) || (z > 34 && Math.abs(x) < 10)));
const shownTrees = trees.filter(({ x, z }) => z > 8 && z < 14.5 && Math.abs(x) < 5);

const hex = ({ r, g, b }: Colour): string => `#${[r, g, b].map((value) => Math.round(Math.min(255, value)).toString(16).padStart(2, '0')).join('')}`;

/** As seen through the haze from the opening pose. */
function hazy(colour: Colour, depth: number): Colour {
  const share = haze(depth);
  const mix = (near: number, far: number): number => near + (far - near) * share;
  return { r: mix(colour.r, sky.horizon.r), g: mix(colour.g, sky.horizon.g), b: mix(colour.b, sky.horizon.b) };
}

/** The figure's colour, which signs bear too. */
export const accentColour = hex(accent);

const gradients = new Map<string, string>();
/** The address of a gradient over a shape's own box, from its lit left (or top) to its right (or foot). */
function gradient(stops: readonly Colour[], kind: 'across' | 'down' | 'ball'): string {
  const colours = stops.map((stop, index) => `<stop offset="${index / (stops.length - 1)}" stop-color="${hex(stop)}"/>`).join('');
  const key = `${kind}${colours}`;
  const id = gradients.get(key)?.match(/id="(\w+)"/u)?.[1] ?? `g${gradients.size}`;
  gradients.set(key, kind === 'ball' ? `<radialGradient id="${id}" cx=".35" cy=".3" r=".75">${colours}</radialGradient>`
    : `<linearGradient id="${id}"${kind === 'down' ? ' x2="0" y2="1"' : ''}>${colours}</linearGradient>`);
  return `url(#${id})`;
}

function column({ x, z, width, height, colour }: Block): Shape {
  const side = (nx: number, nz: number): Colour => hazy(lit(colour, nx, 0, nz), z);
  return {
    paint: gradient([side(-1, 0), side(-0.7, -0.7), side(0.4, -0.9), side(1, 0)], 'across'),
    outline: (pose) => {
      const away = Math.hypot(x - pose.x, z - pose.z);
      const [dx, dz] = [(z - pose.z) / away * width / 2, -(x - pose.x) / away * width / 2];
      return [[x - dx, 0, z - dz], [x - dx, height, z - dz], [x + dx, height, z + dz], [x + dx, 0, z + dz]];
    },
  };
}

/** The faces of a box that look at the camera, the others flat as a line. */
function box({ x, z, width, depth, foot, height, turn, colour }: Block): readonly Shape[] {
  const corner = (right: number, ahead: number): readonly [number, number] => [x + right * Math.cos(turn) + ahead * Math.sin(turn), z - right * Math.sin(turn) + ahead * Math.cos(turn)];
  const [w, d] = [width / 2, depth / 2];
  const corners = [corner(-w, -d), corner(w, -d), corner(w, d), corner(-w, d)];
  return [3, 1, 0].flatMap((index): readonly Shape[] => {
    const [[ax = 0, az = 0] = [], [bx = 0, bz = 0] = []] = [corners[index], corners[(index + 1) % 4]];
    const long = Math.hypot(bx - ax, bz - az);
    const [nx, nz] = [(bz - az) / long, -(bx - ax) / long];
    // A beam is seen from its front, and what is far too.
    if (index !== 0 && (foot > 0 || z > 30)) return [];
    return [{
      paint: hex(hazy(lit(colour, nx, 0, nz), z)),
      outline: (pose) => {
        const faces = (ax - pose.x) * nx + (az - pose.z) * nz < 0;
        return faces ? [[ax, foot, az], [ax, foot + height, az], [bx, foot + height, bz], [bx, foot, bz]] : [[ax, foot, az], [ax, foot + height, az], [ax, foot + height, az], [ax, foot, az]];
      },
    }];
  });
}

function tree({ x, z, height, radius, colour }: Tree): readonly Shape[] {
  const shade = (nx: number, ny: number, nz: number): Colour => hazy(lit(colour, nx, ny, nz), z);
  return [
    { paint: hex(hazy({ r: 110, g: 96, b: 92 }, z)), stroke: 2, outline: () => [[x, 0, z], [x, height - radius, z]] },
    { paint: gradient([shade(-0.6, 0.6, -0.5), shade(0, 0.3, -0.9), shade(0.9, -0.4, 0)], 'ball'), outline: () => ring(12, (cos, sin) => [x + cos * radius, height - radius + sin * radius, z]) },
  ];
}

function ring(count: number, at: (cos: number, sin: number) => Point): readonly Point[] {
  return Array.from({ length: count }, (_, index) => at(Math.cos((index * 2 * Math.PI) / count), Math.sin((index * 2 * Math.PI) / count)));
}

const figure = createFigure();

/** The mannequin: each limb the outline of two balls, turned to the camera. */
function limb(index: number): Shape {
  return {
    paint: gradient([lit(accent, -0.9, 0.2, -0.4), lit(accent, 0, 0.2, -1), lit(accent, 1, -0.1, 0)], 'across'),
    outline: (pose) => {
      figure.pose(pose.subject);
      const { ax, ay, az, aRadius, bx, by, bz, bRadius } = figure.limbs[index]!;
      const away = Math.hypot(ax - pose.x, az - pose.z);
      const [rx, rz] = [(az - pose.z) / away, -(ax - pose.x) / away];
      const lean = Math.atan2((bx - ax) * rx + (bz - az) * rz, by - ay);
      // From one side of the lower ball around the upper one and back.
      return [[0, -1, 0], [1, -0.8, 0.6], [1, 0, 1], [1, 0.8, 0.6], [0, 1, 0], [0, 0, -1]].map(([upper = 0, across = 0, along = 0]) => {
        const [x, y, z, radius] = upper === 1 ? [bx, by, bz, bRadius] : [ax, ay, az, aRadius];
        const [right, up] = [(across * Math.cos(lean) + along * Math.sin(lean)) * radius, (along * Math.cos(lean) - across * Math.sin(lean)) * radius];
        return [x + right * rx, y + up, z + right * rz];
      });
    },
  };
}

/** So far that its edge is the horizon. */
const farAway = 300;
/** In metres from the camera, `wide` to either side. */
interface Edge { readonly ahead: number; readonly up: number; readonly wide: number }
/** A wall of sky or a floor as wide as the picture wherever the camera turns. */
const acrossView = ({ x, z, yaw }: Pose, far: Edge, close: Edge): readonly Point[] => {
  const at = (right: number, { ahead, up }: Edge): Point => [x + right * Math.cos(yaw) + ahead * Math.sin(yaw), up, z - right * Math.sin(yaw) + ahead * Math.cos(yaw)];
  return [at(-far.wide, far), at(far.wide, far), at(close.wide, close), at(-close.wide, close)];
};
/** The floor's colour from the horizon down, in equal steps of the picture: the first of them hold most of its depth. */
const floor = [300, 60, 22, 14, 10, 8, 7, 6, 5, 4].map((depth) => hazy(lit(ground, 0, 1, 0), depth));
const lineColour = hex({ r: 176, g: 172, b: 178 });

/** The stage's set from far to near. */
export const shapes: readonly Shape[] = [
  { paint: gradient([sky.zenith, sky.middle, sky.horizon], 'down'), outline: (pose) => acrossView(pose, { ahead: farAway, up: 190, wide: 800 }, { ahead: farAway, up: 0, wide: 800 }) },
  { paint: gradient([...floor, ...Array.from({ length: 30 }, () => floor.at(-1)!)], 'down'), outline: (pose) => acrossView(pose, { ahead: farAway, up: 0, wide: 800 }, { ahead: 0.8, up: 0, wide: 4 }) },
  ...[-2, 2].map((x) => ({ paint: lineColour, stroke: 0.5, outline: (): readonly Point[] => [[x, 0, 1.6], [x, 0, 60]] })),
  ...[5, 9, 15].map((z) => ({ paint: lineColour, stroke: 0.5, outline: (): readonly Point[] => [[-30, 0, z], [30, 0, z]] })),
  ...[
    ...shownColumns.map((block) => ({ z: block.z, shapes: [column(block)] })), ...shownBoxes.map((block) => ({ z: block.z, shapes: box(block) })),
    ...shownBeams.map((block) => ({ z: block.z - 0.3, shapes: box(block) })), ...shownTrees.map((one) => ({ z: one.z, shapes: tree(one) })),
    { z: 6.05, shapes: [{ paint: '#3f4152', outline: ({ subject }: Pose) => ring(8, (cos, sin) => [subject.x + 0.45 + cos * 0.75, 0, subject.z + 0.2 + sin * 0.35]) }] },
    // Neck, shoulders, hips and trunk, then what hangs from them, the head last.
    { z: 6, shapes: [5, 6, 9, 10, 7, 8, 11, 12, 0, 2, 1, 3, 4].map(limb) },
  ].sort((a, b) => b.z - a.z).flatMap(({ shapes: parts }) => parts),
];

/** Above the wall of sky. */
export const zenithColour = hex(sky.zenith);

/** The gradients that the shapes are painted with. */
export const definitions = [...gradients.values()].join('');
