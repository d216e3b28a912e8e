import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { deflateSync } from 'node:zlib';
import { readStill, redrawn } from '../../../src/animatic/clip/still.ts';
import { withoutPersonalData } from '../../../src/shots/image/clean.ts';
import { readImageHeader } from '../../../src/shots/image/header.ts';
import { adobeRgb, exif, jpegWith, pngWith, webpWith } from '../../support/photographs.ts';
import { openPage } from './webPage.ts';

/** Numbers of four bytes, as PNG has them. */
const be32 = (...values: readonly number[]): Buffer => Buffer.concat(values.map((value) => { const bytes = Buffer.alloc(4); bytes.writeUInt32BE(value); return bytes; }));

const corners = [[200, 40, 40], [40, 190, 60], [50, 60, 210], [230, 220, 60]] as const;

describe('a first frame is the same picture on the stage, in the film and as it is sent', () => {
  let folder = '';
  let browser: Awaited<ReturnType<typeof openPage>>;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hailuo-first-frames-'));
    browser = await openPage();
  });
  after(async () => {
    await browser.close();
    await rm(folder, { recursive: true });
  });

  /** A picture of four colours, one in each corner, 96 × 64; `alphas` from 0 to 1 for each of them. */
  async function picture(mime: string, alphas: readonly number[] = []): Promise<Buffer> {
    return Buffer.from(await browser.page.evaluate(async ({ mime, corners, alphas }) => {
      const canvas = new OffscreenCanvas(96, 64);
      const context = canvas.getContext('2d', { alpha: alphas.length > 0 })!;
      corners.forEach((colour, index) => {
        context.fillStyle = `rgba(${[...colour, alphas[index] ?? 1].join()})`;
        context.fillRect(index % 2 * 48, Math.floor(index / 2) * 32, 48, 32);
      });
      const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: mime, quality: 0.98 })).arrayBuffer());
      return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
    }, { mime, corners, alphas }), 'base64');
  }

  /** Size, and the colours in the corners as they are seen: as the composer takes them for its stage, on gray. */
  async function onStage(bytes: Uint8Array): Promise<readonly (readonly number[])[]> {
    return await browser.page.evaluate(async (base64) => {
      const bitmap = await createImageBitmap(new Blob([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))]));
      const { width, height } = bitmap;
      const context = new OffscreenCanvas(width, height).getContext('2d')!;
      context.fillStyle = 'rgb(128, 128, 128)';
      context.fillRect(0, 0, width, height);
      context.drawImage(bitmap, 0, 0);
      const at = (x: number, y: number): number[] => [...context.getImageData(Math.floor(x * width), Math.floor(y * height), 1, 1).data.slice(0, 3)];
      return [[width, height], at(0.25, 0.25), at(0.75, 0.25), at(0.25, 0.75), at(0.75, 0.75)];
    }, Buffer.from(bytes).toString('base64'));
  }

  async function inFilm(bytes: Uint8Array): Promise<readonly (readonly number[])[]> {
    const file = join(folder, 'frame');
    await writeFile(file, bytes);
    const { width, height, levels: [level] } = await readStill(file);
    const at = (x: number, y: number): number[] => {
      const place = (Math.floor(y * height) * width + Math.floor(x * width)) * 3;
      return [...level!.rgb.subarray(place, place + 3)];
    };
    return [[width, height], at(0.25, 0.25), at(0.75, 0.25), at(0.25, 0.75), at(0.75, 0.75)];
  }

  function near(a: readonly (readonly number[])[], b: readonly (readonly number[])[], what: string): void {
    assert.deepEqual(a[0], b[0], `${what}: size`);
    const apart = Math.max(...a.flatMap((colour, index) => colour.map((value, channel) => Math.abs(value - b[index]![channel]!))));
    assert.ok(apart <= 4, `${what}: ${apart} levels apart, ${JSON.stringify(a)} and ${JSON.stringify(b)}`);
  }

  for (const [name, make] of [
    ['a JPEG that lies on its side', async () => jpegWith(await picture('image/jpeg'), 6)],
    ['a mirrored JPEG', async () => jpegWith(await picture('image/jpeg'), 5)],
    ['a PNG that lies on its side', async () => pngWith(await picture('image/png'), 'eXIf', exif(8))],
    ['a PNG upside down', async () => pngWith(await picture('image/png'), 'eXIf', exif(3))],
    ['a PNG with wide colours', async () => pngWith(await picture('image/png'), 'iCCP', Buffer.concat([Buffer.from('wide\0\0', 'latin1'), deflateSync(adobeRgb)]))],
    ['a PNG that tells its curve', async () => pngWith(await picture('image/png'), 'gAMA', be32(100_000))],
    ['a PNG that tells the usual curve', async () => pngWith(await picture('image/png'), 'gAMA', be32(45_455))],
    ['a PNG that tells its primaries and its curve', async () => pngWith(pngWith(await picture('image/png'), 'gAMA', be32(45_455)), 'cHRM', be32(31_270, 32_900, 68_000, 32_000, 26_500, 69_000, 15_000, 6000))],
    ['a PNG that tells its primaries alone', async () => pngWith(await picture('image/png'), 'cHRM', be32(31_270, 32_900, 64_000, 33_000, 21_000, 71_000, 15_000, 6000))],
    ['a PNG of Display P3 by code points', async () => pngWith(await picture('image/png'), 'cICP', Buffer.from([12, 13, 0, 1]))],
    ['a PNG whose curve is void beside sRGB', async () => pngWith(pngWith(await picture('image/png'), 'gAMA', be32(100_000)), 'sRGB', Buffer.from([0]))],
    ['a WebP with EXIF', async () => webpWith(await picture('image/webp'), 6, 96, 64)],
    ['a plain PNG', async () => picture('image/png')],
    ['a PNG of which parts are transparent', async () => picture('image/png', [1, 0, 0.5, 0.9])],
    ['a transparent PNG that lies on its side', async () => pngWith(await picture('image/png', [0, 1, 0.5, 1]), 'eXIf', exif(8))],
    ['a WebP of which parts are transparent', async () => picture('image/webp', [0, 1, 1, 0.5])],
  ] as const) {
    test(name, async () => {
      const file = await make();
      const stage = await onStage(file);
      assert.deepEqual([readImageHeader(file)?.width, readImageHeader(file)?.height], stage[0], 'size as told');
      near(await inFilm(file), stage, 'film');
      const sent = (await redrawn(file))?.bytes ?? withoutPersonalData(file, readImageHeader(file)!);
      near(await onStage(sent), stage, 'as sent');
      assert.deepEqual([readImageHeader(sent)?.personal, readImageHeader(sent)?.orientation], [false, 1]);
      if (name.includes('transparent')) assert.equal((await redrawn(sent)), undefined, 'nothing shows through what is sent');
    });
  }
});
