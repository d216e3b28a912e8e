import type { Canvas } from './canvas.ts';
import type { Pane, Solid } from './solid.ts';
import { depthOf, heightOf, near, sideOf, type View } from './view.ts';

/** Draws solids; holds the scratch memory that a frame needs. The canvas looks from the same view. */
export type SolidPainter = (view: View, solid: Solid) => void;

const mostCorners = 96;
/** A face is drawn this much, pixels, under the face beside it, so that no background shows through their seam. */
const underlap = 1.2;

export function createSolidPainter(canvas: Canvas): SolidPainter {
  const { scan } = canvas;
  // Corners in camera axes: side, height, depth.
  const seen = new Float64Array(mostCorners * 3);
  const clipped = new Float64Array(mostCorners * 2);
  // What to do with the edge from each corner: draw it, leave it out (inside a wall), draw it with an underlap.
  const edgeKind = new Uint8Array(mostCorners);
  const [drawn, left, under] = [0, 1, 2];
  return (view, solid) => {
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
      if (scan.top < scan.bottom) canvas.face(face);
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
