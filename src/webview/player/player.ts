import type { Frames } from './frames.ts';
import { clampFrame, frameAt, lastFrame, seekTime } from './frames.ts';
import { mediaEvent, pictureShown, seekTo, shownTime } from './shownPicture.ts';

/** A video element driven by frame numbers. */
export interface Player {
  readonly frames: Frames;
  /** The frame on screen. */
  readonly frame: number;
  readonly playing: boolean;
  /** Media time of the first frame, seconds: files need not start at 0. Known once a seek has settled. */
  origin(): number;
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
 * Makes a video element frame-accurate. Seeks go just after a frame's start, so that rounding cannot land on its neighbour,
 * and are done when its picture is there; while one seek is under way only the newest wish waits, so that scrubbing never lags behind the hand.
 * `changed` is called when the frame on screen, playing or paused changes.
 */
export function createPlayer(video: HTMLVideoElement, frames: Frames, changed: () => void): Player {
  const listening = new AbortController();
  let frame = 0;
  /** Where the person is going: the newest wish until it is on screen. */
  let aim: number | undefined;
  let seeking: Promise<void> | undefined;
  let watching: number | undefined;
  /** Told to play, and not yet playing: being told to pause meanwhile counts. */
  let starting = false;

  const show = (shown: number): void => {
    if (shown !== frame) {
      frame = shown;
      changed();
    }
  };
  const watch = (): void => {
    watching = video.requestVideoFrameCallback((_, { mediaTime }) => {
      if (!seeking) {
        show(frameAt(frames, mediaTime - origin()));
      }
      watch();
    });
  };
  /** Told by the first picture, before anything is sought. */
  let first: number | undefined;
  const origin = (): number => first ?? 0;
  const ready = async (): Promise<void> => {
    if (video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA && !video.error) {
      await mediaEvent(video, 'loadeddata');
    }
    if (first === undefined && !video.error) {
      await pictureShown(video, () => true);
      first = shownTime(video);
    }
  };
  const seekOnce = async (target: number): Promise<void> => {
    await ready();
    if (!video.error) {
      await seekTo(video, origin() + seekTime(frames, target));
      // A newer wish need not wait for this picture.
      await pictureShown(video, (time) => aim !== target || frameAt(frames, time - origin()) === target);
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
  const isWanted = (): boolean => starting;
  const pause = (): void => {
    starting = false;
    video.pause();
  };
  const seek = (to: number): Promise<void> => {
    pause();
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
      void seek(frameAt(frames, video.currentTime - origin()));
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
      return starting || (!video.paused && !video.ended);
    },
    origin,
    play: async () => {
      starting = true;
      await seeking;
      if (frame >= lastFrame(frames)) {
        await mediaEvent(video, 'seeked', () => { video.currentTime = 0; });
      }
      if (!isWanted()) {
        changed();
        return;
      }
      try {
        await video.play();
      } catch {
        // Paused again before it began, or the tab is hidden: the play button still tells the truth.
        changed();
      } finally {
        starting = false;
      }
    },
    pause,
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
