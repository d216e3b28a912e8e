import { haze, key, sky, type Colour } from './light.ts';
import type { Surface } from './surface.ts';
import { depthOf, heightOf, near, sideOf, type View } from './view.ts';

/** A ball drawn out along a line, thicker at one end or not: a limb, a stem, or with both ends alike a ball. Metres. */
export interface Limb {
  ax: number; ay: number; az: number; aRadius: number;
  bx: number; by: number; bz: number; bRadius: number;
}

/** Draws a limb with smooth shading and a bright rim towards the sky. */
export function drawLimb(surface: Surface, view: View, limb: Limb, colour: Colour): void {
  const aDepth = depthOf(view, limb.ax, limb.ay, limb.az);
  const bDepth = depthOf(view, limb.bx, limb.by, limb.bz);
  if (aDepth < near + limb.aRadius || bDepth < near + limb.bRadius) return;
  const aScale = view.focal / aDepth;
  const bScale = view.focal / bDepth;
  const ax = view.cx + sideOf(view, limb.ax, limb.ay, limb.az) * aScale;
  const ay = view.cy - heightOf(view, limb.ax, limb.ay, limb.az) * aScale;
  const bx = view.cx + sideOf(view, limb.bx, limb.by, limb.bz) * bScale;
  const by = view.cy - heightOf(view, limb.bx, limb.by, limb.bz) * bScale;
  const aRadius = limb.aRadius * aScale;
  const bRadius = limb.bRadius * bScale;
  const { width, height, bytes } = surface;
  const left = Math.max(0, Math.floor(Math.min(ax - aRadius, bx - bRadius) - 1));
  const right = Math.min(width, Math.ceil(Math.max(ax + aRadius, bx + bRadius) + 1));
  const top = Math.max(0, Math.floor(Math.min(ay - aRadius, by - bRadius) - 1));
  const bottom = Math.min(height, Math.ceil(Math.max(ay + aRadius, by + bRadius) + 1));
  const alongX = bx - ax;
  const alongY = by - ay;
  const squared = alongX * alongX + alongY * alongY;
  const mist = haze((aDepth + bDepth) / 2);
  const { horizon } = sky;
  // The key light and the sky's up in the frame's own axes: right, up, towards the viewer.
  const keyRight = key.x * view.right.x + key.y * view.right.y + key.z * view.right.z;
  const keyUp = key.x * view.up.x + key.y * view.up.y + key.z * view.up.z;
  const keyTowards = -(key.x * view.ahead.x + key.y * view.ahead.y + key.z * view.ahead.z);
  for (let y = top; y < bottom; y += 1) {
    for (let x = left; x < right; x += 1) {
      const dx = x + 0.5 - ax;
      const dy = y + 0.5 - ay;
      let share = squared > 1e-6 ? (dx * alongX + dy * alongY) / squared : 0;
      share = share < 0 ? 0 : share > 1 ? 1 : share;
      const outX = dx - share * alongX;
      const outY = dy - share * alongY;
      const radius = aRadius + (bRadius - aRadius) * share;
      const distance = Math.sqrt(outX * outX + outY * outY);
      const edge = radius - distance + 0.5;
      if (edge <= 0) continue;
      const cover = edge > 1 ? 1 : edge;
      const scale = 1 / (radius > 0.5 ? radius : 0.5);
      let nx = outX * scale;
      let ny = -outY * scale;
      const flat = nx * nx + ny * ny;
      if (flat > 1) {
        const shrink = 1 / Math.sqrt(flat);
        nx *= shrink;
        ny *= shrink;
      }
      const nz = flat < 1 ? Math.sqrt(1 - flat) : 0;
      let direct = nx * keyRight + ny * keyUp + nz * keyTowards;
      direct = direct < 0 ? 0 : direct;
      const above = 0.5 + 0.5 * (nx * view.right.y + ny * view.up.y - nz * view.ahead.y);
      const rim = (1 - nz) * (1 - nz) * 0.16 * above;
      const clear = 1 - mist;
      const r = Math.min(255, colour.r * (0.30 + 0.16 * above + 0.62 * direct) + 255 * rim) * clear + horizon.r * mist;
      const g = Math.min(255, colour.g * (0.32 + 0.18 * above + 0.58 * direct) + 235 * rim) * clear + horizon.g * mist;
      const b = Math.min(255, colour.b * (0.40 + 0.22 * above + 0.50 * direct) + 235 * rim) * clear + horizon.b * mist;
      const at = (y * width + x) * 4;
      bytes[at]! += (r - bytes[at]!) * cover;
      bytes[at + 1]! += (g - bytes[at + 1]!) * cover;
      bytes[at + 2]! += (b - bytes[at + 2]!) * cover;
    }
  }
}
