import type { Canvas, Limb } from './canvas.ts';
import { key } from './light.ts';
import type { Scan } from './scan.ts';
import { near, project, type View } from './view.ts';

const corners = 16;
/** Several lights side by side make a soft edge. */
const lights = [-0.05, -0.03, -0.01, 0.01, 0.03, 0.05] as const;
/** Less blue is lost than red and green: the sky lights shadows. */
const strength = { r: 0.1, g: 0.1, b: 0.085 } as const;

/** Darkens the ground where a moving body keeps the key light from it. */
export function drawLimbShadows(canvas: Canvas, view: View, limbs: readonly Limb[]): void {
  const { scan } = canvas;
  for (const offset of lights) {
    scan.clear();
    for (const limb of limbs) if (!outline(scan, view, limb, offset)) return;
    canvas.darken(strength);
  }
}

/** Darkens the ground behind an upright wall, metres wide and high, whose foot's middle is at `at` and which faces along z. */
export function drawWallShadow(canvas: Canvas, view: View, at: { readonly x: number; readonly z: number }, wide: number, high: number): void {
  const { scan } = canvas;
  for (const offset of lights) {
    scan.clear();
    const dx = -(key.x + offset) / key.y * high;
    const dz = -(key.z - offset) / key.y * high;
    const ends = [[-wide / 2, 0], [wide / 2, 0], [wide / 2 + dx, dz], [-wide / 2 + dx, dz]] as const;
    const spots = ends.map(([x, z]) => project(view, at.x + x, 0, at.z + z));
    if (spots.some(({ depth }) => depth < near)) return;
    spots.forEach(({ x, y }, index) => {
      const next = spots[(index + 1) % spots.length]!;
      scan.edge(x, y, next.x, next.y);
    });
    canvas.darken(strength);
  }
}

/** Adds a limb's shadow on the ground, a stadium, always turning the same way; false when it is too near to be drawn. */
function outline(scan: Scan, view: View, limb: Limb, offset: number): boolean {
  const slantX = -(key.x + offset) / key.y;
  const slantZ = -(key.z - offset) / key.y;
  const ax = limb.ax + slantX * limb.ay;
  const az = limb.az + slantZ * limb.ay;
  const bx = limb.bx + slantX * limb.by;
  const bz = limb.bz + slantZ * limb.by;
  const angle = Math.atan2(bz - az, bx - ax);
  let firstX = 0;
  let firstY = 0;
  let lastX = 0;
  let lastY = 0;
  for (let corner = 0; corner < corners; corner += 1) {
    const atB = corner < corners / 2;
    const turn = angle - Math.PI / 2 + (corner - (atB ? 0 : 1)) * Math.PI / (corners / 2 - 1);
    const radius = atB ? limb.bRadius : limb.aRadius;
    const spot = project(view, (atB ? bx : ax) + radius * Math.cos(turn), 0, (atB ? bz : az) + radius * Math.sin(turn));
    if (spot.depth < near) return false;
    if (corner === 0) {
      firstX = spot.x;
      firstY = spot.y;
    } else {
      scan.edge(lastX, lastY, spot.x, spot.y);
    }
    lastX = spot.x;
    lastY = spot.y;
  }
  scan.edge(lastX, lastY, firstX, firstY);
  return true;
}
