import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { firstFrameIn, firstFrameRefusals } from '../../../../src/shots/firstFrame.ts';
import { png } from '../../../support/images.ts';
import { assertProperty } from '../../../support/property.ts';

const file = (head: string): Buffer => Buffer.concat([Buffer.from(head, 'latin1'), Buffer.alloc(head === '' ? 0 : 600)]);
const boxed = (...brands: readonly string[]): Buffer => file(`\0\0\0${String.fromCharCode(8 + 4 + brands.length * 4)}ftyp${brands[0]!}\0\0\0\0${brands.slice(1).join('')}`);
const said = (bytes: Uint8Array): readonly string[] => firstFrameRefusals(firstFrameIn(bytes)).map(({ message }) => message);

describe('a file that is no first frame is called by what it is', () => {
  for (const [name, bytes] of [
    ['HEIC', boxed('heic', 'mif1', 'heic')], ['HEIC', boxed('mif1', 'heic', 'miaf')], ['TIFF', file('II*\0')], ['TIFF', file('MM\0*')], ['PDF', file('%PDF-1.7')],
    ['Photoshop', file('8BPS')], ['JPEG XL', file('\u00ff\n\u00fa')], ['JPEG 2000', file('\0\0\0\u000cjP  \r\n')],
    ['RAW', file('II*\0\u0010\0\0\0CR\u0002\0')], ['RAW', boxed('crx ', 'isom')], ['RAW', file('FUJIFILMCCD-RAW 0201')], ['TIFF', file('II+\0\u0008\0')], ['HEIC', boxed('hevm', 'hevm')],
    ['JPEG 2000', file('\u00ffO\u00ffQ\0')], ['OpenEXR', file('v/1\u0001')], ['GIMP', file('gimp xcf v011')], ['ZIP', file('PK\u0003\u0004')],
    ['SVG', file('<svg xmlns="http://www.w3.org/2000/svg" width="640">')], ['SVG', file('\u00ef\u00bb\u00bf<?xml version="1.0"?>\n<!-- by hand -->\n<svg>')],
  ] as const) {
    it(`${name}, to be saved as another type: ${bytes.toString('latin1', 0, 12).replace(/[^ -~]/gu, '·')}`, () => {
      assert.deepEqual(said(bytes), [`The first frame is a ${name} file, but only JPG, PNG and WebP are accepted. Save it as one of them in another program.`]);
    });
  }

  for (const [name, bytes] of [['GIF', file('GIF89a')], ['BMP', file('BM\u0036\0')], ['AVIF', boxed('avif', 'mif1', 'miaf')], ['AVIF', boxed('mif1', 'avif')], ['ICO', file('\0\0\u0001\0\u0001\0')]] as const) {
    it(`${name}, which the composer converts`, () => {
      assert.deepEqual(said(bytes), [`The first frame is a ${name} image, but only JPG, PNG and WebP are accepted. Convert it, for instance in the composer.`]);
    });
  }

  it('an empty file, a web page, a video, an image that was cut before its size', () => {
    assert.match(said(file(''))[0]!, /is an empty file/u);
    assert.match(said(file('version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n'))[0]!, /is a Git LFS placeholder.*git lfs pull/u);
    assert.match(said(file('\n<!DOCTYPE html><html>404'))[0]!, /is a web page/u);
    for (const video of [boxed('isom', 'iso2', 'avc1'), boxed('qt  '), file('\u001aE\u00df\u00a3\u009fB'), file('\0\0\u0002\0moov'), file('\0\0\0\u0008wide'), file('FLV\u0001')]) assert.match(said(video)[0]!, /is a video/u);
    for (const whole of [Buffer.from(png(400, 400)), Buffer.from('\u00ff\u00d8\u00ff\u00e0\0\u0010JFIF', 'latin1'), Buffer.from('RIFF\u0010\0\0\0WEBPVP8 ', 'latin1')]) {
      assert.match(said(whole.subarray(0, 16))[0]!, /is incomplete/u);
    }
  });

  it('whatever its bytes are, in one sentence', () => {
    assertProperty(fc.property(fc.constantFrom('', 'RIFF', '\0\0\0\u0018ftyp', '<?xml', '\u00ff\u00d8\u00ff', 'GIF8'), fc.uint8Array({ maxLength: 80 }), (head, rest) => {
      const bytes = Buffer.concat([Buffer.from(head, 'latin1'), rest]);
      assert.ok(firstFrameIn(bytes).header !== undefined || said(bytes).length === 1);
    }), { runs: 300 });
  });
});
