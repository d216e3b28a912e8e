import { drawWasm } from './drawWasm.ts';
import { convexHull } from './hull.ts';
import { key } from './light.ts';
import { createScan, type Scan } from './scan.ts';
import type { Block, Tree } from './set.ts';
import { footprint } from './solid.ts';
import { startWasm, type WasmMemory } from './wasm.ts';

/** How much light reaches the ground of the set, seen from above: 255 in the open, less in shadow and at the foot of things. */
export interface ShadeMap {
  readonly size: number;
  readonly light: Uint8Array;
  /** By field of `fieldSize` texels, rows first: 1 where neither the field nor one beside it has any shadow. */
  readonly open: Uint8Array;
}

export const fieldSize = 14;

/** World metres to map texels: `(metres − origin) × perMetre`. */
export const mapOrigin = { x: -36, z: -28 } as const;
export const mapPerMetre = 10;
const size = 700;
/** Points on the key light's disc; more make smoother penumbras. */
const lightPoints = 10;
const lightSpread = 0.045;
/** What a texel loses that none of them reaches, of 255. */
const darkest = 118;

/** What assembly/draw/index.ts exports for it. */
interface Exports {
  readonly memory: WasmMemory;
  start(width: number, height: number, mapSize: number, fieldSize: number): void;
  castShadow(count: number, top: number, bottom: number): void;
  endPoint(): void;
  endShadows(points: number, most: number): void;
  outlineAt(): number;
  outlineEdges(): number;
  mapAt(): number;
}

/** Works the map out; takes some tens of milliseconds, once for a set. */
export function bakeShadeMap(blocks: readonly Block[], trees: readonly Tree[]): ShadeMap {
  const module = startWasm(drawWasm) as Exports;
  module.start(size, size, size, fieldSize);
  const { buffer } = module.memory;
  const scan = createScan(size, size, new Float64Array(buffer, module.outlineAt(), module.outlineEdges() * 5));
  const cast = (outline: readonly Point[]): void => {
    addOutline(scan, outline);
    module.castShadow(scan.count, scan.top, scan.bottom);
  };
  for (let point = 0; point < lightPoints; point += 1) {
    const angle = point * 2.399963;
    const away = lightSpread * Math.sqrt((point + 0.5) / lightPoints);
    // Metres that a shadow goes along the ground for a metre of height.
    const slant = { x: -(key.x + away * Math.cos(angle)) / key.y, z: -(key.z + away * Math.sin(angle)) / key.y };
    for (const block of blocks) cast(blockShadow(block, slant));
    for (const tree of trees) {
      cast(ballShadow(tree, slant));
      cast(stemShadow(tree, slant));
    }
    module.endPoint();
  }
  module.endShadows(lightPoints, darkest);
  const light = new Uint8Array(buffer, module.mapAt(), size * size).slice();
  for (const block of blocks) if (block.foot === 0) darkenFoot(light, block.x, block.z, block.width / 2, block.depth / 2, block.turn);
  for (const tree of trees) darkenFoot(light, tree.x, tree.z, 0.05, 0.05, 0);
  return { size, light, open: openFields(light) };
}

function openFields(light: Uint8Array): Uint8Array {
  const fields = size / fieldSize;
  const bare = new Uint8Array(fields * fields).fill(1);
  for (let v = 0; v < size; v += 1) {
    const row = Math.floor(v / fieldSize) * fields;
    for (let u = 0; u < size; u += 1) if (light[v * size + u] !== 255) bare[row + Math.floor(u / fieldSize)] = 0;
  }
  return bare.map((_, at) => {
    const [u, v] = [at % fields, Math.floor(at / fields)];
    for (let y = Math.max(0, v - 1); y <= Math.min(fields - 1, v + 1); y += 1) {
      for (let x = Math.max(0, u - 1); x <= Math.min(fields - 1, u + 1); x += 1) if (bare[y * fields + x] === 0) return 0;
    }
    return 1;
  });
}

type Point = readonly [x: number, z: number];
interface Slant { readonly x: number; readonly z: number }

function blockShadow(block: Block, slant: Slant): Point[] {
  const foot = footprint(block);
  const at = (height: number) => ([x, z]: Point): Point => [x + slant.x * height, z + slant.z * height];
  return convexHull([...foot.map(at(block.foot)), ...foot.map(at(block.foot + block.height))]);
}

function ballShadow({ x, z, height, radius }: Tree, slant: Slant): Point[] {
  const length = Math.hypot(slant.x, slant.z);
  const stretch = Math.hypot(1, length);
  const along = { x: slant.x / length, z: slant.z / length };
  const up = height - radius;
  return Array.from({ length: 24 }, (_, index): Point => {
    const a = Math.cos(index * Math.PI / 12) * radius * stretch;
    const b = Math.sin(index * Math.PI / 12) * radius;
    return [x + slant.x * up + along.x * a - along.z * b, z + slant.z * up + along.z * a + along.x * b];
  });
}

function stemShadow({ x, z, height }: Tree, slant: Slant): Point[] {
  const corners = [[-0.05, -0.05], [0.05, -0.05], [0.05, 0.05], [-0.05, 0.05]] as const;
  return convexHull(corners.flatMap(([dx, dz]): Point[] => [[x + dx, z + dz], [x + dx + slant.x * height, z + dz + slant.z * height]]));
}

function addOutline(scan: Scan, outline: readonly Point[]): void {
  scan.clear();
  outline.forEach(([x, z], index) => {
    const [nextX, nextZ] = outline[(index + 1) % outline.length]!;
    scan.edge(column(x), line(z), column(nextX), line(nextZ));
  });
}

/** Where a thing meets the ground the sky's light is missing too. */
function darkenFoot(light: Uint8Array, x: number, z: number, halfWidth: number, halfDepth: number, turn: number): void {
  const reach = Math.hypot(halfWidth, halfDepth) + 1;
  const cos = Math.cos(turn);
  const sin = Math.sin(turn);
  for (let v = Math.floor(line(z - reach)); v <= line(z + reach); v += 1) {
    for (let u = Math.floor(column(x - reach)); u <= column(x + reach); u += 1) {
      if (u < 0 || v < 0 || u >= size || v >= size) continue;
      const dx = (u + 0.5) / mapPerMetre + mapOrigin.x - x;
      const dz = (v + 0.5) / mapPerMetre + mapOrigin.z - z;
      const outX = Math.max(0, Math.abs(dx * cos - dz * sin) - halfWidth);
      const outZ = Math.max(0, Math.abs(dx * sin + dz * cos) - halfDepth);
      light[v * size + u]! *= 1 - 0.42 * Math.exp(-Math.hypot(outX, outZ) / 0.28);
    }
  }
}

function column(x: number): number {
  return (x - mapOrigin.x) * mapPerMetre;
}

function line(z: number): number {
  return (z - mapOrigin.z) * mapPerMetre;
}
