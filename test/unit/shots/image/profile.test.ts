import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { conversionToSrgb } from '../../../../src/shots/image/profile.ts';
import { assertProperty } from '../../../support/property.ts';
import { adobeRgb, displayProfile, plainRgb } from '../../../support/photographs.ts';

void test('colours of a wide display become those of sRGB, greys stay grey', () => {
  const convert = conversionToSrgb(adobeRgb);
  assert.ok(convert);
  const pixels = new Uint8ClampedArray([128, 128, 128, 255, 100, 200, 80, 77]);
  convert(pixels);
  const [r, g, b] = pixels;
  assert.ok(Math.abs(r! - 127) <= 2 && Math.max(r!, g!, b!) - Math.min(r!, g!, b!) <= 1, pixels.join());
  assert.ok(pixels[4]! < 60 && pixels[5]! >= 200, pixels.join());
  assert.deepEqual([pixels[3], pixels[7]], [255, 77]);
});

void test('a picture that is sRGB, or of a kind that is not read, is left alone', () => {
  assert.equal(conversionToSrgb(plainRgb), undefined);
  const grey = Buffer.from(adobeRgb);
  grey.write('GRAY', 16, 'latin1');
  assert.equal(conversionToSrgb(grey), undefined);
});

void test('any damage to a profile is survived', () => {
  assertProperty(fc.property(fc.array(fc.tuple(fc.nat(adobeRgb.length - 1), fc.nat(255)), { maxLength: 12 }), fc.nat(adobeRgb.length), (damage, length) => {
    const profile = Buffer.from(displayProfile([[0.6, 0.3, 0], [0.2, 0.6, 0.1], [0.1, 0.1, 0.7]], 1.8)).subarray(0, length);
    for (const [at, value] of damage) if (at < profile.length) profile[at] = value;
    conversionToSrgb(profile)?.(new Uint8ClampedArray([1, 2, 3, 4]));
  }), { runs: 200 });
});
