import { planCamera, poseAt } from '../../src/directives/camera.ts';
import type { Pose } from '../../src/directives/pose.ts';
import { directiveOf } from '../../src/directives/vocabulary.ts';
import type { DirectiveId } from '../../src/directives/vocabulary.ts';

/** Size of the picture in its own units; it scales. */
const [width, height] = [160, 90];
/** The clip that the picture shows, and how many poses of it are drawn. */
const [seconds, steps] = [4, 12];
/** A shake needs more poses, or it would look like a drift. */
const shakeSteps = 32;
/** Part of the loop that moves; then the picture rests on the last pose before it starts again. */
const moving = 0.82;

type Point = readonly [x: number, y: number, z: number];

/** A small set with things near, halfway and far, so that parallax and perspective tell the moves apart. */
interface Shape { readonly colour: string; readonly stroke?: number; readonly outline: (pose: Pose) => readonly Point[] }

const fixed = (...outline: readonly Point[]) => () => outline;
const wall = (x: number, z: number, wide: number, tall: number): readonly Point[] =>
  [[x - wide / 2, 0, z], [x - wide / 2, tall, z], [x + wide / 2, tall, z], [x + wide / 2, 0, z]];

const shapes: readonly Shape[] = [
  { colour: '#33475f', outline: fixed([-160, -1, 90], [-100, 16, 90], [-74, 4, 90], [-52, 17, 90], [-30, 6, 90], [-8, 22, 90], [16, 5, 90], [40, 15, 90], [62, 3, 90], [96, 19, 90], [160, -1, 90]) },
  { colour: '#2b3a2f', outline: ({ z }) => [[-160, 0, 90], [160, 0, 90], [160, 0, z + 0.4], [-160, 0, z + 0.4]] },
  ...[-1.2, 1.2].map((x) => ({ colour: '#5d7161', stroke: 0.6, outline: fixed([x, 0, 1.6], [x * 1.4, 0, 60]) })),
  ...[4, 7, 11, 18, 32].map((z) => ({ colour: '#5d7161', stroke: 0.5, outline: fixed([-30, 0, z], [30, 0, z]) })),
  { colour: '#8d5a4a', outline: fixed(...wall(-5, 15, 4.6, 4.2)) },
  { colour: '#6b4338', outline: fixed([-7.8, 4.2, 15], [-5, 6.2, 15], [-2.2, 4.2, 15]) },
  { colour: '#46618c', outline: fixed(...wall(5.4, 12, 3, 6.2)) },
  ...[[-2.3, 4.6], [2.3, 4.6], [-2.6, 8.6], [2.6, 8.6]].map(([x = 0, z = 0]) => ({ colour: '#c2a86b', outline: fixed(...wall(x, z, 0.28, 3)) })),
  { colour: '#e8763a', outline: ({ subject }) => body(subject.x, subject.z) },
  { colour: '#f2c9a1', outline: ({ subject }) => head(subject.x, subject.z) },
];

function body(x: number, z: number): readonly Point[] {
  return [[x - 0.34, 0, z], [x - 0.26, 1.25, z], [x + 0.26, 1.25, z], [x + 0.34, 0, z]];
}

function head(x: number, z: number): readonly Point[] {
  return Array.from({ length: 8 }, (_, index) => [x + Math.cos((index * Math.PI) / 4) * 0.24, 1.56 + Math.sin((index * Math.PI) / 4) * 0.26, z] as const);
}

/** Nothing of the set may be at or behind the lens, or its outline would turn over. */
const nearest = 0.35;

function project(pose: Pose, [x, y, z]: Point): readonly [number, number] {
  const [dx, dy, dz] = [x - pose.x, y - pose.y, z - pose.z];
  const right = dx * Math.cos(pose.yaw) - dz * Math.sin(pose.yaw);
  const ahead = dx * Math.sin(pose.yaw) + dz * Math.cos(pose.yaw);
  const up = dy * Math.cos(pose.pitch) - ahead * Math.sin(pose.pitch);
  const depth = Math.max(nearest, dy * Math.sin(pose.pitch) + ahead * Math.cos(pose.pitch));
  const scale = height / 2 / Math.tan(pose.fov / 2) / depth;
  const [u, v] = [right * scale, -up * scale];
  return [width / 2 + u * Math.cos(pose.roll) - v * Math.sin(pose.roll), height / 2 + u * Math.sin(pose.roll) + v * Math.cos(pose.roll)];
}

function pathOf(shape: Shape, pose: Pose): string {
  const points = shape.outline(pose).map((point) => project(pose, point).map((value) => Number(Math.max(-999, Math.min(999, value)).toFixed(1))).join(' '));
  return `M${points.join('L')}${shape.stroke === undefined ? 'Z' : ''}`;
}

/** A static camera shows what it is by something that moves in front of it. */
function posesOf(id: DirectiveId): readonly Pose[] {
  const plan = planCamera(`[${directiveOf(id).en}] x`, seconds);
  const count = id === 'shake' ? shakeSteps : steps;
  const poses = Array.from({ length: count + 1 }, (_, step) => poseAt(plan, (step / count) * seconds));
  if (id !== 'static-shot') return poses;
  return poses.map((pose, step) => ({ ...pose, subject: { ...pose.subject, x: -1.3 + (2.6 * step) / count } }));
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
    const frames = poses.map((pose) => pathOf(shape, pose));
    const paint = shape.stroke === undefined ? `fill="${shape.colour}"` : `fill="none" stroke="${shape.colour}" stroke-width="${shape.stroke}"`;
    paths.push(`<path class="p${index}" ${paint} d="${frames[0] ?? ''}"/>`);
    if (frames.every((frame) => frame === frames[0])) continue;
    const stops = frames.map((frame, step) => `${Number(((moving * 100 * step) / (frames.length - 1)).toFixed(2))}%{d:path("${frame}")}`);
    rules.push(`@keyframes p${index}{${stops.join('')}100%{d:path("${frames.at(-1) ?? ''}")}}.p${index}{animation:p${index} ${seconds + 1}s linear infinite}`);
  }
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" id="still" role="img">`,
    `<title>${directiveOf(id).en} · ${directiveOf(id).zh}</title>`,
    `<style>${rules.join('')}@media (prefers-reduced-motion:reduce){path{animation:none!important}}#still:target path{animation:none!important}</style>`,
    `<clipPath id="f"><rect width="${width}" height="${height}" rx="5"/></clipPath>`,
    `<g clip-path="url(#f)"><rect width="${width}" height="${height}" fill="#1d2939"/>`,
    ...paths,
    '</g></svg>', '',
  ].join('\n');
}
