import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { ensureFfmpeg, ffmpeg } from '../../support/ffmpeg.ts';
import type * as framesModule from './framesPage.ts';
import { openPage } from './webPage.ts';

/** What the page's script finds as a global. */
declare const subject: typeof framesModule;

const hasFfmpeg = await ensureFfmpeg();

const patches = [
  [255, 0, 0], [0, 255, 0], [0, 0, 255], [255, 255, 0], [0, 255, 255], [255, 0, 255], [255, 255, 255], [0, 0, 0],
  [128, 128, 128], [40, 60, 200], [200, 160, 130], [20, 90, 40], [16, 16, 16], [235, 235, 235], [250, 120, 10], [90, 40, 140],
] as const;
/** Pixels of a patch's side; four lie beside each other. */
const columns = 4;

/** How a clip's colours are coded and told. */
const codings: readonly { readonly name: string; readonly height: number; readonly filter: string; readonly tags: readonly string[] }[] = [
  { name: 'BT.601', height: 480, filter: 'out_color_matrix=bt601:out_range=tv', tags: ['-colorspace', 'smpte170m', '-color_primaries', 'smpte170m', '-color_trc', 'smpte170m', '-color_range', 'tv'] },
  { name: 'BT.709', height: 768, filter: 'out_color_matrix=bt709:out_range=tv', tags: ['-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709', '-color_range', 'tv'] },
  { name: 'full range', height: 480, filter: 'out_color_matrix=bt709:out_range=pc', tags: ['-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709', '-color_range', 'pc'] },
  { name: 'no tags, under 720 lines', height: 480, filter: 'out_color_matrix=bt601:out_range=tv', tags: [] },
  { name: 'no tags, 720 lines', height: 720, filter: 'out_color_matrix=bt709:out_range=tv', tags: [] },
];

describe('a film that goes on from its last frame', { skip: hasFfmpeg ? false : 'ffmpeg is not installed here' }, () => {
  let folder = '';
  let browser: Awaited<ReturnType<typeof openPage>>;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hailuo-colours-'));
    browser = await openPage('test/unit/browser/framesPage.ts');
  });
  after(async () => {
    await browser.close();
    await rm(folder, { recursive: true });
  });

  async function lastFrameOf(clip: string): Promise<Uint8Array> {
    const base64 = (await readFile(clip)).toString('base64');
    return Buffer.from(await browser.page.evaluate(async (data) => {
      const blob = await subject.lastFrameOf(new Blob([Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0))]));
      let letters = '';
      for (const byte of new Uint8Array(await blob!.arrayBuffer())) letters += String.fromCharCode(byte);
      return btoa(letters);
    }, base64), 'base64');
  }

  /** The colour in the middle of each patch. */
  async function coloursIn(png: string, size: number): Promise<readonly (readonly number[])[]> {
    const raw = join(folder, 'raw.rgb');
    ffmpeg(['-i', png, '-f', 'rawvideo', '-pix_fmt', 'rgb24', raw]);
    const pixels = await readFile(raw);
    return patches.map((_, index) => {
      const [x, y] = [Math.floor((index % columns + 0.5) * size / columns), Math.floor((Math.floor(index / columns) + 0.5) * size / columns)];
      return [...pixels.subarray((y * size + x) * 3, (y * size + x) * 3 + 3)];
    });
  }

  for (const { name, height, filter, tags } of codings) {
    test(`keeps its colours five times over: ${name}`, async () => {
      const picture = join(folder, 'picture.png');
      const start = new Uint8Array(height * height * 3);
      for (let at = 0; at < height * height; at++) {
        const [column, row] = [Math.floor((at % height) * columns / height), Math.floor(Math.floor(at / height) * columns / height)];
        start.set(patches[row * columns + column]!, at * 3);
      }
      ffmpeg(['-f', 'rawvideo', '-pix_fmt', 'rgb24', '-s', `${height}x${height}`, '-i', 'pipe:0', picture], start);
      const clip = join(folder, 'clip.mp4');
      for (let round = 0; round < 5; round++) {
        ffmpeg(['-loop', '1', '-i', picture, '-frames:v', '6', '-r', '24', '-vf', `scale=${filter}:flags=accurate_rnd+full_chroma_int,format=yuv420p`, '-c:v', 'libx264', '-crf', '4', ...tags, clip]);
        await writeFile(picture, await lastFrameOf(clip));
      }
      const seen = await coloursIn(picture, height);
      const drift = seen.map((colour, index) => Math.max(...colour.map((value, channel) => Math.abs(value - patches[index]![channel]!))));
      assert.ok(Math.max(...drift) <= 3, `${drift.join(' ')} of 255: ${JSON.stringify(seen)}`);
    });
  }
});
