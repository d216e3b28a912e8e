import { lastFrame } from './frames.ts';
import type { Player } from './player.ts';
import { createPlayer } from './player.ts';

/** The picture on screen in the video's own size, as a PNG without loss. */
export async function pictureOf(video: HTMLVideoElement): Promise<Uint8Array<ArrayBuffer>> {
  const canvas = new OffscreenCanvas(video.videoWidth, video.videoHeight);
  canvas.getContext('2d')!.drawImage(video, 0, 0);
  const png = await canvas.convertToBlob({ type: 'image/png' });
  return new Uint8Array(await png.arrayBuffer());
}

/**
 * The exact last picture of a video that is loaded, without moving the player that a person looks at: a second element
 * is sought. Rejects when it cannot be decoded.
 */
export async function lastPictureOf(shown: HTMLVideoElement, { frames }: Pick<Player, 'frames'>): Promise<Uint8Array<ArrayBuffer>> {
  const video = document.createElement('video');
  video.muted = true;
  video.preload = 'auto';
  video.src = shown.src;
  const player = createPlayer(video, frames, () => undefined);
  try {
    await player.seek(lastFrame(frames));
    if (video.error) {
      throw new Error(video.error.message);
    }
    return await pictureOf(video);
  } finally {
    player.dispose();
    video.removeAttribute('src');
    video.load();
  }
}
