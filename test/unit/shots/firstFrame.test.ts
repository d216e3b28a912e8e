import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { firstFrameRefusals } from '../../../src/shots/firstFrame.ts';
import { readImageHeader } from '../../../src/shots/image/header.ts';
import { assertProperty } from '../../support/property.ts';

const bytes = (...parts: readonly (string | readonly number[])[]) =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? Array.from(part, (letter) => letter.charCodeAt(0)) : part)));
const be = (value: number, length: number) => Array.from({ length }, (_, at) => Math.floor(value / 256 ** (length - 1 - at)) & 255);
const le = (value: number, length: number) => be(value, length).reverse();

const png = (width: number, height: number) =>
  bytes([0x89], 'PNG\r\n', [0x1a, 0x0a], be(13, 4), 'IHDR', be(width, 4), be(height, 4), [8, 2, 0, 0, 0]);
const jpeg = (width: number, height: number, marker = 0xc0, metadata = 20) =>
  bytes([0xff, 0xd8, 0xff, 0xe1], be(metadata + 2, 2), Array<number>(metadata).fill(0xc0), [0xff, 0xc4], be(4, 2), [0, 0], [0xff, 0xff, marker], be(17, 2), [8], be(height, 2), be(width, 2), Array<number>(10).fill(0));
const riff = (chunk: string, body: readonly number[]) =>
  bytes('RIFF', le(body.length + 12, 4), 'WEBP', chunk, le(body.length, 4), body, Array<number>(16).fill(0));
const lossy = (width: number, height: number) => riff('VP8 ', [0, 0, 0, 0x9d, 0x01, 0x2a, ...le(width, 2), ...le(height | 0x4000, 2)]);
const lossless = (width: number, height: number) => riff('VP8L', [0x2f, ...le((width - 1) + (height - 1) * 2 ** 14, 4)]);
const extended = (width: number, height: number) => riff('VP8X', [0x10, 0, 0, 0, ...le(width - 1, 3), ...le(height - 1, 3)]);

describe('readImageHeader', () => {
  it('reads type and size of PNG, JPEG and the three forms of WebP', () => {
    for (const [type, make] of [['png', png], ['jpeg', jpeg], ['webp', lossy], ['webp', lossless], ['webp', extended]] as const) {
      const header = readImageHeader(make(1366, 768));
      assert.deepEqual([header?.type, header?.width, header?.height], [type, 1366, 768], make.name);
      assert.equal(header?.mime, `image/${type}`);
    }
  });

  it('finds the frame of a JPEG behind large metadata, progressive too', () => {
    assert.deepEqual([readImageHeader(jpeg(400, 900, 0xc2, 60000))?.width, readImageHeader(jpeg(400, 900, 0xc2, 60000))?.height], [400, 900]);
  });

  it('goes by the bytes and takes nothing else', () => {
    for (const other of [bytes('GIF89a', be(0, 40)), bytes('<svg width="400" height="400"></svg>'), bytes([]), png(0, 100), bytes('RIFF', be(0, 4), 'WAVEfmt ', be(0, 20))]) {
      assert.equal(readImageHeader(other), undefined);
    }
  });

  it('survives any bytes and any cut of a good file', () => {
    assertProperty(fc.property(fc.uint8Array({ maxLength: 64 }), (any) => void readImageHeader(any)));
    for (const whole of [png(9, 9), jpeg(9, 9), lossy(9, 9), lossless(9, 9), extended(9, 9)]) {
      for (let length = 0; length < whole.length; length++) readImageHeader(whole.subarray(0, length));
    }
  });

  it('reads from a view that starts inside its buffer', () => {
    const whole = new Uint8Array([1, 2, 3, ...png(640, 480)]);
    assert.equal(readImageHeader(whole.subarray(3))?.width, 640);
  });
});

describe('firstFrameRefusals', () => {
  const mega = 1024 * 1024;
  const codes = (width: number, height: number, weight = 1000, limit?: number) =>
    firstFrameRefusals({ header: readImageHeader(png(width, height), Infinity), bytes: weight }, limit).map((refusal) => refusal.code);

  it('wants the short side over 300 px', () => {
    assert.deepEqual(codes(301, 301), []);
    assert.deepEqual(codes(300, 400), ['first-frame-small']);
    assert.deepEqual(codes(400, 300), ['first-frame-small']);
  });

  it('wants a ratio from 0.4 to 2.5, both included', () => {
    assert.deepEqual(codes(1000, 400), []);
    assert.deepEqual(codes(400, 1000), []);
    assert.deepEqual(codes(1001, 400), ['first-frame-ratio']);
    assert.deepEqual(codes(400, 1001), ['first-frame-ratio']);
  });

  it('wants it under 20 MB, and within the upload’s own limit', () => {
    assert.deepEqual(codes(400, 400, 20 * mega - 1), []);
    assert.deepEqual(codes(400, 400, 20 * mega), ['first-frame-heavy']);
    assert.deepEqual(codes(400, 400, 10 * mega, 10 * mega), []);
    assert.deepEqual(codes(400, 400, 10 * mega + 1, 10 * mega), ['first-frame-heavy']);
  });

  it('tells a number that misses a limit by little with enough digits', () => {
    const words = (width: number, height: number, bytes = 9): string => firstFrameRefusals({ header: readImageHeader(png(width, height)), bytes }, 10 * 1024 * 1024).map(({ message }) => message).join(' ');
    assert.match(words(1001, 400), /a ratio of 2\.502,/u);
    assert.match(words(399, 1000), /a ratio of 0\.399,/u);
    assert.match(words(1200, 400), /a ratio of 3\.00,/u);
    assert.match(words(640, 480, 10 * 1024 * 1024 + 400), /is 10\.0004 MB/u);
    assert.match(words(640, 480, 20 * 1024 * 1024), /is 20\.0 MB/u);
  });

  it('says what the image is not', () => {
    assert.match(firstFrameRefusals({ header: undefined, bytes: 10 })[0]!.message, /isn’t a JPG, PNG or WebP/);
  });
});
