import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { countingClip } from '../../support/countingClip.ts';
import type * as framesModule from './framesPage.ts';
import { openPage } from './webPage.ts';

/** What the page's script finds as globals. */
declare const subject: typeof framesModule;

describe('a video that is told to play', () => {
  let browser: Awaited<ReturnType<typeof openPage>>;
  before(async () => {
    browser = await openPage('test/unit/browser/framesPage.ts');
  });
  after(async () => {
    await browser.close();
  });

  test('counts as playing at once, and stays still when it is told to pause before it began', async () => {
    const base64 = Buffer.from(await countingClip()).toString('base64');
    const seen = await browser.page.evaluate(async (clip) => {
      const link = URL.createObjectURL(new Blob([Uint8Array.from(atob(clip), (letter) => letter.charCodeAt(0))], { type: 'video/mp4' }));
      const loaded = await subject.loadVideo(link, new AbortController().signal);
      if (loaded.kind === 'unplayable') throw new Error(loaded.why);
      const video = document.body.appendChild(document.createElement('video'));
      video.muted = true;
      video.src = loaded.url;
      const player = subject.createPlayer(video, loaded.video.frames, () => undefined);
      // From its end it first goes back to the start, which takes a moment.
      await player.seek(loaded.video.frames.starts.length - 1);
      const begun = player.play();
      const during = player.playing;
      player.pause();
      await begun;
      const stopped = [player.playing, video.paused];
      await player.play();
      const going = [player.playing, video.paused];
      player.dispose();
      return { during, stopped, going };
    }, base64);
    assert.deepEqual(seen, { during: true, stopped: [false, true], going: [true, false] });
  });
});
