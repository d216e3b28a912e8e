/** 0–255 a channel. */
export interface Colour { readonly r: number; readonly g: number; readonly b: number }

/** Dusk after a clear day: the set is lit from the front left, low enough for shadows that show depth. */
export const sky = {
  zenith: { r: 33, g: 44, b: 78 },
  middle: { r: 104, g: 116, b: 160 },
  horizon: { r: 232, g: 198, b: 180 },
  /** Added around the sun's azimuth. */
  glow: { r: 30, g: 10, b: -22 },
} as const;
export const ground: Colour = { r: 122, g: 121, b: 130 };
export const accent: Colour = { r: 255, g: 112, b: 74 };

/** Unit vector to the key light. */
export const key = unit(-0.62, 0.66, -0.42);
/** Unit vector to where the sun has set: ahead and to the right of the opening pose. */
export const sunset = unit(0.55, 0, 0.83);

const fogSteps = 2048;
const fogPerMetre = 16;
/** The haze's share at each step of depth. */
export const fog = Float32Array.from({ length: fogSteps + 1 }, (_, step) => 1 - Math.exp(-((step / fogPerMetre / 46) ** 1.6)));

/** How much of a thing at this depth (metres) is haze, 0–1. */
export function haze(depth: number): number {
  const step = depth * fogPerMetre;
  return step >= fogSteps ? 1 : fog[step | 0]!;
}

/** A matt surface's colour under key light and sky, before haze. */
export function lit(colour: Colour, nx: number, ny: number, nz: number): Colour {
  const direct = Math.max(0, nx * key.x + ny * key.y + nz * key.z);
  const above = 0.5 + 0.5 * ny;
  return {
    r: Math.min(255, colour.r * (0.30 + 0.16 * above + 0.66 * direct)),
    g: Math.min(255, colour.g * (0.32 + 0.18 * above + 0.60 * direct)),
    b: Math.min(255, colour.b * (0.40 + 0.22 * above + 0.50 * direct)),
  };
}

function unit(x: number, y: number, z: number): { readonly x: number; readonly y: number; readonly z: number } {
  const length = Math.hypot(x, y, z);
  return { x: x / length, y: y / length, z: z / length };
}
