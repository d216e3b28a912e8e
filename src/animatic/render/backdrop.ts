import { ground, haze, sky, sunset } from './light.ts';
import { mapOrigin, mapPerMetre, type ShadeMap } from './shadeMap.ts';
import type { Surface } from './surface.ts';
import type { View } from './view.ts';

/** Half the width of a line of the metre grid on the ground, and how often a stronger one comes, metres. */
const lineHalf = 0.012;
const strongLineHalf = 0.022;
const strongEvery = 5;

/** Fills the whole frame: sky above the horizon, the gridded and shaded ground below it, both fading into the same haze. */
export function drawBackdrop(surface: Surface, view: View, map: ShadeMap): void {
  const { width, height, words } = surface;
  const step = 1 / view.focal;
  const { right, up, ahead } = view;
  for (let py = 0; py < height; py += 1) {
    const v = (py + 0.5 - view.cy) * step;
    const u = (0.5 - view.cx) * step;
    let dx = ahead.x + u * right.x - v * up.x;
    let dy = ahead.y + u * right.y - v * up.y;
    let dz = ahead.z + u * right.z - v * up.z;
    const row = py * width;
    for (let px = 0; px < width; px += 1) {
      words[row + px] = dy < -0.0004 ? groundColour(view, map, dx, dy, dz, step) : skyColour(dx, dy, dz);
      dx += right.x * step;
      dy += right.y * step;
      dz += right.z * step;
    }
  }
}

function skyColour(dx: number, dy: number, dz: number): number {
  const inverse = 1 / Math.sqrt(dx * dx + dy * dy + dz * dz);
  const rise = dy < 0 ? 0 : dy * inverse;
  const low = rise < 0.3 ? rise / 0.3 : 1;
  const high = rise < 0.2 ? 0 : (rise - 0.2) / 0.8;
  const toMiddle = low * (2 - low);
  const toZenith = high * (2 - high);
  const glow = glowAt(dx, dz, inverse) * (1 - toMiddle);
  const { horizon, middle, zenith } = sky;
  const r = horizon.r + (middle.r - horizon.r) * toMiddle;
  const g = horizon.g + (middle.g - horizon.g) * toMiddle;
  const b = horizon.b + (middle.b - horizon.b) * toMiddle;
  return pack(
    r + (zenith.r - r) * toZenith + sky.glow.r * glow,
    g + (zenith.g - g) * toZenith + sky.glow.g * glow,
    b + (zenith.b - b) * toZenith + sky.glow.b * glow,
  );
}

function groundColour(view: View, map: ShadeMap, dx: number, dy: number, dz: number, step: number): number {
  const t = -view.y / dy;
  const mist = haze(t);
  const inverse = 1 / Math.sqrt(dx * dx + dy * dy + dz * dz);
  const glow = glowAt(dx, dz, inverse) * mist;
  let light = 1;
  if (mist < 0.98) {
    const x = view.x + t * dx;
    const z = view.z + t * dz;
    light = mapAt(map, x, z);
    // How far the ground moves from this pixel to the next ones: the width that the grid's lines are averaged over.
    const lean = t / dy;
    const { right, up } = view;
    const spreadX = step * (abs(t * right.x - lean * dx * right.y) + abs(t * up.x - lean * dx * up.y));
    const spreadZ = step * (abs(t * right.z - lean * dz * right.y) + abs(t * up.z - lean * dz * up.y));
    const line = Math.max(lineAt(x, spreadX, 1, lineHalf), lineAt(z, spreadZ, 1, lineHalf)) * 0.22;
    const strong = Math.max(lineAt(x, spreadX, strongEvery, strongLineHalf), lineAt(z, spreadZ, strongEvery, strongLineHalf)) * 0.42;
    light *= 1 + (line > strong ? line : strong);
  }
  const { horizon } = sky;
  const r = ground.r * light;
  const g = ground.g * light;
  // Shadows are lit by the sky alone: they go blue.
  const b = ground.b * (0.16 + 0.84 * light);
  return pack(
    r + (horizon.r - r) * mist + sky.glow.r * glow,
    g + (horizon.g - g) * mist + sky.glow.g * glow,
    b + (horizon.b - b) * mist + sky.glow.b * glow,
  );
}

function glowAt(dx: number, dz: number, inverse: number): number {
  const towards = (dx * sunset.x + dz * sunset.z) * inverse;
  if (towards <= 0) return 0;
  const squared = towards * towards;
  return squared * squared * squared;
}

/** How much of a stretch of ground, `spread` wide around `at`, a line of the grid covers; 0 where the grid is too fine to be seen. */
function lineAt(at: number, spread: number, every: number, half: number): number {
  const finest = every * 0.45;
  if (spread >= finest) return 0;
  const off = abs(at - Math.round(at / every) * every);
  const width = spread < 1e-4 ? 1e-4 : spread;
  const low = off - width / 2 > -half ? off - width / 2 : -half;
  const high = off + width / 2 < half ? off + width / 2 : half;
  return high <= low ? 0 : (high - low) / width * (1 - spread / finest);
}

function mapAt(map: ShadeMap, x: number, z: number): number {
  const u = (x - mapOrigin.x) * mapPerMetre - 0.5;
  const v = (z - mapOrigin.z) * mapPerMetre - 0.5;
  const { size, light } = map;
  if (u < 0 || v < 0 || u >= size - 1 || v >= size - 1) return 1;
  const column = u | 0;
  const line = v | 0;
  const fu = u - column;
  const fv = v - line;
  const at = line * size + column;
  const upper = light[at]! + (light[at + 1]! - light[at]!) * fu;
  const lower = light[at + size]! + (light[at + size + 1]! - light[at + size]!) * fu;
  return (upper + (lower - upper) * fv) / 255;
}

function abs(value: number): number {
  return value < 0 ? -value : value;
}

function pack(r: number, g: number, b: number): number {
  const red = r > 255 ? 255 : r;
  const green = g > 255 ? 255 : g;
  const blue = b > 255 ? 255 : b < 0 ? 0 : b;
  return (0xff000000 | blue << 16 | green << 8 | red) >>> 0;
}
