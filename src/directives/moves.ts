import { clamp, degrees, opening, turnBetween, type Pose, type SubjectPose } from './pose.ts';
import type { DirectiveId } from './vocabulary.ts';

/** How far one move goes in six seconds; chosen so that each reads at a glance and the subject mostly stays in frame. */
const reach = {
  truck: 2.7, push: 3.4, pull: 4.2, rise: 1.4, sink: 1.1, pan: 26 * degrees, tilt: 15 * degrees, focal: 2.2, walk: 7,
};
/** The camera never gets nearer to the subject's axis than this when it pushes in on it, metres. */
const nearest = 1.5;
/** Where a camera that follows the subject aims, metres above the ground. */
const chest = 1.2;
const lowest = 0.3;
const highest = 8;
const steepest = 65 * degrees;
const narrowest = 8 * degrees;
const widest = 84 * degrees;
/** A prompt may hold more moves than the set has room for: the camera stays within this of the set's middle, metres. */
const roam = 20;

/** Longer moves go further, but not in proportion, so that a one-second pan reads and a ten-second one stays in the set. */
export function afterMoves(from: Pose, moves: readonly DirectiveId[], seconds: number): Pose {
  const gain = 1.5 * seconds / (seconds + 3);
  const does = (id: DirectiveId): number => (moves.includes(id) ? gain : 0);
  const ahead = { x: Math.sin(from.yaw), z: Math.cos(from.yaw) };
  const forward = pushLength(from, does('push-in') * reach.push) - does('pull-out') * reach.pull;
  const sideways = (does('truck-right') - does('truck-left')) * reach.truck;
  const zoom = reach.focal ** (does('zoom-in') - does('zoom-out'));
  const walk = moves.includes('tracking-shot') ? walkFrom(from, gain * reach.walk) : undefined;
  const spot = withinSet(
    from.x + ahead.x * forward + ahead.z * sideways + (walk?.dx ?? 0),
    from.z + ahead.z * forward - ahead.x * sideways + (walk?.dz ?? 0),
  );
  return {
    ...spot,
    y: clamp(from.y + does('pedestal-up') * reach.rise - does('pedestal-down') * reach.sink, lowest, highest),
    yaw: from.yaw + (does('pan-right') - does('pan-left')) * reach.pan + (walk?.turn ?? 0),
    pitch: clamp(from.pitch + (does('tilt-up') - does('tilt-down')) * reach.tilt + (walk?.tip ?? 0), -steepest, steepest),
    roll: 0,
    fov: clamp(2 * Math.atan(Math.tan(from.fov / 2) / zoom), narrowest, widest),
    subject: walk ? walk.subject : from.subject,
  };
}

/** A push that looks at the subject stops before it; any other is a plain length. */
function pushLength(from: Pose, wanted: number): number {
  const { distance, off } = subjectFrom(from);
  return Math.abs(off) < 20 * degrees ? Math.min(wanted, Math.max(0, distance - nearest)) : wanted;
}

/** The subject walks across the view, towards the side with more room, and the camera goes along with it in frame. */
function walkFrom(from: Pose, length: number): { dx: number; dz: number; turn: number; tip: number; subject: SubjectPose } {
  const { distance, bearing, off } = subjectFrom(from);
  const right = { x: Math.cos(bearing), z: -Math.sin(bearing) };
  const { x, z, walked } = from.subject;
  const side = right.x * x + right.z * (z - opening.subject.z) > 3 ? -1 : 1;
  const dx = right.x * side * length;
  const dz = right.z * side * length;
  const framed = clamp(off, -6 * degrees, 6 * degrees);
  const below = Math.atan2(chest - from.y, distance) - from.pitch;
  const tip = below - clamp(below, -from.fov / 6, from.fov / 6);
  return { dx, dz, turn: off - framed, tip, subject: { x: x + dx, z: z + dz, heading: bearing + side * Math.PI / 2, walked: walked + length } };
}

/** Distance to the subject, its bearing, and how far that is off the camera's axis (positive: to the right of it). */
function subjectFrom(pose: Pose): { distance: number; bearing: number; off: number } {
  const dx = pose.subject.x - pose.x;
  const dz = pose.subject.z - pose.z;
  const bearing = Math.atan2(dx, dz);
  return { distance: Math.hypot(dx, dz), bearing, off: turnBetween(pose.yaw, bearing) };
}

function withinSet(x: number, z: number): { x: number; z: number } {
  const away = Math.hypot(x, z - opening.subject.z);
  const scale = away > roam ? roam / away : 1;
  return { x: x * scale, z: opening.subject.z + (z - opening.subject.z) * scale };
}
