import { createScan, type Scan } from '../scan.ts';
import type { Colour } from '../light.ts';
import { blend, type Surface } from '../surface.ts';

/** A shape's coverage, worked out once and laid over many frames. */
export interface Mask {
  readonly width: number;
  readonly height: number;
  /** 0–255, rows from the top. */
  readonly alpha: Uint8Array;
}

/** The coverage of an outline that `trace` adds to the scan, within a box of whole pixels. */
export function maskOf(width: number, height: number, trace: (scan: Scan) => void): Mask {
  const scan = createScan(width, height);
  trace(scan);
  const alpha = new Uint8Array(width * height);
  for (let y = scan.top; y < scan.bottom; y += 1) {
    if (!scan.row(y)) continue;
    for (let x = scan.from; x < scan.to; x += 1) {
      const cover = x >= scan.wholeFrom && x < scan.wholeTo ? 1 : scan.coverage[x]!;
      alpha[y * width + x] = Math.round(cover * 255);
    }
  }
  return { width, height, alpha };
}

/** Lays a mask over a frame with its upper left corner at whole pixels; what reaches out of the frame is left out. */
export function drawMask(surface: Surface, mask: Mask, left: number, top: number, { r, g, b }: Colour, opacity: number): void {
  const { bytes, width, height } = surface;
  const share = opacity / 255;
  const fromY = Math.max(0, -top);
  const toY = Math.min(mask.height, height - top);
  const fromX = Math.max(0, -left);
  const toX = Math.min(mask.width, width - left);
  for (let y = fromY; y < toY; y += 1) {
    for (let x = fromX; x < toX; x += 1) {
      const alpha = mask.alpha[y * mask.width + x]!;
      if (alpha > 0) blend(bytes, (top + y) * width + left + x, r, g, b, alpha * share);
    }
  }
}

/** A box with round corners. */
export function roundedMask(width: number, height: number, radius: number): Mask {
  return maskOf(width, height, (scan) => {
    const steps = 8;
    const points: [number, number][] = [];
    const corners = [[width - radius, radius], [width - radius, height - radius], [radius, height - radius], [radius, radius]] as const;
    corners.forEach(([x, y], corner) => {
      for (let step = 0; step <= steps; step += 1) {
        const angle = (corner - 1 + step / steps) * Math.PI / 2;
        points.push([x + radius * Math.cos(angle), y + radius * Math.sin(angle)]);
      }
    });
    points.forEach(([x, y], index) => {
      const [nextX, nextY] = points[(index + 1) % points.length]!;
      scan.edge(x, y, nextX, nextY);
    });
  });
}
