import type { Frames } from './frames.ts';
import { clampFrame, frameAt, lastFrame, middleOf } from './frames.ts';

/** A video element driven by frame numbers. */
export interface Player {
  readonly frames: Frames;
  /** The frame on screen. */
  readonly frame: number;
  readonly playing: boolean;
  play(): Promise<void>;
  pause(): void;
  /** Stops and shows a frame; settles when it, or the frame asked for after it, is on screen. */
  seek(frame: number): Promise<void>;
  setRate(rate: number): void;
  setLoop(loop: boolean): void;
  dispose(): void;
}

/**
 * Makes a video element frame-accurate. Seeks go to the middle of a frame, so that rounding cannot land on its neighbour;
 * while one seek is under way only the newest wish waits, so that scrubbing never lags behind the hand.
 * `changed` is called when the frame on screen, playing or paused changes.
 */
export function createPlayer(video: HTMLVideoElement, frames: Frames, changed: () => void): Player {
  let frame = 0;
  let wished: number | undefined;
  let seeking: Promise<void> | undefined;
  let watching: number | undefined;

  const show = (shown: number): void => {
    if (shown !== frame) {
      frame = shown;
      changed();
    }
  };
  const watch = (): void => {
    watching = video.requestVideoFrameCallback((_, { mediaTime }) => {
      if (!seeking) {
        show(frameAt(frames, mediaTime));
      }
      watch();
    });
  };
  const seekOnce = (target: number): Promise<void> =>
    new Promise((resolve) => {
      const settle = (): void => {
        video.removeEventListener('seeked', settle);
        video.removeEventListener('error', settle);
        resolve();
      };
      video.addEventListener('seeked', settle);
      video.addEventListener('error', settle);
      video.currentTime = middleOf(frames, target);
    });
  const seekAll = async (): Promise<void> => {
    while (wished !== undefined) {
      const target = wished;
      wished = undefined;
      await seekOnce(target);
      show(target);
    }
    seeking = undefined;
  };
  const events = ['play', 'pause', 'ended'] as const;
  for (const event of events) {
    video.addEventListener(event, changed);
  }
  watch();

  return {
    frames,
    get frame() {
      return frame;
    },
    get playing() {
      return !video.paused && !video.ended;
    },
    play: async () => {
      await seeking;
      if (frame >= lastFrame(frames)) {
        video.currentTime = 0;
      }
      try {
        await video.play();
      } catch {
        // Paused again before it began, or the tab is hidden: the play button still tells the truth.
        changed();
      }
    },
    pause: () => video.pause(),
    seek: (to) => {
      video.pause();
      wished = clampFrame(frames, to);
      seeking ??= seekAll();
      return seeking;
    },
    setRate: (rate) => {
      video.playbackRate = rate;
      video.defaultPlaybackRate = rate;
    },
    setLoop: (loop) => {
      video.loop = loop;
    },
    dispose: () => {
      if (watching !== undefined) {
        video.cancelVideoFrameCallback(watching);
      }
      for (const event of events) {
        video.removeEventListener(event, changed);
      }
    },
  };
}
