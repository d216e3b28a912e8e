import type { Pose } from '../../directives/pose.ts';

/**
 * The camera of one frame. A pixel's ray from the camera is `ahead + right·(px − cx)/focal − up·(py − cy)/focal`,
 * so that a distance along it, in its own lengths, is the depth along the camera's axis in metres.
 */
export interface View {
  readonly x: number; readonly y: number; readonly z: number;
  /** Pixels. */
  readonly focal: number; readonly cx: number; readonly cy: number;
  readonly right: Axis; readonly up: Axis; readonly ahead: Axis;
}

export interface Axis { readonly x: number; readonly y: number; readonly z: number }

/** Nothing nearer than this is drawn, metres. */
export const near = 0.12;

/** A pose seen in a frame of a size. The field of view spans the same share of any frame's area, whatever its aspect. */
export function viewOf(pose: Pose, width: number, height: number): View {
  const sinYaw = Math.sin(pose.yaw);
  const cosYaw = Math.cos(pose.yaw);
  const sinPitch = Math.sin(pose.pitch);
  const cosPitch = Math.cos(pose.pitch);
  const sinRoll = Math.sin(pose.roll);
  const cosRoll = Math.cos(pose.roll);
  // Level right and up, before the camera leans.
  const levelUp = { x: -sinPitch * sinYaw, y: cosPitch, z: -sinPitch * cosYaw };
  return {
    x: pose.x, y: pose.y, z: pose.z,
    focal: Math.sqrt(width * height * 9 / 16) / (2 * Math.tan(pose.fov / 2)), cx: width / 2, cy: height / 2,
    right: { x: cosYaw * cosRoll - levelUp.x * sinRoll, y: -levelUp.y * sinRoll, z: -sinYaw * cosRoll - levelUp.z * sinRoll },
    up: { x: levelUp.x * cosRoll + cosYaw * sinRoll, y: levelUp.y * cosRoll, z: levelUp.z * cosRoll - sinYaw * sinRoll },
    ahead: { x: sinYaw * cosPitch, y: sinPitch, z: cosYaw * cosPitch },
  };
}

/** Where a point appears, in pixels, and its depth along the camera's axis, metres; behind the camera the depth is not positive. */
export function project(view: View, x: number, y: number, z: number): { x: number; y: number; depth: number } {
  const depth = depthOf(view, x, y, z);
  const scale = view.focal / depth;
  return { x: view.cx + scale * sideOf(view, x, y, z), y: view.cy - scale * heightOf(view, x, y, z), depth };
}

/** Metres along the camera's axis. */
export function depthOf(view: View, x: number, y: number, z: number): number {
  return (x - view.x) * view.ahead.x + (y - view.y) * view.ahead.y + (z - view.z) * view.ahead.z;
}

/** Metres to the right of the camera's axis. */
export function sideOf(view: View, x: number, y: number, z: number): number {
  return (x - view.x) * view.right.x + (y - view.y) * view.right.y + (z - view.z) * view.right.z;
}

/** Metres above the camera's axis. */
export function heightOf(view: View, x: number, y: number, z: number): number {
  return (x - view.x) * view.up.x + (y - view.y) * view.up.y + (z - view.z) * view.up.z;
}
