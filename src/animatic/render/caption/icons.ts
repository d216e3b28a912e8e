import type { DirectiveId } from '../../../directives/vocabulary.ts';
import type { Scan } from '../scan.ts';
import { maskOf, type Mask } from './mask.ts';

type Stroke = readonly (readonly [number, number])[];

/** Strokes on a grid of 24, drawn with round ends. */
const line = 2.1;
const right: readonly Stroke[] = [[[3.5, 11], [20.5, 11]], [[15, 5.5], [20.5, 11], [15, 16.5]]];
const up: readonly Stroke[] = [[[11, 20], [11, 4]], [[5.5, 9.5], [11, 4], [16.5, 9.5]]];
const rail: Stroke = [[4, 20.5], [20, 20.5]];
const post: Stroke = [[20.5, 20], [20.5, 4]];
const panRight: readonly Stroke[] = [arc(12, 18.5, 10, -165, -30), [[21.6, 7.6], [20.7, 13.6], [14.7, 12.7]], [[12, 18.4], [12, 18.6]]];
const tiltUp: readonly Stroke[] = panRight.map((stroke) => stroke.map(([x, y]) => [y, 24 - x] as const)).map(mirror);
const push: readonly Stroke[] = [[[3.5, 20], [8, 5]], [[20.5, 20], [16, 5]], [[12, 20], [12, 8.5]], [[8.6, 12], [12, 8.5], [15.4, 12]]];
const pull: readonly Stroke[] = [[[3.5, 20], [8, 5]], [[20.5, 20], [16, 5]], [[12, 6], [12, 18.5]], [[8.6, 15], [12, 18.5], [15.4, 15]]];
const lens: readonly Stroke[] = [arc(10, 10, 6.6, 0, 360), [[15, 15], [20.5, 20.5]], [[7, 10], [13, 10]]];

const icons: Record<DirectiveId, readonly Stroke[]> = {
  'truck-left': [...right.map(mirror), rail], 'truck-right': [...right, rail],
  'pan-left': panRight.map(mirror), 'pan-right': panRight,
  'push-in': push, 'pull-out': pull,
  'pedestal-up': [...up, post], 'pedestal-down': [...up.map(flip), post],
  'tilt-up': tiltUp, 'tilt-down': tiltUp.map(flip),
  'zoom-in': [...lens, [[10, 7], [10, 13]]], 'zoom-out': lens,
  'shake': [[[2.5, 12], [6, 6.5], [10, 17.5], [14, 6.5], [18, 17.5], [21.5, 12]]],
  'tracking-shot': [arc(12, 5.6, 2, 0, 360), [[12, 9.6], [12, 14.6]], [[4, 19.5], [20, 19.5]], [[16.6, 16], [20, 19.5], [16.6, 23]]],
  'static-shot': [[[6, 4.5], [18, 4.5], [18, 11.5], [6, 11.5], [6, 4.5]], [[12, 11.5], [6.5, 21]], [[12, 11.5], [17.5, 21]], [[12, 11.5], [12, 21]]],
};

/** A directive's sign: strokes on a grid of 24, to be drawn `line` wide with round ends. */
export function iconStrokes(id: DirectiveId): readonly Stroke[] {
  return icons[id];
}

/** A directive's sign, `size` pixels square. */
export function iconMask(id: DirectiveId, size: number): Mask {
  const scale = size / 24;
  return maskOf(Math.ceil(size), Math.ceil(size), (scan) => {
    for (const stroke of icons[id]) {
      for (let index = 1; index < stroke.length; index += 1) {
        const [x0, y0] = stroke[index - 1]!;
        const [x1, y1] = stroke[index]!;
        stadium(scan, x0 * scale, y0 * scale, x1 * scale, y1 * scale, line * scale / 2);
      }
    }
  });
}

/** A thick line with round ends, always turning the same way, so that overlaps count once. */
function stadium(scan: Scan, x0: number, y0: number, x1: number, y1: number, radius: number): void {
  const steps = 7;
  const angle = Math.atan2(y1 - y0, x1 - x0);
  const points = Array.from({ length: 2 * steps }, (_, index) => {
    const atEnd = index < steps;
    const turn = angle - Math.PI / 2 + (index - (atEnd ? 0 : 1)) * Math.PI / (steps - 1);
    return [(atEnd ? x1 : x0) + radius * Math.cos(turn), (atEnd ? y1 : y0) + radius * Math.sin(turn)] as const;
  });
  points.forEach(([x, y], index) => {
    const [nextX, nextY] = points[(index + 1) % points.length]!;
    scan.edge(x, y, nextX, nextY);
  });
}

function arc(x: number, y: number, radius: number, fromDegrees: number, toDegrees: number): Stroke {
  const steps = 14;
  return Array.from({ length: steps + 1 }, (_, step) => {
    const angle = (fromDegrees + (toDegrees - fromDegrees) * step / steps) * Math.PI / 180;
    return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)] as const;
  });
}

function mirror(stroke: Stroke): Stroke {
  return stroke.map(([x, y]) => [24 - x, y] as const);
}

function flip(stroke: Stroke): Stroke {
  return stroke.map(([x, y]) => [x, 24 - y] as const);
}
