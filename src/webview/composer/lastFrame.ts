/** Before the end, seconds: inside the last frame of a film with 24 frames a second. */
const intoLastFrame = 1 / 48;

/** The last frame of a video as a PNG; undefined when it cannot be played. */
export async function lastFrameOf(uri: string): Promise<Blob | undefined> {
  const link = await fetch(uri).then((reply) => reply.blob()).then((blob) => URL.createObjectURL(blob)).catch(() => undefined);
  if (link === undefined) return undefined;
  const video = document.createElement('video');
  video.muted = true;
  const happens = (event: string): Promise<boolean> => new Promise((resolve) => {
    video.addEventListener(event, () => { resolve(true); }, { once: true });
    video.addEventListener('error', () => { resolve(false); }, { once: true });
  });
  try {
    const loaded = happens('loadeddata');
    video.src = link;
    if (!await loaded) return undefined;
    const sought = happens('seeked');
    video.currentTime = Math.max(0, video.duration - intoLastFrame);
    if (!await sought) return undefined;
    const canvas = new OffscreenCanvas(video.videoWidth, video.videoHeight);
    canvas.getContext('2d')!.drawImage(video, 0, 0);
    return await canvas.convertToBlob({ type: 'image/png' });
  } finally {
    URL.revokeObjectURL(link);
  }
}
