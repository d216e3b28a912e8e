import { haze, key, sky } from './light.ts';
import type { Scan } from './scan.ts';
import type { Face, Pane, Solid } from './solid.ts';
import { blend, pixel, ramp, type Surface } from './surface.ts';
import { depthOf, heightOf, near, sideOf, type View } from './view.ts';

/** Draws solids; holds the scratch memory that a frame needs. */
export type SolidPainter = (surface: Surface, view: View, solid: Solid) => void;

const mostCorners = 96;
/** A face is drawn this much, pixels, under the face beside it, so that no background shows through their seam. */
const underlap = 1.2;

export function createSolidPainter(scan: Scan): SolidPainter {
  // Corners in camera axes: side, height, depth.
  const seen = new Float64Array(mostCorners * 3);
  const clipped = new Float64Array(mostCorners * 2);
  // What to do with the edge from each corner: draw it, leave it out (inside a wall), draw it with an underlap.
  const edgeKind = new Uint8Array(mostCorners);
  const [drawn, left, under] = [0, 1, 2];
  return (surface, view, solid) => {
    const { corners, centre, radius, faces } = solid;
    const depth = depthOf(view, centre.x, centre.y, centre.z);
    const aside = Math.abs(sideOf(view, centre.x, centre.y, centre.z));
    if (depth < near - radius || (aside - 1.5 * radius) * view.focal > (depth + 1.5 * radius) * view.cx) return;
    for (let index = 0; index < corners.length; index += 3) {
      const x = corners[index]!;
      const y = corners[index + 1]!;
      const z = corners[index + 2]!;
      seen[index] = sideOf(view, x, y, z);
      seen[index + 1] = heightOf(view, x, y, z);
      seen[index + 2] = depthOf(view, x, y, z);
    }
    for (let index = 0; index < faces.length; index += 1) {
      const face = faces[index]!;
      scan.clear();
      for (const pane of face.panes) if (shows(pane, view)) outline(pane, index, solid, view);
      if (scan.top < scan.bottom) fill(surface, scan, view, face);
    }
  };

  /** Adds a pane's edges to the scan, cut off where it comes too near to the camera. */
  function outline(pane: Pane, face: number, solid: Solid, view: View): void {
    const order = pane.corners;
    let count = 0;
    for (let edge = 0; edge < order.length; edge += 1) {
      const a = order[edge]! * 3;
      const b = order[(edge + 1) % order.length]! * 3;
      const inside = seen[a + 2]! >= near;
      const beyond = pane.beyond[edge]!;
      const joined = beyond.face >= face && shows(solid.faces[beyond.face]!.panes[beyond.pane]!, view);
      // The face drawn later covers the underlap.
      const kind = !joined ? drawn : beyond.face === face ? left : under;
      if (inside) {
        edgeKind[count] = kind;
        count = corner(count, seen[a]!, seen[a + 1]!, seen[a + 2]!, view);
      }
      if (inside !== seen[b + 2]! >= near) {
        const share = (near - seen[a + 2]!) / (seen[b + 2]! - seen[a + 2]!);
        edgeKind[count] = inside ? drawn : kind;
        count = corner(count, seen[a]! + (seen[b]! - seen[a]!) * share, seen[a + 1]! + (seen[b + 1]! - seen[a + 1]!) * share, near, view);
      }
    }
    let area = 0;
    for (let at = 0; at < count; at += 1) {
      const next = (at + 1) % count;
      area += clipped[at * 2]! * clipped[next * 2 + 1]! - clipped[next * 2]! * clipped[at * 2 + 1]!;
    }
    for (let at = 0; at < count; at += 1) {
      if (edgeKind[at] === left) continue;
      const next = (at + 1) % count;
      edges(clipped[at * 2]!, clipped[at * 2 + 1]!, clipped[next * 2]!, clipped[next * 2 + 1]!, edgeKind[at] === under, area > 0 ? 1 : -1);
    }
  }

  function corner(count: number, side: number, height: number, depth: number, view: View): number {
    const scale = view.focal / depth;
    clipped[count * 2] = view.cx + side * scale;
    clipped[count * 2 + 1] = view.cy - height * scale;
    return count + 1;
  }

  function edges(x0: number, y0: number, x1: number, y1: number, underlaps: boolean, turn: number): void {
    const dx = x1 - x0;
    const dy = y1 - y0;
    const length = Math.sqrt(dx * dx + dy * dy);
    if (!underlaps || length < 3 * underlap) {
      scan.edge(x0, y0, x1, y1);
      return;
    }
    const alongX = dx / length * underlap;
    const alongY = dy / length * underlap;
    // Outwards of an outline that turns clockwise on the screen is to the left of its way.
    const outX = x0 + alongX + alongY * turn;
    const outY = y0 + alongY - alongX * turn;
    const backX = x1 - alongX + alongY * turn;
    const backY = y1 - alongY - alongX * turn;
    scan.edge(x0, y0, outX, outY);
    scan.edge(outX, outY, backX, backY);
    scan.edge(backX, backY, x1, y1);
  }
}

