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

/** A shape along the poses as paths of as many points each, so that one turns into the next; steps rather than places keep them short. */
function pathsOf(shape: Shape, poses: readonly Pose[]): readonly string[] {
  const outlines = poses.map((pose) => seen(pose, shape.outline(pose)));
  const count = Math.max(...outlines.map(({ length }) => length));
  return outlines.map((outline) => {
    const points = Array.from({ length: count }, (_, index) => outline[Math.min(index, outline.length - 1)] ?? [-99, -99] as const);
    const moves = points.map(([x, y], index) => [x - (points[index - 1]?.[0] ?? 0), y - (points[index - 1]?.[1] ?? 0)] as const);
    const written = moves.map(([x, y]) => `${x}${y < 0 ? '' : ' '}${y}`);
    return `M${written[0] ?? ''}l${written.slice(1).join(' ').replaceAll(' -', '-')}${shape.stroke === undefined ? 'z' : ''}`;
  });
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
    const frames = pathsOf(shape, poses);
    if (frames.every((frame) => frame.startsWith('M-99-99'))) continue;
    const paint = shape.stroke === undefined ? `fill="${shape.paint}"` : `fill="none" stroke="${shape.paint}" stroke-width="${shape.stroke}"`;
    paths.push(`<path class="p${index}" ${paint} d="${frames[Math.round(frames.length * resting)] ?? ''}"/>`);
    if (frames.every((frame) => frame === frames[0])) continue;
    const stops = frames.map((frame, step) => `${Number(((moving * 100 * step) / (frames.length - 1)).toFixed(2))}%{d:path("${frame}")}`);
    rules.push(`@keyframes p${index}{${stops.join('')}100%{d:path("${frames.at(-1) ?? ''}")}}.p${index}{animation:p${index} ${seconds + 1}s linear infinite}`);
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
