import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { deflateSync } from 'node:zlib';
import { readStill, redrawn } from '../../../src/animatic/clip/still.ts';
import { withoutPersonalData } from '../../../src/shots/image/clean.ts';
import { readImageHeader } from '../../../src/shots/image/header.ts';
import { adobeRgb, exif, greyProfile, jpegWith, pngWith, webpWith } from '../../support/photographs.ts';
import { openPage } from './webPage.ts';

/** Numbers of four bytes, as PNG has them. */
const be32 = (...values: readonly number[]): Buffer => Buffer.concat(values.map((value) => { const bytes = Buffer.alloc(4); bytes.writeUInt32BE(value); return bytes; }));

/** A PNG with one more chunk behind its pixels. */
function behind(png: Uint8Array, type: string, data: Uint8Array): Buffer {
  const added = pngWith(png, type, data);
  const chunk = added.subarray(33, 33 + data.length + 12);
  return Buffer.concat([png.subarray(0, -12), chunk, png.subarray(-12)]);
}

/** Of gray pixels: no colours, 8 bits. */
function grey(): Buffer {
  const header = Buffer.concat([be32(96, 64), Buffer.from([8, 0, 0, 0, 0])]);
  const rows = Buffer.concat(Array.from({ length: 64 }, (_, y) => Buffer.from([0, ...Array.from({ length: 96 }, (__, x) => (x < 48 ? 60 : 120) + (y < 32 ? 0 : 90))])));
  const empty = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), Buffer.alloc(25)]);
  const [head, body, end] = [['IHDR', header], ['IDAT', deflateSync(rows)], ['IEND', Buffer.alloc(0)]].map(([type, data]) => pngWith(empty, type as string, data as Buffer).subarray(33));
  return Buffer.concat([empty.subarray(0, 8), head!, body!, end!]);
}

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
    ...[[1, 1], [5, 6], [6, 7], [4, 4], [9, 14], [22, 17], [12, 8], [2, 8], [1, 9]].map(([places, curve]) => [`a PNG of code points ${String(places)} and ${String(curve)}`, async () => pngWith(await picture('image/png'), 'cICP', Buffer.from([places!, curve!, 0, 1]))] as const),
    ['a PNG of code points and part of the values', async () => pngWith(await picture('image/png'), 'cICP', Buffer.from([12, 13, 0, 0]))],
    ...[43_250, 44_400, 47_500, 48_500].map((gamma) => [`a PNG that tells a curve of ${String(gamma)}`, async () => pngWith(await picture('image/png'), 'gAMA', be32(gamma))] as const),
    ['a PNG that tells two curves', async () => pngWith(pngWith(await picture('image/png'), 'gAMA', be32(45_455)), 'gAMA', be32(100_000))],
    ['a PNG that tells its curve behind its pixels', async () => behind(await picture('image/png'), 'gAMA', be32(100_000))],
    ['a PNG that tells its turn behind its pixels', async () => behind(await picture('image/png'), 'eXIf', exif(6))],
    ['a PNG that tells its turn as a JPEG does', async () => pngWith(await picture('image/png'), 'eXIf', Buffer.concat([Buffer.from('Exif\0\0'), exif(6)]))],
    ['a PNG whose curve is damaged', async () => { const file = pngWith(await picture('image/png'), 'gAMA', be32(100_000)); file.writeUInt32BE(7, 45); return file; }],
    ['a PNG whose profile is damaged, and which tells its curve', async () => pngWith(pngWith(await picture('image/png'), 'gAMA', be32(100_000)), 'iCCP', Buffer.from('wide\0\0no profile'))],
    ['a gray PNG whose profile has one curve', () => Promise.resolve(pngWith(grey(), 'iCCP', Buffer.concat([Buffer.from('grey\0\0', 'latin1'), deflateSync(greyProfile(1))])))],
    ['a PNG of colours whose profile has one curve', async () => pngWith(await picture('image/png'), 'iCCP', Buffer.concat([Buffer.from('grey\0\0', 'latin1'), deflateSync(greyProfile(1))]))],
    ['a JPEG whose orientation is of a type that is none', async () => { const file = jpegWith(await picture('image/jpeg'), 6); file.writeUInt16LE(4, file.indexOf('II*\0') + 24); return file; }],
    ['a JPEG with two orientations', async () => jpegWith(jpegWith(await picture('image/jpeg'), 6), 3)],
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
