import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { ImageHeader } from '../../../../src/shots/image/facts.ts';
import { firstFrameLimits, firstFrameRefusals, toapisUploadLimit } from '../../../../src/shots/firstFrame.ts';
import { fitsFor } from '../../../../src/webview/composer/fit.ts';
import { assertProperty } from '../../../support/property.ts';

function png(width: number, height: number): ImageHeader {
  return { type: 'png', mime: 'image/png', width, height, orientation: 1, personal: false };
}

describe('making an image fit as a first frame', () => {
  it('leaves one that fits alone', () => {
    assert.deepEqual(fitsFor({ header: png(1920, 1080), bytes: 1_000_000 }, { width: 1920, height: 1080 }, firstFrameLimits.bytes), []);
  });
  it('offers to crop a panorama in its middle', () => {
    const [nearest, common] = fitsFor({ header: png(3000, 1000), bytes: 1_000_000 }, { width: 3000, height: 1000 }, firstFrameLimits.bytes);
    assert.deepEqual(nearest?.crop, { x: 250, y: 0, width: 2500, height: 1000 });
    assert.deepEqual(common?.size, { width: 1777, height: 1000 });
    assert.equal(nearest.mime, 'image/png');
  });
  it('offers to enlarge a small one and to convert a foreign one', () => {
    assert.equal(fitsFor({ header: png(200, 160), bytes: 9_000 }, { width: 200, height: 160 }, firstFrameLimits.bytes)[0]?.title, 'Enlarge to 400 × 320');
    assert.equal(fitsFor({ header: undefined, bytes: 9_000 }, { width: 800, height: 600 }, firstFrameLimits.bytes)[0]?.mime, 'image/png');
  });
  it('offers to write anew what only a browser can read, and nothing where it cannot', () => {
    const broken = (fault: NonNullable<ImageHeader['fault']>) => fitsFor({ header: { ...png(800, 600), fault }, bytes: 9_000 }, { width: 800, height: 600 }, firstFrameLimits.bytes).map(({ title }) => title);
    assert.deepEqual(broken('cmyk'), ['Convert to PNG']);
    assert.deepEqual(broken('animated'), ['Convert to PNG']);
    assert.deepEqual(broken('cut'), []);
  });
  it('offers a lighter one where the gateway’s upload wants that', () => {
    const image = { header: png(4000, 3000), bytes: 12 * 1024 * 1024 };
    assert.deepEqual(fitsFor(image, { width: 4000, height: 3000 }, firstFrameLimits.bytes), []);
    assert.equal(fitsFor(image, { width: 4000, height: 3000 }, toapisUploadLimit)[0]?.mime, 'image/jpeg');
  });
  it('keeps a portrait at the limit of the ratio within it when it is enlarged', () => {
    assert.equal(fitsFor({ header: png(77, 193), bytes: 1 }, { width: 77, height: 193 }, firstFrameLimits.bytes)[0]?.title, 'Crop to 320 × 797');
  });
  it('always gives something that is no longer refused, for any size', () => {
    assertProperty(fc.property(fc.integer({ min: 1, max: 9000 }), fc.integer({ min: 1, max: 9000 }), fc.integer({ min: 1, max: 30_000_000 }), fc.boolean(), (width, height, bytes, known) => {
      const image = { header: known ? png(width, height) : undefined, bytes };
      const fits = fitsFor(image, { width, height }, firstFrameLimits.bytes);
      assert.equal(fits.length === 0, firstFrameRefusals(image).length === 0);
      for (const { crop, size } of fits) {
        assert.ok(crop.x >= 0 && crop.y >= 0 && crop.width >= 1 && crop.height >= 1 && crop.x + crop.width <= width && crop.y + crop.height <= height);
        assert.deepEqual(firstFrameRefusals({ header: png(size.width, size.height), bytes: 1 }), []);
      }
    }));
  });
});
