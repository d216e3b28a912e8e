import { drawWasm } from './drawWasm.ts';
import { fog, ground, key, sky, sunset, type Colour } from './light.ts';
import type { Picture } from './picture.ts';
import { createScan, type Scan } from './scan.ts';
import { fieldSize, mapOrigin, mapPerMetre, type ShadeMap } from './shadeMap.ts';
import type { Face } from './solid.ts';
import { createSurface, type Surface } from './surface.ts';
import type { View } from './view.ts';
import { startWasm, type WasmMemory } from './wasm.ts';

/** A ball drawn out along a line, thicker at one end or not: a limb, a stem, or with both ends alike a ball. Metres. */
export interface Limb {
  ax: number; ay: number; az: number; aRadius: number;
  bx: number; by: number; bz: number; bRadius: number;
}

/** A frame in a WebAssembly module's memory, and what that draws into it; assembly/draw is its source. */
export interface Canvas {
  readonly surface: Surface;
  /** Takes the outline that `face` fills, and those of anything else. */
  readonly scan: Scan;
  /** From where all that follows is seen. */
  look(view: View): void;
  /** Fills the whole frame: sky above the horizon, the gridded and shaded ground below it, both fading into the same haze. */
  backdrop(): void;
  /** Fills the scan's outline with a face's colours. */
  face(face: Face): void;
  /** Darkens what the scan's outline covers: by this share of red, green and blue each, 0–1. */
  darken(shares: Colour): void;
  /** Draws a limb with smooth shading and a bright rim towards the sky. */
  limb(limb: Limb, colour: Colour): void;
  /** Fills the scan's outline with the canvas's picture, which stands facing the camera's start in the plane z = 0, its foot's middle over the origin, metres. */
  picture(view: View, place: { readonly width: number; readonly height: number; readonly foot: number }): void;
}

/** What assembly/draw/index.ts exports. */
interface Exports {
  readonly memory: WasmMemory;
  start(width: number, height: number, mapSize: number, fieldSize: number): void;
  look(...numbers: readonly number[]): void;
  backdrop(): void;
  limb(...numbers: readonly number[]): void;
  colour(r: number, g: number, b: number, upright: number): void;
  flatFace(...numbers: readonly number[]): void;
  roundFace(...numbers: readonly number[]): void;
  darken(count: number, top: number, bottom: number): void;
  addLevel(width: number, height: number): void;
  lookAtPanel(...numbers: readonly number[]): void;
  beginPanel(count: number, top: number, bottom: number, width: number, height: number, foot: number): void;
  drawPanel(): number;
  askedLevel(): number;
  askedFirst(): number;
  askedCount(): number;
  stripAt(): number;
  outlineAt(): number;
  outlineEdges(): number;
  frameAt(): number;
  mapAt(): number;
  openAt(): number;
  lightsAt(): number;
  fogAt(): number;
}

/** A canvas for frames of one size, pixels, over this ground; with a picture where one stands on it. */
export function createCanvas(width: number, height: number, map: ShadeMap, picture?: Picture): Canvas {
  const module = startWasm(drawWasm) as Exports;
  module.start(width, height, map.size, fieldSize);
  for (const level of picture?.levels ?? []) module.addLevel(level.width, level.height);
  // The memory keeps its size from here on.
  const { buffer } = module.memory;
  const bytes = new Uint8Array(buffer);
  bytes.set(map.light, module.mapAt());
  bytes.set(map.open, module.openAt());
  new Float32Array(buffer).set(fog, module.fogAt() / 4);
  const colours = [sky.zenith, sky.middle, sky.horizon, sky.glow, ground].flatMap(({ r, g, b }) => [r, g, b]);
  new Float32Array(buffer).set([...colours, sunset.x, sunset.y, sunset.z, mapOrigin.x, mapOrigin.z, mapPerMetre, key.x, key.y, key.z], module.lightsAt() / 4);
  const scan = createScan(width, height, new Float64Array(buffer, module.outlineAt(), module.outlineEdges() * 5));
  return {
    surface: createSurface(width, height, new Uint8ClampedArray(buffer, module.frameAt(), width * height * 4)),
    scan,
    look({ x, y, z, focal, right, up, ahead }) {
      module.look(x, y, z, focal, right.x, right.y, right.z, up.x, up.y, up.z, ahead.x, ahead.y, ahead.z);
    },
    backdrop: () => module.backdrop(),
    face({ colour, upright, round, panes }) {
      module.colour(colour.r, colour.g, colour.b, Number(upright));
      const { nx, ny, nz, offset } = panes[0]!;
      if (round) module.roundFace(scan.count, scan.top, scan.bottom, round.x, round.z, round.radius);
      else module.flatFace(scan.count, scan.top, scan.bottom, nx, ny, nz, offset);
    },
    darken({ r, g, b }) {
      module.colour(r, g, b, 0);
      module.darken(scan.count, scan.top, scan.bottom);
    },
    picture({ x, y, z, focal, right, up, ahead }, place) {
      if (!picture) return;
      module.lookAtPanel(x, y, z, focal, right.x, right.y, right.z, up.x, up.y, up.z, ahead.x, ahead.y, ahead.z);
      module.beginPanel(scan.count, scan.top, scan.bottom, place.width, place.height, place.foot);
      // Its lines are brought as they are needed: only some of them lie in the module's memory.
      while (module.drawPanel()) {
        const level = picture.levels[module.askedLevel()]!;
        const line = level.width * 3;
        const first = module.askedFirst();
        bytes.set(level.rgb.subarray(first * line, (first + module.askedCount()) * line), module.stripAt());
      }
    },
    limb: ({ ax, ay, az, aRadius, bx, by, bz, bRadius }, { r, g, b }) => module.limb(ax, ay, az, aRadius, bx, by, bz, bRadius, r, g, b),
  };
}
