/** Without a frame callback (a page that is hidden has none) the picture is looked at this often, milliseconds, … */
const lookEvery = 50;
/** … and so long. */
const patience = 3000;

/**
 * Media time of the picture that a video element shows, in seconds: what a canvas would draw. Undefined while there is
 * none.
 */
export function shownTime(video: HTMLVideoElement): number | undefined {
  try {
    const picture = new VideoFrame(video);
    const { timestamp } = picture;
    picture.close();
    return timestamp / 1e6;
  } catch {
    return undefined;
  }
}

/**
 * Settles once the picture is there: `seeked` tells that the clock has moved, and the picture that is drawn then may still
 * be the one before. `wanted` is asked about the media time of each new picture, in seconds. Resolves to whether it came.
 */
export function pictureShown(video: HTMLVideoElement, wanted: (time: number) => boolean): Promise<boolean> {
  return new Promise((resolve) => {
    const since = performance.now();
    let [callback, timer] = [0, 0];
    const settle = (came: boolean): void => {
      video.cancelVideoFrameCallback(callback);
      clearTimeout(timer);
      resolve(came);
    };
    const look = (): void => {
      const time = shownTime(video);
      if (time !== undefined && wanted(time)) {
        settle(true);
      } else if (video.error || performance.now() - since > patience) {
        settle(false);
      } else {
        video.cancelVideoFrameCallback(callback);
        clearTimeout(timer);
        callback = video.requestVideoFrameCallback(look);
        timer = window.setTimeout(look, lookEvery);
      }
    };
    look();
  });
}

/** Settles at the event, or at an error, after which no other event comes. */
export function mediaEvent(video: HTMLVideoElement, name: 'seeked' | 'loadeddata', cause?: () => void): Promise<void> {
  return new Promise((resolve) => {
    const settle = (): void => {
      video.removeEventListener(name, settle);
      video.removeEventListener('error', settle);
      resolve();
    };
    video.addEventListener(name, settle);
    video.addEventListener('error', settle);
    cause?.();
  });
}

/**
 * Moves the clock. A time beyond the length that is known so far is sought again as that length grows, which it does while
 * a file is read whose last pictures lie after its stated end.
 */
export async function seekTo(video: HTMLVideoElement, time: number): Promise<void> {
  for (let known = -1; !video.error && known < video.duration;) {
    known = video.duration;
    await mediaEvent(video, 'seeked', () => { video.currentTime = time; });
    if (video.currentTime >= time - 1e-3) {
      return;
    }
  }
}
