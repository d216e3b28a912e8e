import { iconStrokes } from '../../src/animatic/render/caption/icons.ts';
import { depthOf, near, project, viewOf } from '../../src/animatic/render/view.ts';
import { planCamera, poseAt } from '../../src/directives/camera.ts';
import type { Pose } from '../../src/directives/pose.ts';
import { directiveOf } from '../../src/directives/vocabulary.ts';
import type { DirectiveId } from '../../src/directives/vocabulary.ts';
import { accentColour, definitions, shapes, zenithColour } from './directiveSet.ts';
import type { Point, Shape } from './directiveSet.ts';

/** Size of the picture in its own units; it scales. */
const [width, height] = [320, 180];
/** The clip that the picture shows, and how many poses of it are drawn. */
const [seconds, steps] = [4, 10];
/** A shake needs more poses, or it would look like a drift, and so does somebody who walks. */
const poseSteps: Partial<Record<DirectiveId, number>> = { 'shake': 28, 'tracking-shot': 18, 'static-shot': 18 };
/** Part of the loop that moves; then the picture rests on the last pose before it starts again. */
const moving = 0.82;
/** Part of the move at which a picture halts that does not play. */
const resting = 0.6;

/** The part of an outline before the lens, in units of the picture. */
function seen(pose: Pose, points: readonly Point[]): readonly (readonly [x: number, y: number])[] {
  const view = viewOf(pose, width, height);
  const before = ([x, y, z]: Point): number => depthOf(view, x, y, z) - 2 * near;
  return points.flatMap((point, index): readonly Point[] => {
    const next = points[(index + 1) % points.length]!;
    const [here, there] = [before(point), before(next)];
    const share = here / (here - there);
    const along = (axis: 0 | 1 | 2): number => point[axis] + (next[axis] - point[axis]) * share;
    return [...(here > 0 ? [point] : []), ...(here > 0 === there > 0 ? [] : [[along(0), along(1), along(2)] as const])];
  }).map(([x, y, z]) => {
    const place = project(view, x, y, z);
    return [place.x, place.y].map((value) => Math.round(Math.max(-6000, Math.min(6000, value)))) as unknown as readonly [number, number];
  });
}

type Outline = ReturnType<typeof seen>;

/** Out of the picture to one side, or a face that turns away. */
function isHidden(outline: Outline, { stroke = 0 }: Shape): boolean {
  const [across, down] = [outline.map(([x]) => x), outline.map(([, y]) => y)];
  const area = outline.reduce((sum, [x, y], index) => sum + x * outline[(index + 1) % outline.length]![1] - y * outline[(index + 1) % outline.length]![0], 0);
  return Math.max(...across) < -stroke || Math.min(...across) > width + stroke || Math.max(...down) < -stroke || Math.min(...down) > height + stroke
    || (stroke === 0 && area === 0);
}

/** A shape along the poses as outlines of as many points each, so that one turns into the next. */
function outlinesOf(shape: Shape, poses: readonly Pose[]): readonly Outline[] {
  const outlines = poses.map((pose) => seen(pose, shape.outline(pose)));
  const count = Math.max(...outlines.map(({ length }) => length));
  return outlines.map((outline) => Array.from({ length: count }, (_, index) => outline[Math.min(index, outline.length - 1)] ?? [-99, -99] as const));
}

/** An outline as a path; steps rather than places keep it short. */
function pathOf(outline: Outline, closed: boolean): string {
  const moves = outline.map(([x, y], index) => [x - (outline[index - 1]?.[0] ?? 0), y - (outline[index - 1]?.[1] ?? 0)] as const);
  const written = moves.map(([x, y]) => `${x}${y < 0 ? '' : ' '}${y}`);
  return `M${written[0] ?? ''}l${written.slice(1).join(' ').replaceAll(' -', '-')}${closed ? 'z' : ''}`;
}

/**
 * How far a point may lie from where it belongs, in units of the picture. Of a point far outside only a part of its edge is seen, which moves
 * by as much less.
 */
function slack([x, y]: Outline[number]): number {
  const outside = Math.max(-x, x - width, -y, y - height, 0);
  return 1 + outside / width;
}

