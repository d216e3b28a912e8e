import { evenFrames } from '../player/frames.ts';
import { lastPictureOf } from '../player/grab.ts';

/** The model's own rate, and the animatic's. */
const frameRate = 24;

/** The last frame of a video as a PNG; undefined when it cannot be played. */
export async function lastFrameOf(file: Blob): Promise<Blob | undefined> {
  const video = document.createElement('video');
  video.muted = true;
  try {
    const loaded = new Promise((resolve, reject) => {
      video.addEventListener('loadedmetadata', resolve, { once: true });
      video.addEventListener('error', reject, { once: true });
    });
    video.src = URL.createObjectURL(new Blob([file], { type: 'video/mp4' }));
    await loaded;
    return new Blob([await lastPictureOf(video, { frames: evenFrames(video.duration, frameRate) })], { type: 'image/png' });
  } catch {
    // Not a video, or one that the editor's browser does not play: the caller says so.
    return undefined;
  } finally {
    URL.revokeObjectURL(video.src);
  }
}
