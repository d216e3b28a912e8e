import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createEncoder, type Encoder } from '../../../../src/animatic/clip/encoder.ts';
import { parameterSets } from '../../../../src/animatic/clip/parameterSets.ts';
import { createSurface } from '../../../../src/animatic/render/surface.ts';

void describe('a picture', () => {
  const [width, height] = [176, 98];
  const start = (): Encoder & { readonly surface: ReturnType<typeof createSurface> } => ({ ...createEncoder(width, height), surface: createSurface(width, height) });
  const fill = (pixels: Uint8ClampedArray, shade: (x: number, y: number) => number): void => {
    for (let at = 0; at < pixels.length; at += 4) pixels.fill(shade(at / 4 % width, Math.floor(at / 4 / width)), at, at + 4);
  };

  void test('is one NAL unit: a key picture when it is the first of its group, else one that refers to the one before', () => {
    const encoder = start();
    fill(encoder.surface.bytes, (x, y) => (x * 3 + y * 5) % 256);
    assert.equal(encoder.encode(encoder.surface, 0, 0)[0], 0x65);
    assert.equal(encoder.encode(encoder.surface, 1, 0)[0], 0x41);
  });

  void test('that is like the one before takes next to nothing, and one that moved as a whole little', () => {
    const encoder = start();
    const ripple = (shift: number) => (x: number, y: number): number => 128 + 90 * Math.sin((x + shift) / 7) * Math.cos(y / 9);
    fill(encoder.surface.bytes, ripple(0));
    const key = encoder.encode(encoder.surface, 0, 0).length;
    const same = encoder.encode(encoder.surface, 1, 0).length;
    fill(encoder.surface.bytes, ripple(3));
    const moved = encoder.encode(encoder.surface, 2, 0).length;
    assert.ok(same < 40, `${same}`);
    assert.ok(moved < key / 3, `${moved} beside ${key}`);
  });

  void test('depends on nothing before its group', () => {
    const [one, other] = [start(), start()];
    fill(one.surface.bytes, (x, y) => (x * y) % 256);
    for (let number = 0; number < 3; number += 1) one.encode(one.surface, number, 0);
    for (const encoder of [one, other]) fill(encoder.surface.bytes, (x) => x);
    assert.deepEqual(one.encode(one.surface, 0, 1), other.encode(other.surface, 0, 1));
    for (const encoder of [one, other]) fill(encoder.surface.bytes, (x, y) => (x + y) % 256);
    assert.deepEqual(one.encode(one.surface, 1, 1), other.encode(other.surface, 1, 1));
  });

  void test('never holds what looks like a start code', () => {
    const encoder = start();
    let state = 7;
    for (let number = 0; number < 12; number += 1) {
      fill(encoder.surface.bytes, (x) => (x < number * 12 ? 16 : (state = (state * 75 + 74) % 65537) % 256));
      const unit = Buffer.from(encoder.encode(encoder.surface, number, 0));
      for (const code of ['000000', '000001', '000002']) assert.equal(unit.indexOf(Buffer.from(code, 'hex')), -1, code);
    }
  });
});

void test('parameter sets name the level that the size needs, and cut off what the last macroblocks have too much', () => {
  assert.equal(parameterSets(1366, 768, 22).sequence[3], 32);
  assert.equal(parameterSets(1920, 1080, 22).sequence[3], 40);
  assert.equal(parameterSets(2700, 1080, 22).sequence[3], 50);
  assert.notDeepEqual(parameterSets(1366, 768, 22).sequence, parameterSets(1376, 768, 22).sequence);
});