/** The outlines that the others lie evenly between: only these need to be written. */
function bends(outlines: readonly Outline[]): readonly number[] {
  const isBetween = (from: number, to: number, at: number): boolean => outlines[at]!.every(([x, y], index) => {
    const [start, end] = [outlines[from]![index]!, outlines[to]![index]!];
    const share = (at - from) / (to - from);
    return Math.hypot(start[0] + (end[0] - start[0]) * share - x, start[1] + (end[1] - start[1]) * share - y) <= slack([x, y]);
  });
  const kept = [0];
  for (let from = 0, to = 1; to < outlines.length; to++) {
    if (to + 1 < outlines.length && Array.from({ length: to - from }, (_, step) => from + step + 1).every((at) => isBetween(from, to + 1, at))) continue;
    kept.push(to);
    from = to;
  }
  return kept;
}

/** A static camera shows what it is by somebody who walks past it. */
function posesOf(id: DirectiveId): readonly Pose[] {
  const plan = planCamera(`[${directiveOf(id).en}] x`, seconds);
  const count = poseSteps[id] ?? steps;
  const poses = Array.from({ length: count + 1 }, (_, step) => poseAt(plan, (step / count) * seconds));
  if (id !== 'static-shot') return poses;
  return poses.map((pose, step) => ({ ...pose, subject: { ...pose.subject, x: -1.8 + (3.6 * step) / count, heading: Math.PI / 2, walked: (3.6 * step) / count } }));
}

/** The sign that stands for the move on the stage too: at rest the pictures of one set are told apart by it. */
function signOf(id: DirectiveId): string {
  const strokes = iconStrokes(id).map((stroke) => `M${stroke.map((point) => point.map((value) => Number(value.toFixed(1))).join(' ')).join('L')}`).join('');
  return `<g class="sign"><rect width="24" height="24" rx="5" fill="#161a26" fill-opacity=".82"/>`
    + `<path transform="translate(3 3) scale(.75)" fill="none" stroke="${accentColour}" stroke-width="2.6" stroke-linecap="round" stroke-linejoin="round" d="${strokes}"/></g>`;
}

/**
 * An animated picture of what the camera does, as an SVG document: a set in true perspective seen along the very poses that
 * the animatic uses. It brings its own background, so it fits every theme, and rests for people who want less motion.
 */
export function directivePicture(id: DirectiveId): string {
  const poses = posesOf(id);
  const paths: string[] = [];
  const rules: string[] = [];
  for (const [index, shape] of shapes.entries()) {
    const outlines = outlinesOf(shape, poses);
    if (outlines.every((outline) => isHidden(outline, shape))) continue;
    const paint = shape.stroke === undefined ? `fill="${shape.paint}"` : `fill="none" stroke="${shape.paint}" stroke-width="${shape.stroke}"`;
    const frames = outlines.map((outline) => pathOf(outline, shape.stroke === undefined));
    paths.push(`<path class="p${index}" ${paint} d="${frames[Math.round(frames.length * resting)] ?? ''}"/>`);
    if (frames.every((frame) => frame === frames[0])) continue;
    const last = frames.length - 1;
    const stops = bends(outlines).map((step) => `${Number(((moving * 100 * step) / last).toFixed(1))}%${step === last ? ',to' : ''}{d:path("${frames[step] ?? ''}")}`);
    rules.push(`@keyframes p${index}{${stops.join('')}}.p${index}{animation:p${index} ${seconds + 1}s linear infinite}`);
  }
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" id="still" role="img">`,
    `<title>${directiveOf(id).en} · ${directiveOf(id).zh}</title>`,
    `<style>${rules.join('')}@media (prefers-reduced-motion:reduce){path{animation:none!important}}#still:target path{animation:none!important}.sign{transform:translate(12px,120px) scale(2)}#still:target .sign{transform:translate(8px,80px) scale(3.8)}</style>`,
    `<defs><clipPath id="f"><rect width="${width}" height="${height}" rx="10"/></clipPath>${definitions}</defs>`,
    `<g clip-path="url(#f)"><rect width="${width}" height="${height}" fill="${zenithColour}"/>`,
    ...paths,
    signOf(id),
    '</g></svg>', '',
  ].join('\n');
}
