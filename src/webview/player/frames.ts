/** When each frame of a video is on screen. Seconds from the first one's start; `starts` ascends and is not empty, `end` lies after the last of them. */
export interface Frames {
  readonly starts: readonly number[];
  readonly end: number;
}

/** Frames of one length, for a video that tells nothing better. `duration` in seconds, `rate` in frames a second. */
export function evenFrames(duration: number, rate: number): Frames {
  const count = Math.max(1, Math.round(duration * rate));
  return { starts: Array.from({ length: count }, (_, frame) => frame / rate), end: count / rate };
}

export function lastFrame(frames: Frames): number {
  return frames.starts.length - 1;
}

/** A frame number that exists. */
export function clampFrame(frames: Frames, frame: number): number {
  return Math.min(lastFrame(frames), Math.max(0, Math.round(frame)));
}

/** The frame on screen at a time in seconds. */
export function frameAt(frames: Frames, time: number): number {
  // Players report the start of the frame on screen, which rounding may put a hair before it.
  const wanted = time + 1e-4;
  let [low, high] = [0, lastFrame(frames)];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (frames.starts[middle]! <= wanted) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  return low;
}

/** The most by which a seek goes into a frame, seconds. */
const into = 0.003;

/**
 * Where to seek to see just this frame: a little after its start, since of a long frame a browser may show the next one
 * well before its time. Seconds.
 */
export function seekTime(frames: Frames, frame: number): number {
  const which = clampFrame(frames, frame);
  const start = frames.starts[which]!;
  return start + Math.min(into, ((frames.starts[which + 1] ?? frames.end) - start) / 2);
}

/** Average frames a second. */
export function rateOf(frames: Frames): number {
  return frames.starts.length / (frames.end - frames.starts[0]!);
}

/** "0:02.375": the start of a frame to the millisecond. */
export function timeWords(frames: Frames, frame: number): string {
  const milliseconds = Math.round(frames.starts[clampFrame(frames, frame)]! * 1000);
  const [minutes, seconds, rest] = [Math.floor(milliseconds / 60_000), Math.floor(milliseconds / 1000) % 60, milliseconds % 1000];
  return `${minutes}:${String(seconds).padStart(2, '0')}.${String(rest).padStart(3, '0')}`;
}
