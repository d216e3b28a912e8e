import type { Frame } from 'playwright-core';

/** Resolves once the video of a preview has come past `seconds`; starts it when it does not start by itself. */
export async function plays(preview: Frame, seconds = 0.2): Promise<void> {
  await preview.locator('video').evaluate(async (element: HTMLVideoElement, until) => {
    // A player that still loads may interrupt it; then it starts by itself.
    if (element.paused) await element.play().catch(() => undefined);
    await new Promise<void>((resolve) => {
      const look = (): void => { if (element.currentTime > until) resolve(); };
      element.addEventListener('timeupdate', look);
      look();
    });
  }, seconds);
}
