import type { Frame } from 'playwright-core';

/** Resolves once the video of a preview has come past `seconds`; starts it when it does not start by itself. */
export async function plays(preview: Frame, seconds = 0.2): Promise<void> {
  await preview.waitForFunction((until) => {
    // The one that stands there before the page's script is only a picture, and gives way to the one that plays.
    const video = document.querySelector<HTMLVideoElement>('video:not([data-early])');
    // A player that still loads may interrupt it.
    if (video?.paused && !video.ended) void video.play().catch(() => undefined);
    return (video?.currentTime ?? 0) > until;
  }, seconds);
}