function shows(pane: Pane, view: View): boolean {
  return pane.nx * view.x + pane.ny * view.y + pane.nz * view.z > pane.offset;
}

/** Light and haze are worked out at these distances along a row and run evenly in between: pixels, and stops along a column's turn. */
const longest = 16;
const turnStops = 9;
const start = new Float64Array(3);
const end = new Float64Array(3);

function fill(surface: Surface, scan: Scan, view: View, face: Face): void {
  const { words, width } = surface;
  for (let y = scan.top; y < scan.bottom; y += 1) {
    if (!scan.row(y)) continue;
    const row = y * width;
    // A column's stops keep their share of its width, or its light would jump where the width changes by a pixel.
    const turn = (scan.to - scan.from) / turnStops;
    const stretch = face.round && turn < longest ? Math.max(turn, 2) : longest;
    shade(view, face, scan.from, y, start);
    for (let stop = 1, from = scan.from; from < scan.to; stop += 1) {
      const to = Math.min(scan.to, Math.floor(scan.from + stop * stretch));
      shade(view, face, to, y, end);
      if (from >= scan.wholeFrom && to <= scan.wholeTo) ramp(words, row + from, row + to, start[0]!, start[1]!, start[2]!, end[0]!, end[1]!, end[2]!);
      else edgeStretch(surface, scan, row, from, to);
      start[0] = end[0]!;
      start[1] = end[1]!;
      start[2] = end[2]!;
      from = to;
    }
  }
}

/** A stretch with the outline in it: pixels are covered in part. */
function edgeStretch({ bytes, words }: Surface, scan: Scan, row: number, from: number, to: number): void {
  const share = 1 / (to - from);
  let r = start[0]!;
  let g = start[1]!;
  let b = start[2]!;
  const stepR = (end[0]! - r) * share;
  const stepG = (end[1]! - g) * share;
  const stepB = (end[2]! - b) * share;
  for (let x = from; x < to; x += 1) {
    const cover = x >= scan.wholeFrom && x < scan.wholeTo ? 1 : scan.coverage[x]!;
    if (cover > 0.996) words[row + x] = pixel(r, g, b);
    else blend(bytes, row + x, r, g, b, cover);
    r += stepR;
    g += stepG;
    b += stepB;
  }
}

/** The face's colour at a pixel. */
function shade(view: View, face: Face, px: number, py: number, into: Float64Array): void {
  const { right, up, ahead } = view;
  const u = (px + 0.5 - view.cx) / view.focal;
  const v = (py + 0.5 - view.cy) / view.focal;
  const dx = ahead.x + u * right.x - v * up.x;
  const dy = ahead.y + u * right.y - v * up.y;
  const dz = ahead.z + u * right.z - v * up.z;
  const { colour, round } = face;
  let depth: number;
  let light = 1;
  if (round) {
    // Where the ray meets the upright cylinder, or comes nearest to it at the outline.
    const ox = view.x - round.x;
    const oz = view.z - round.z;
    const a = dx * dx + dz * dz;
    const b = ox * dx + oz * dz;
    const inside = b * b - a * (ox * ox + oz * oz - round.radius * round.radius);
    depth = (-b - (inside > 0 ? Math.sqrt(inside) : 0)) / a;
    const direct = ((ox + depth * dx) * key.x + (oz + depth * dz) * key.z) / round.radius;
    light = 0.4 + 0.64 * (direct > 0 ? direct : 0);
  } else {
    const { nx, ny, nz, offset } = face.panes[0]!;
    depth = (offset - (nx * view.x + ny * view.y + nz * view.z)) / (nx * dx + ny * dy + nz * dz);
  }
  if (!(depth > 0 && depth < 500)) depth = 500;
  const mist = haze(depth);
  const altitude = view.y + depth * dy;
  // Less sky reaches the foot of a wall.
  const low = face.upright && altitude < 1.4 ? 0.74 + 0.26 * (altitude < 0 ? 0 : altitude / 1.4) : 1;
  const clear = (1 - mist) * low;
  into[0] = colour.r * clear * light + sky.horizon.r * mist;
  into[1] = colour.g * clear * light + sky.horizon.g * mist;
  // What the key light misses is lit by the sky, which is blue.
  into[2] = colour.b * clear * (round ? 0.13 + 0.87 * light : 1) + sky.horizon.b * mist;
}
