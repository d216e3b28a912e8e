import type { Frames } from '../player/frames.ts';
import { evenFrames } from '../player/frames.ts';

/** A shot as it is played. */
export interface ReelShot {
  readonly title: string;
  readonly prompt: string;
  readonly seconds: number;
  /** A URL, or the path of a file that the extension is asked for. */
  readonly firstFrame?: string;
  /** Address of its take; without one its animatic plays. */
  readonly video?: string;
  /** How long that is as far as its metadata tells. */
  readonly videoSeconds?: number;
}

/** A film's shots one behind the other, with every frame counted. */
export interface Playlist {
  readonly shots: readonly ReelShot[];
  /** The number of each shot's first frame in the film. */
  readonly offsets: readonly number[];
  readonly counts: readonly number[];
  readonly frames: Frames;
}

/** Frames a second of an animatic. */
export const animaticRate = 24;

/** What is known of a take: its frames once it was loaded, or that it cannot be played. */
export type Known = Frames | 'unplayable' | undefined;

/** A take that was not loaded yet is taken to be as long as is told of it; of one that cannot be played the animatic counts, which plays instead. */
export function playlistOf(shots: readonly ReelShot[], known: (video: string) => Known): Playlist {
  const all = shots.map(({ video, seconds, videoSeconds = seconds }) => {
    const found = video === undefined ? 'unplayable' : known(video);
    return found === 'unplayable' ? evenFrames(seconds, animaticRate) : found ?? evenFrames(videoSeconds, animaticRate);
  });
  const offsets: number[] = [];
  const starts: number[] = [];
  let end = 0;
  for (const frames of all) {
    offsets.push(starts.length);
    for (const start of frames.starts) starts.push(end + start);
    end += frames.end;
  }
  return { shots, offsets, counts: all.map((frames) => frames.starts.length), frames: { starts: starts.length > 0 ? starts : [0], end: Math.max(end, 1 / animaticRate) } };
}

/** The shot that a frame of the film is in, and its number there. */
export function placeOf({ offsets, counts }: Playlist, frame: number): { readonly shot: number; readonly frame: number } {
  const shot = Math.max(0, offsets.findLastIndex((offset) => offset <= frame));
  return { shot, frame: Math.max(0, Math.min(frame - (offsets[shot] ?? 0), (counts[shot] ?? 1) - 1)) };
}

/** Where a shot that is played is in another list: the same words, then the same title, then the same place. */
export function sameShotIn(shots: readonly ReelShot[], shot: ReelShot | undefined, at: number): number {
  if (shot === undefined || shots.length === 0) return 0;
  const here = shots[at];
  if (here?.title === shot.title && here.prompt === shot.prompt) return at;
  const same = shots.findIndex(({ title, prompt }) => title === shot.title && prompt === shot.prompt);
  if (same >= 0) return same;
  if (here?.title === shot.title) return at;
  const titled = shots.findIndex(({ title, prompt }) => title === shot.title || prompt === shot.prompt);
  return titled >= 0 ? titled : Math.min(at, shots.length - 1);
}
