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
  /** Stops and shows a frame; settles when it, or one asked for after it, is on screen. */
  seek(frame: number): Promise<void>;
  /** Stops and goes on by frames, counted from the one last asked for: quick presses add up. */
  step(by: number): Promise<void>;
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
  const listening = new AbortController();
  let frame = 0;
  /** Where the person is going: the newest wish until it is on screen. */
  let aim: number | undefined;
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
  /** Settles at the event, or at an error, after which no other event comes. */
  const event = (name: 'seeked' | 'loadeddata', cause?: () => void): Promise<void> =>
    new Promise((resolve) => {
      const settle = (): void => {
        video.removeEventListener(name, settle);
        video.removeEventListener('error', settle);
        resolve();
      };
      video.addEventListener(name, settle);
      video.addEventListener('error', settle);
      cause?.();
    });
  const seekOnce = async (target: number): Promise<void> => {
    if (video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA && !video.error) {
      await event('loadeddata');
    }
    if (!video.error) {
      await event('seeked', () => { video.currentTime = middleOf(frames, target); });
    }
  };
  const seekAll = async (): Promise<void> => {
    let target: number | undefined;
    while (aim !== target && aim !== undefined) {
      target = aim;
      await seekOnce(target);
      show(target);
    }
    aim = undefined;
    seeking = undefined;
  };
  const seek = (to: number): Promise<void> => {
    video.pause();
    aim = clampFrame(frames, to);
    seeking ??= seekAll();
    return seeking;
  };
  const listen = (name: 'play' | 'pause' | 'ended', then: () => void): void => video.addEventListener(name, then, { signal: listening.signal });
  listen('play', changed);
  listen('ended', changed);
  listen('pause', () => {
    // The clock runs a little ahead of the picture: where it stopped is made the picture, so that steps start from there.
    if (!seeking && !video.ended) {
      void seek(frameAt(frames, video.currentTime));
    }
    changed();
  });
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
        await event('seeked', () => { video.currentTime = 0; });
      }
      try {
        await video.play();
      } catch {
        // Paused again before it began, or the tab is hidden: the play button still tells the truth.
        changed();
      }
    },
    pause: () => video.pause(),
    seek,
    step: (by) => seek((aim ?? frame) + by),
    setRate: (rate) => {
      video.playbackRate = rate;
      video.defaultPlaybackRate = rate;
    },
    setLoop: (loop) => {
      video.loop = loop;
    },
    dispose: () => {
      listening.abort();
      if (watching !== undefined) {
        video.cancelVideoFrameCallback(watching);
      }
    },
  };
}
