import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { planCamera } from '../../../src/directives/camera.ts';
import { startClip } from '../../../src/animatic/clip/clip.ts';
import { createRenderer } from '../../../src/animatic/render/renderer.ts';
import { createSurface } from '../../../src/animatic/render/surface.ts';
import { openPage } from './webPage.ts';

const notice = 'Camera preview, not the picture';

let folder = '';
let browser: Awaited<ReturnType<typeof openPage>>;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hailuo-playback-'));
  browser = await openPage();
  await browser.page.addScriptTag({ content: raster.toString() });
});
after(async () => {
  await browser.close();
  await rm(folder, { recursive: true });
});

/** RGBA averaged over 32 × 18 fields: RGB after RGB. The page gets it as a global of the same name. */
function raster(rgba: Uint8ClampedArray, width: number, height: number): number[] {
  const [columns, rows] = [32, 18];
  const sums = new Float64Array(columns * rows * 4);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const field = (Math.floor(y * rows / height) * columns + Math.floor(x * columns / width)) * 4;
      for (let channel = 0; channel < 3; channel += 1) sums[field + channel] = (sums[field + channel] ?? 0) + (rgba[(y * width + x) * 4 + channel] ?? 0);
      sums[field + 3] = (sums[field + 3] ?? 0) + 1;
    }
  }
  return Array.from(sums).flatMap((sum, index) => (index % 4 < 3 ? [sum / (sums[index - index % 4 + 3] ?? 1)] : []));
}

async function filmOf(prompt: string, seconds: number): Promise<string> {
  const file = join(folder, 'film.mp4');
  const { kind } = await startClip({ prompt, seconds, resolution: '768p', notice, placeholder: '', file }, () => undefined).finished;
  assert.equal(kind, 'done');
  return (await readFile(file)).toString('base64');
}

/** What the browser shows at these times, averaged over the raster. */
async function shown(film: string, times: readonly number[]): Promise<{ readonly duration: number; readonly frames: readonly (readonly number[])[] }> {
  return await browser.page.evaluate(async ({ film, times }) => {
    const bytes = Uint8Array.from(atob(film), (letter) => letter.charCodeAt(0));
    const video = document.createElement('video');
    video.muted = true;
    const event = (name: string): Promise<void> => new Promise((resolve, reject) => {
      video.addEventListener(name, () => resolve(), { once: true });
      video.addEventListener('error', () => reject(new Error(video.error?.message ?? 'video')), { once: true });
    });
    const loaded = event('loadeddata');
    video.src = URL.createObjectURL(new Blob([bytes], { type: 'video/mp4' }));
    await loaded;
    const canvas = new OffscreenCanvas(video.videoWidth, video.videoHeight);
    const context = canvas.getContext('2d', { willReadFrequently: true })!;
    const frames: number[][] = [];
    for (const time of times) {
      const seeked = event('seeked');
      video.currentTime = time;
      await seeked;
      // `seeked` may come while the frame before is still the one that would be drawn.
      for (let drawn = -1; Math.floor(drawn * 24) !== Math.floor(time * 24);) {
        await new Promise(requestAnimationFrame);
        const frame = new VideoFrame(video);
        drawn = (frame.timestamp + 100) / 1e6;
        frame.close();
      }
      context.drawImage(video, 0, 0);
      frames.push(raster(context.getImageData(0, 0, canvas.width, canvas.height).data, canvas.width, canvas.height));
    }
    return { duration: video.duration, frames };
  }, { film, times });
}

/** The renderer's own frame on the same raster. */
function rendered(prompt: string, seconds: number, frame: number): number[] {
  const surface = createSurface(1366, 768);
  createRenderer(1366, 768, { notice }).draw(surface, planCamera(prompt, seconds), frame / 24);
  return raster(surface.bytes, 1366, 768);
}

function apart(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, index) => sum + Math.abs(value - b[index]!), 0) / a.length;
}

void describe('a film in the browser', () => {
  void test('plays to its end, shows at every seek the frame that was rendered, colours and all', async () => {
    const prompt = '[Truck left] a cat [变焦推近] 走';
    const frames = [0, 5, 12, 13, 23, 24, 47];
    const film = await shown(await filmOf(prompt, 2), frames.map((frame) => (frame + 0.5) / 24));
    assert.equal(film.duration, 2);
    frames.forEach((frame, index) => {
      const own = apart(film.frames[index]!, rendered(prompt, 2, frame));
      assert.ok(own < 3, `frame ${frame} is ${own} levels apart`);
    });
    const other = apart(film.frames[0]!, rendered(prompt, 2, 23));
    assert.ok(other > 6, `frames of different times are only ${other} levels apart`);
  });

  void test('of a static shot does not move, but for its timeline', async () => {
    const film = await shown(await filmOf('[Static shot] a cat', 1), [0.02, 0.5, 0.98]);
    assert.ok(apart(film.frames[0]!, film.frames[2]!) < 1);
  });
});
