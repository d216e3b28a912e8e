import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { planCamera } from '../../../src/directives/camera.ts';
import { createPicture } from '../../../src/animatic/render/picture.ts';
import { createRenderer } from '../../../src/animatic/render/renderer.ts';
import { createSurface } from '../../../src/animatic/render/surface.ts';
import type * as stageModule from '../../../src/webview/stage/stage.ts';
import { openPage } from './webPage.ts';

/** What the page's script finds as globals. */
declare const subject: typeof stageModule;
declare let stage: stageModule.Stage;
declare let times: number[];

const notice = 'Camera preview, not the picture';
const prompt = '[Push in, Pan left] a cat looks [晃动] 走';

let browser: Awaited<ReturnType<typeof openPage>>;
before(async () => { browser = await openPage('src/webview/stage/stage.ts'); });
after(() => browser.close());

/** Opens a stage on a new canvas with this prompt. */
async function setUp(options: { readonly autoplay: boolean; readonly motion?: 'reduce' | 'no-preference'; readonly duration?: 6 | 10 }): Promise<void> {
  await browser.page.emulateMedia({ reducedMotion: options.motion ?? 'no-preference' });
  await browser.page.evaluate(({ autoplay, prompt, duration }) => {
    document.body.replaceChildren(document.createElement('canvas'));
    const seen: number[] = [];
    const made = subject.createStage(document.querySelector('canvas')!, { autoplay, onTime: (seconds) => seen.push(seconds) });
    Object.assign(globalThis, { stage: made, times: seen });
    made.setShot(prompt, { duration });
  }, { autoplay: options.autoplay, prompt, duration: options.duration ?? 6 });
}

async function pixels(): Promise<{ readonly width: number; readonly height: number; readonly bytes: Uint8Array }> {
  const { width, height, data } = await browser.page.evaluate(() => {
    const canvas = document.querySelector('canvas')!;
    const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
    let letters = '';
    for (const value of data) letters += String.fromCharCode(value);
    return { width: canvas.width, height: canvas.height, data: btoa(letters) };
  });
  return { width, height, bytes: new Uint8Array(Buffer.from(data, 'base64')) };
}

void describe('the stage', () => {
  void test('shows the very frames that the renderer makes', async () => {
    await setUp({ autoplay: false });
    for (const seconds of [0, 1.5, 4.25]) {
      await browser.page.evaluate((to) => stage.seek(to), seconds);
      const { width, height, bytes } = await pixels();
      assert.deepEqual([width, height], [480, 270]);
      const surface = createSurface(480, 270);
      createRenderer(480, 270, { notice }).draw(surface, planCamera(prompt, 6), seconds);
      assert.deepEqual(bytes, new Uint8Array(surface.bytes.buffer), `at ${seconds} s`);
    }
  });

  void test('shows a first frame in its own aspect, and a placeholder for one that is a URL', async () => {
    await setUp({ autoplay: false });
    await browser.page.evaluate((text) => {
      const picture = new ImageData(200, 400);
      picture.data.forEach((_, at) => { picture.data[at] = at % 4 === 3 ? 255 : (at * 7 + (at >> 6)) & 255; });
      stage.setShot(text, { duration: 6, firstFrame: '/a.png' }, picture);
    }, prompt);
    const { width, height, bytes } = await pixels();
    assert.ok(Math.abs(width / height - 0.5) < 0.01, `${width} × ${height}`);
    const picture = createPicture(200, 400, Uint8ClampedArray.from({ length: 200 * 400 * 4 }, (_, at) => (at % 4 === 3 ? 255 : (at * 7 + (at >> 6)) & 255)));
    const surface = createSurface(width, height);
    createRenderer(width, height, { notice, picture }).draw(surface, planCamera(prompt, 6), 0);
    assert.deepEqual(bytes, new Uint8Array(surface.bytes.buffer));
    await browser.page.evaluate((text) => stage.setShot(text, { duration: 6, firstFrame: 'https://nowhere.invalid/a.png' }), prompt);
    const remote = await pixels();
    assert.deepEqual([remote.width, remote.height], [480, 270]);
    assert.notDeepEqual(remote.bytes, bytes);
  });

  void test('plays by itself, frame after frame, and loops', async () => {
    await setUp({ autoplay: true });
    await browser.page.waitForFunction(() => times.length > 4);
    await browser.page.evaluate(() => stage.seek(5.8));
    await browser.page.waitForFunction(() => times.at(-1)! < 1);
    const seen = await browser.page.evaluate(() => times);
    assert.ok(seen.every((time) => Math.abs(time * 24 - Math.round(time * 24)) < 1e-6), 'every shown time is a frame\'s own');
    assert.ok(await browser.page.evaluate(() => stage.playing));
    await browser.page.evaluate(() => stage.pause());
  });

  void test('ends at its last frame when it does not loop, and plays from the start again', async () => {
    await setUp({ autoplay: false });
    await browser.page.evaluate(() => {
      stage.setLoop(false);
      stage.seek(5.8);
      stage.play();
    });
    await browser.page.waitForFunction(() => !stage.playing);
    assert.equal(await browser.page.evaluate(() => stage.time), 143 / 24);
    await browser.page.evaluate(() => stage.play());
    await browser.page.waitForFunction(() => stage.time > 0.1 && stage.time < 5);
    await browser.page.evaluate(() => stage.pause());
  });

  void test('rests where less motion is wanted, until it is told to play', async () => {
    await setUp({ autoplay: true, motion: 'reduce' });
    assert.equal(await browser.page.evaluate(() => stage.playing), false);
    await browser.page.evaluate(() => stage.play());
    await browser.page.waitForFunction(() => times.length > 4);
    await browser.page.emulateMedia({ reducedMotion: 'no-preference' });
    await browser.page.emulateMedia({ reducedMotion: 'reduce' });
    await browser.page.waitForFunction(() => !stage.playing);
  });

  void test('goes on at its time while the prompt is being written', async () => {
    await setUp({ autoplay: false });
    await browser.page.evaluate(() => {
      stage.seek(2);
      stage.setShot('[Zoom in] a dog', { duration: 10 });
    });
    assert.deepEqual(await browser.page.evaluate(() => [stage.time, stage.plan.seconds]), [2, 10]);
    await browser.page.evaluate(() => {
      stage.seek(9);
      stage.setShot('[Zoom in] a dog', { duration: 6 });
    });
    assert.equal(await browser.page.evaluate(() => stage.time), 143 / 24);
  });
});
