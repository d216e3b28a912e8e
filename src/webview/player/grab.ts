import * as l10n from '@vscode/l10n';
import { pictureOfFrame } from './framePicture.ts';
import type { Frames } from './frames.ts';
import { frameAt, lastFrame } from './frames.ts';
import { createPlayer } from './player.ts';
import { mediaEvent, pictureShown, seekTo, shownTime } from './shownPicture.ts';
import { undecodable } from './undecodable.ts';

/** The picture on screen in the video's own size, without loss, with its media time in seconds. Rejects while there is none. */
export async function drawnPicture(video: HTMLVideoElement): Promise<{ readonly canvas: OffscreenCanvas; readonly time: number }> {
  const frame = new VideoFrame(video);
  try {
    return { canvas: await pictureOfFrame(frame), time: frame.timestamp / 1e6 };
  } finally {
    frame.close();
  }
}

async function pngOf(canvas: OffscreenCanvas): Promise<Uint8Array<ArrayBuffer>> {
  const png = await canvas.convertToBlob({ type: 'image/png' });
  return new Uint8Array(await png.arrayBuffer());
}

/** A frame of the video that a player drives, as a PNG. Rejects with one localized sentence rather than give another frame. */
export async function pictureOf(video: HTMLVideoElement, player: Pick<ReturnType<typeof createPlayer>, 'frames' | 'origin' | 'seek'>, frame: number): Promise<Uint8Array<ArrayBuffer>> {
  await player.seek(frame);
  const { canvas, time } = await drawnPicture(video);
  if (frameAt(player.frames, time - player.origin()) !== frame) {
    throw new Error(l10n.t('The frame couldn’t be shown. Try again.'));
  }
  return pngOf(canvas);
}

/** A video element of its own, so that the one a person looks at does not move. */
async function aside<T>(url: string, use: (video: HTMLVideoElement) => Promise<T>): Promise<T> {
  const video = document.createElement('video');
  video.muted = true;
  video.preload = 'auto';
  video.src = url;
  try {
    await mediaEvent(video, 'loadeddata');
    if (video.error) {
      throw new Error(undecodable());
    }
    return await use(video);
  } finally {
    video.removeAttribute('src');
    video.load();
  }
}

/** One frame of a video behind a link, drawn. Rejects when it cannot be decoded. */
export function frameOf(url: string, frames: Frames, frame: number): Promise<OffscreenCanvas> {
  return aside(url, async (video) => {
    const player = createPlayer(video, frames, () => undefined);
    try {
      await player.seek(frame);
      return (await drawnPicture(video)).canvas;
    } finally {
      player.dispose();
    }
  });
}

/** The exact last picture of a video behind a link. Rejects when it cannot be decoded. */
export function lastPictureOf(url: string, frames: Frames): Promise<Uint8Array<ArrayBuffer>> {
  return aside(url, async (video) => {
    const player = createPlayer(video, frames, () => undefined);
    try {
      return await pictureOf(video, player, lastFrame(frames));
    } finally {
      player.dispose();
    }
  });
}

/** The last picture of a video whose frames nothing tells: the one that stays when its end is sought. Rejects when it cannot be decoded. */
export function endPictureOf(url: string): Promise<Uint8Array<ArrayBuffer>> {
  return aside(url, async (video) => {
    await seekTo(video, Number.isFinite(video.duration) ? video.duration : 1e9);
    const end = video.currentTime;
    // Half a second holds a frame of any rate that is played; the last one is at the end when the clock is.
    await pictureShown(video, (time) => time > end - 0.5);
    await mediaEvent(video, 'seeked', () => { video.currentTime = end; });
    if (shownTime(video) === undefined) {
      throw new Error(undecodable());
    }
    return pngOf((await drawnPicture(video)).canvas);
  });
}
