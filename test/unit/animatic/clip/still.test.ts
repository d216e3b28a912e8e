import encodeJpeg, { init as initJpeg } from '@jsquash/jpeg/encode.js';
import encodePng, { init as initPng } from '@jsquash/png/encode.js';
import encodeWebp, { init as initWebp } from '@jsquash/webp/encode.js';
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { loadStill } from '../../../../src/animatic/clip/loadStill.ts';
import { readStill, redrawn } from '../../../../src/animatic/clip/still.ts';
import type { Picture } from '../../../../src/animatic/render/picture.ts';
import { png } from '../../../support/images.ts';

type ImageLike = Parameters<typeof encodePng>[0];

const [width, height] = [64, 32];
const red = [220, 30, 30] as const;
const green = [30, 200, 60] as const;
const blue = [40, 60, 220] as const;
const grey = [128, 128, 128] as const;

let folder = '';
before(async () => { folder = await mkdtemp(join(tmpdir(), 'hailuo-still-')); });
after(() => rm(folder, { recursive: true }));

/** Red, green, blue and grey quarters, in reading order. */
function quarters(): ImageLike {
  const data = Uint8ClampedArray.from({ length: width * height * 4 }, (_, index) => {
    const [x, y] = [Math.floor(index / 4) % width, Math.floor(index / 4 / width)];
    const colour = [red, green, blue, grey][(x < width / 2 ? 0 : 1) + (y < height / 2 ? 0 : 2)]!;
    return index % 4 === 3 ? 255 : colour[index % 4]!;
  });
  return { width, height, data };
}

/** What stands in the middle of each quarter, named. */
function seen({ width: wide, height: high, levels }: Picture): readonly string[] {
  const { rgb } = levels[0]!;
  return [[0.25, 0.25], [0.75, 0.25], [0.25, 0.75], [0.75, 0.75]].map(([x = 0, y = 0]) => {
    const at = (Math.floor(y * high) * wide + Math.floor(x * wide)) * 3;
    const near = Object.entries({ red, green, blue, grey }).find(([, colour]) => colour.every((value, channel) => Math.abs(value - rgb[at + channel]!) < 25));
    return near?.[0] ?? rgb.subarray(at, at + 3).join(' ');
  });
}

async function stored(name: string, bytes: ArrayBuffer | Uint8Array): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, new Uint8Array(bytes));
  return file;
}

async function wasm(specifier: string): Promise<ArrayBuffer> {
  return Uint8Array.from(await readFile(new URL(import.meta.resolve(specifier)))).buffer;
}

async function jpeg(): Promise<Uint8Array> {
  await initJpeg({ wasmBinary: await wasm('@jsquash/jpeg/codec/enc/mozjpeg_enc.wasm') });
  return new Uint8Array(await encodeJpeg(quarters(), { quality: 95 }));
}

/** An EXIF segment that says how the camera was held (TIFF 6.0, tag 0x0112), after the start of the image. */
function withOrientation(image: Uint8Array, orientation: number): Uint8Array {
  const exif = [0x45, 0x78, 0x69, 0x66, 0, 0, 0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0];
  return Uint8Array.from([...image.subarray(0, 2), 0xff, 0xe1, 0, exif.length + 2, ...exif, ...image.subarray(2)]);
}

void describe('a first frame', () => {
  void test('is read in a thread of its own into memory that all threads read, or it is said why not', async () => {
    const file = await stored('thread.jpg', await jpeg());
    const [here, there] = [await readStill(file), await loadStill(file)];
    assert.deepEqual(there.levels.map(({ rgb, ...size }) => ({ ...size, rgb: Uint8Array.from(rgb) })), here.levels);
    assert.ok(there.levels.every(({ rgb }) => rgb.buffer instanceof SharedArrayBuffer));
    const none = await stored('none.jpg', Buffer.from('no picture'));
    const why = await readStill(none).catch(String);
    await assert.rejects(loadStill(none), (error: Error) => typeof why === 'string' && error.message === why);
  });

  void test('is read from PNG, JPG and WebP, whatever its name says', async () => {
    await initPng(await wasm('@jsquash/png/codec/pkg/squoosh_png_bg.wasm'));
    await initWebp({ wasmBinary: await wasm('@jsquash/webp/codec/enc/webp_enc.wasm') });
    const files = [
      await stored('a.png', await encodePng(quarters())),
      await stored('b.png', await jpeg()),
      await stored('c.jpg', await encodeWebp(quarters(), { quality: 95 })),
    ];
    for (const file of files) {
      const picture = await readStill(file);
      assert.deepEqual([picture.width, picture.height], [width, height], file);
      assert.deepEqual(seen(picture), ['red', 'green', 'blue', 'grey'], file);
    }
  });

  void test('stands upright when the camera was held upright', async () => {
    const picture = await readStill(await stored('turned.jpg', withOrientation(await jpeg(), 6)));
    assert.deepEqual([picture.width, picture.height], [height, width]);
    assert.deepEqual(seen(picture), ['blue', 'red', 'grey', 'green']);
  });

  void test('lies on grey where it is transparent', async () => {
    const clear = quarters() as unknown as { readonly data: Uint8ClampedArray };
    clear.data.forEach((_, index) => { if (index % 4 === 3) clear.data[index] = 0; });
    const picture = await readStill(await stored('clear.png', await encodePng(clear)));
    assert.deepEqual(seen(picture), ['grey', 'grey', 'grey', 'grey']);
  });

  void test('is refused when it is cut short or no picture', async () => {
    const whole = await jpeg();
    await assert.rejects(readStill(await stored('cut.png', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]))));
    await assert.rejects(readStill(await stored('text.jpg', new TextEncoder().encode('not a picture'))));
    await assert.rejects(readStill(await stored('head.jpg', whole.subarray(0, 40))));
  });

  void test('that would be too heavy as a PNG is sent as JPG', async () => {
    await initPng(await wasm('@jsquash/png/codec/pkg/squoosh_png_bg.wasm'));
    const clear = quarters() as unknown as { readonly data: Uint8ClampedArray };
    clear.data.forEach((_, index) => { if (index % 4 === 3) clear.data[index] = 200; });
    const file = new Uint8Array(await encodePng(clear));
    const mimes = [(await redrawn(file))?.mime, (await redrawn(file, 10))?.mime];
    assert.deepEqual(mimes, ['image/png', 'image/jpeg']);
  });

  void test('of more pixels than any camera makes is not unpacked, however light its file is', async () => {
    const huge = Buffer.from(png(640, 480));
    huge.writeUInt32BE(21_000, 16);
    huge.writeUInt32BE(10_001, 20);
    await assert.rejects(readStill(await stored('huge.png', huge)), /21000×10001 pixels are too many/u);
  });
});
