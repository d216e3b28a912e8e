import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import * as library from 'h264-mp4-encoder';
import { forStreaming } from '../../../../src/animatic/clip/mp4.ts';
import { openClip } from './openClip.ts';
import { assertProperty } from '../../../support/property.ts';

const { createH264MP4Encoder } = 'default' in library ? library.default as typeof library : library;

/** A clip of noise-free moving stripes, as the library writes it. */
async function encoded(frames: number): Promise<Uint8Array> {
  const encoder = await createH264MP4Encoder();
  Object.assign(encoder, { width: 64, height: 48, frameRate: 24, groupOfPictures: 10 });
  encoder.initialize();
  const picture = new Uint8Array(64 * 48 * 4);
  for (let frame = 0; frame < frames; frame += 1) {
    for (let at = 0; at < picture.length; at += 4) picture.fill((at / 4 + frame) % 16 * 16, at, at + 4);
    encoder.addFrameRgba(picture);
  }
  encoder.finalize();
  const clip = Uint8Array.from(encoder.FS.readFile(encoder.outputFilename));
  encoder.delete();
  return clip;
}

async function samples(clip: Uint8Array): Promise<readonly { readonly key: boolean; readonly bytes: string }[]> {
  const { file, info } = await openClip(clip);
  return file.getTrackSamplesInfo(info.tracks[0]!.id).map(({ offset, size, is_sync: key }) => (
    { key, bytes: Buffer.from(clip.subarray(offset, offset + size)).toString('base64') }
  ));
}

void test('every picture stays what it was, and is found where the new index says', async () => {
  for (const frames of [1, 9, 75]) {
    const clip = await encoded(frames);
    const streamed = await samples(forStreaming(clip));
    assert.equal(streamed.length, frames);
    assert.deepEqual(streamed.map(({ bytes }) => bytes), (await samples(clip)).map(({ bytes }) => bytes));
    assert.deepEqual(streamed.flatMap(({ key }, index) => (key ? [index] : [])), Array.from({ length: Math.ceil(frames / 10) }, (_, index) => index * 10));
  }
});

void test('the index comes first and declares the colours', async () => {
  const { file, boxes } = await openClip(forStreaming(await encoded(3)));
  assert.deepEqual(boxes, ['ftyp', 'moov', 'mdat']);
  const [colours] = file.getBoxes('colr', false);
  assert.ok(colours);
  const { colour_type: kind, colour_primaries: primaries, transfer_characteristics: transfer, matrix_coefficients: matrix, full_range_flag: full } = colours as unknown as Record<string, unknown>;
  assert.deepEqual([kind, primaries, transfer, matrix, full], ['nclx', 1, 1, 6, 0]);
});

void test('what is no clip is refused with an error, never a loop or a clip of nothing', () => {
  assertProperty(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
    assert.throws(() => forStreaming(bytes), /mp4/);
  }));
});
