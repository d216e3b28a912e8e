/**
 * Where the camera and its subject are. World axes: x to the right, y up, z ahead of the opening pose, in metres.
 * The opening pose is at x = z = 0 and looks along +z.
 */
export interface Pose {
  readonly x: number;
  readonly y: number;
  readonly z: number;
  /** Radians, positive to the right. */
  readonly yaw: number;
  /** Radians, positive upwards. */
  readonly pitch: number;
  /** Radians, positive clockwise as the viewer sees the camera lean. */
  readonly roll: number;
  /** Vertical field of view of a 16:9 frame, radians. */
  readonly fov: number;
  readonly subject: SubjectPose;
}

export interface SubjectPose {
  readonly x: number;
  readonly z: number;
  /** The way it faces, radians like `yaw`: 0 looks along +z, π looks at the opening camera. */
  readonly heading: number;
  /** Metres walked so far: the phase of its gait. */
  readonly walked: number;
}

/** Radians in a degree. */
export const degrees = Math.PI / 180;
/** Where every clip begins. */
export const opening: Pose = {
  x: 0, y: 1.5, z: 0, yaw: 0, pitch: -1.5 * degrees, roll: 0, fov: 38 * degrees,
  subject: { x: 0, z: 6, heading: Math.PI, walked: 0 },
};

/** The shorter way round from one heading to another, radians. */
export function turnBetween(from: number, to: number): number {
  const turn = to - from;
  return turn - 2 * Math.PI * Math.round(turn / (2 * Math.PI));
}

export function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}
