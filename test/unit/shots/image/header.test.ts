import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { withoutPersonalData } from '../../../../src/shots/image/clean.ts';
import type { Orientation } from '../../../../src/shots/image/facts.ts';
import { conversionOfColours } from '../../../../src/shots/image/colours.ts';
import { readImageHeader } from '../../../../src/shots/image/header.ts';
import { png } from '../../../support/images.ts';
import { exif, jpegWith, pngWith } from '../../../support/photographs.ts';
import { assertProperty } from '../../../support/property.ts';

const latin = (text: string): Buffer => Buffer.from(text, 'latin1');
const be16 = (value: number): readonly number[] => [value >> 8, value & 255];

interface JpegForm { readonly marker?: number; readonly bits?: number; readonly components?: number; readonly end?: boolean }

/** A JPEG's frame: tables, size, one scan, its end. */
function jpeg({ marker = 0xc0, bits = 8, components = 3, end = true }: JpegForm = {}): Buffer {
  return Buffer.from([
    0xff, 0xd8, 0xff, 0xdb, ...be16(4), 0, 1, 0xff, marker, ...be16(8 + components * 3), bits, ...be16(600), ...be16(800), components, ...Array<number>(components * 3).fill(1),
    0xff, 0xda, ...be16(6), 1, 1, 0, 0, 12, 0xff, 0x00, 34, ...(end ? [0xff, 0xd9] : []),
  ]);
}

function chunk(type: string, body: readonly number[] | Uint8Array): Buffer {
  const head = Buffer.alloc(8);
  head.write(type, 0, 'latin1');
  head.writeUInt32LE(body.length, 4);
  return Buffer.concat([head, Buffer.from(body), Buffer.alloc(body.length % 2)]);
}

function webp(...chunks: readonly Buffer[]): Buffer {
  const body = Buffer.concat([latin('WEBP'), ...chunks]);
  return chunk('RIFF', body);
}

/** 800 × 600: flags, then the sides less one. */
const extended = (flags: number): Buffer => chunk('VP8X', [flags, 0, 0, 0, 0x1f, 0x03, 0, 0x57, 0x02, 0]);
const coded = chunk('VP8L', [0x2f, 0x1f, 0xc3, 0x95, 0, 1, 2, 3, 4, 5, 6, 7, 8]);

describe('an image file tells by its header', () => {
  const fault = (bytes: Uint8Array): unknown => readImageHeader(bytes)?.fault;

  it('that a JPEG is made for print', () => {
    assert.equal(fault(jpeg({ components: 4 })), 'cmyk');
    assert.equal(fault(jpeg()), undefined);
    assert.equal(fault(jpeg({ components: 1 })), undefined);
    assert.equal(fault(jpeg({ marker: 0xc2 })), undefined);
  });

  it('that it is coded as hardly any program reads', () => {
    for (const marker of [0xc3, 0xc5, 0xc9, 0xca, 0xcd]) assert.equal(fault(jpeg({ marker })), 'coding');
    assert.equal(fault(jpeg({ marker: 0xc1, bits: 12 })), 'coding');
  });

  it('that it is animated', () => {
    assert.equal(fault(pngWith(png(400, 400), 'acTL', new Uint8Array([0, 0, 0, 12, 0, 0, 0, 0]))), 'animated');
    // One picture that says it might have been more.
    assert.equal(fault(pngWith(pngWith(png(400, 400), 'acTL', new Uint8Array([0, 0, 0, 1, 0, 0, 0, 0])), 'fcTL', new Uint8Array(26))), undefined);
    // One picture that is another than the file's own.
    assert.equal(fault(pngWith(png(400, 400), 'acTL', new Uint8Array([0, 0, 0, 1, 0, 0, 0, 0]))), 'animated');
    assert.equal(fault(webp(extended(0x02), chunk('ANIM', Array<number>(6).fill(0)), chunk('ANMF', Array<number>(20).fill(0)))), 'animated');
    assert.equal(fault(webp(extended(0), coded)), undefined);
  });

  it('that it was cut off, wherever that was', () => {
    const photograph = jpegWith(jpeg(), 1);
    for (const [name, whole] of [['png', Buffer.from(png(400, 400))], ['jpeg', photograph], ['webp', webp(extended(0), coded)], ['plain webp', webp(coded)]] as const) {
      assert.equal(fault(whole), undefined, name);
      const cuts = [whole.length - 2, whole.length - 5, Math.ceil(whole.length * 0.8)].map((length) => readImageHeader(whole.subarray(0, length)));
      assert.ok(cuts.every((header) => header === undefined || header.fault === 'cut'), name);
      assert.equal(cuts[0]?.fault, 'cut', name);
      // Where only the head was read, nothing is said of the end.
      assert.equal(readImageHeader(whole.subarray(0, whole.length - 2), whole.length)?.fault, undefined);
    }
    assert.equal(fault(jpeg({ end: false })), 'cut');
    assert.equal(fault(Buffer.concat([jpeg(), Buffer.from('data that a camera appends')])), undefined);
  });

  it('how it is to be turned, and its size as it is shown', () => {
    for (const turned of [1, 3, 6, 8] as const) {
      const size = turned < 5 ? [800, 600] : [600, 800];
      const header = readImageHeader(jpegWith(jpeg(), turned));
      assert.deepEqual([header?.orientation, header?.width, header?.height, header?.personal], [turned, ...size, true]);
    }
    const header = readImageHeader(pngWith(png(400, 301), 'eXIf', exif(6)));
    assert.deepEqual([header?.orientation, header?.width, header?.height], [6, 301, 400]);
  });

  it('that a WebP is shown as it is stored, as browsers do', () => {
    const header = readImageHeader(webp(extended(0x08), coded, chunk('EXIF', exif(6))));
    assert.deepEqual([header?.orientation, header?.width, header?.height, header?.personal], [1, 800, 600, true]);
  });

  it('that a PNG is of a high dynamic range, as far as browsers know its colours', () => {
    for (const [codes, told] of [[[9, 16, 0, 1], 'hdr'], [[12, 18, 0, 1], 'hdr'], [[9, 13, 0, 1], undefined], [[2, 16, 0, 1], undefined], [[9, 16, 0, 0], undefined]] as const) {
      assert.equal(fault(pngWith(png(400, 400), 'cICP', new Uint8Array(codes))), told, String(codes));
    }
  });

  it('that only what is sound and stands before the pixels of a PNG counts', () => {
    const damaged = pngWith(png(400, 301), 'eXIf', exif(6));
    damaged.writeUInt32BE(1, 33 + 8 + exif(6).length);
    assert.equal(readImageHeader(damaged)?.orientation, 1);
    const [plain, turned] = [Buffer.from(png(400, 301)), pngWith(png(400, 301), 'eXIf', exif(6))];
    const behind = Buffer.concat([plain.subarray(0, -12), turned.subarray(33, 33 + 12 + exif(6).length), plain.subarray(-12)]);
    assert.deepEqual([readImageHeader(behind)?.orientation, readImageHeader(behind)?.personal], [1, true]);
  });

  it('what its colours are, whatever its chunks hold', () => {
    assertProperty(fc.property(fc.constantFrom('gAMA', 'cHRM', 'cICP', 'sRGB'), fc.constantFrom('gAMA', 'cHRM', 'cICP'), fc.uint8Array({ maxLength: 40 }), fc.uint8Array({ maxLength: 40 }), (first, second, one, other) => {
      const header = readImageHeader(pngWith(pngWith(png(9, 9), first, one), second, other));
      assert.equal(header?.width, 9);
      if (header.colours) conversionOfColours(header.colours)?.(new Uint8ClampedArray([1, 2, 3, 4]));
    }), { runs: 300 });
  });

  it('whatever the bytes are', () => {
    assertProperty(fc.property(fc.uint8Array({ maxLength: 120 }), fc.constantFrom(jpegWith(jpeg(), 6), pngWith(png(9, 9), 'eXIf', exif(3)), webp(extended(0x0c), coded, chunk('EXIF', exif(8)))), fc.nat(200), (noise, file, at) => {
      const damaged = Buffer.from(file);
      damaged.set(noise.subarray(0, Math.max(0, damaged.length - at)), Math.min(at, damaged.length));
      const header = readImageHeader(damaged);
      if (header) withoutPersonalData(damaged, header);
    }), { runs: 400 });
  });
});

describe('a picture without personal data', () => {
  const orientations: readonly Orientation[] = [1, 6];
  it('says nothing of the telephone or the place, and is otherwise the same file', () => {
    for (const turned of orientations) {
      for (const [file, plain] of [
        [jpegWith(jpeg(), turned), jpeg()],
        [pngWith(pngWith(png(400, 400), 'tEXt', latin('Author\0Secret Person')), 'eXIf', exif(turned)), Buffer.from(png(400, 400))],
        [webp(extended(0x0c), coded, chunk('EXIF', exif(turned)), chunk('XMP ', latin('<x>Secret</x>'))), webp(extended(0), coded)],
      ] as const) {
        const header = readImageHeader(file);
        assert.ok(header?.personal);
        const clean = withoutPersonalData(file, header);
        assert.deepEqual(Buffer.from(clean), plain);
        assert.doesNotMatch(Buffer.from(clean).toString('latin1'), /Secret/u);
        assert.equal(readImageHeader(clean)?.personal, false);
      }
    }
  });

  /** A segment of a JPEG before its frame. */
  const before = (marker: number, body: string): Buffer => Buffer.concat([jpeg().subarray(0, 2), Buffer.from([0xff, marker, ...be16(body.length + 2)]), latin(body), jpeg().subarray(2)]);
  const still = Buffer.from(png(400, 400));
  const film = Buffer.concat([chunk('junk', []), latin('ftypmp42 Secret place of the moment')]);
  for (const [name, file, plain] of [
    ['the film of a motion photo behind a JPEG', Buffer.concat([jpeg(), film]), jpeg()],
    ['a second JPEG with EXIF of its own, as for high dynamic range', Buffer.concat([jpeg(), jpegWith(jpeg(), 6)]), jpeg()],
    ['the table of pictures behind a JPEG', before(0xe2, 'MPF\0Secret'), jpeg()],
    ['who made and changed it (C2PA)', before(0xeb, 'JP\0\u0001Secret signer'), jpeg()],
    ['a maker’s own segment', before(0xe5, 'Secret unique id'), jpeg()],
    ['the thumbnail of what was cropped away', before(0xe0, 'JFXX\0Secret corner'), jpeg()],
    ['what stands behind a PNG', Buffer.concat([still, latin('Secret rest of a longer file')]), still],
    ['who made and changed a PNG', pngWith(still, 'caBX', latin('Secret signer')), still],
    ['a program’s own copy in a PNG', pngWith(still, 'prVW', latin('Secret layers')), still],
    ['who made and changed a WebP', webp(extended(0), coded, chunk('C2PA', latin('Secret signer'))), webp(extended(0), coded)],
    ['what stands behind a WebP', Buffer.concat([webp(coded), latin('Secret rest')]), webp(coded)],
  ] as const) {
    it(`holds nothing but the picture: ${name}`, () => {
      const header = readImageHeader(file);
      assert.deepEqual([header?.personal, header?.fault], [true, undefined]);
      const clean = withoutPersonalData(file, header!);
      assert.deepEqual(Buffer.from(clean), plain);
      assert.equal(readImageHeader(clean)?.personal, false);
    });
  }

  it('keeps what the pixels need: their profile, how they are mixed, tables between scans, zeros at the end', () => {
    const scans = Buffer.concat([jpeg({ marker: 0xc2, end: false }), Buffer.from([0xff, 0xc4, ...be16(5), 0xff, 0xd9, 1, 0xff, 0xda, ...be16(6), 1, 1, 0, 0, 9, 0xff, 0xd0, 7, 0xff, 0xd9])]);
    for (const file of [before(0xe2, 'ICC_PROFILE\0\u0001\u0001profile'), before(0xee, 'Adobe\0'), before(0xe0, 'JFIF\0'), scans, Buffer.concat([jpeg(), Buffer.alloc(40)])]) {
      const header = readImageHeader(file);
      assert.deepEqual([header?.personal, header?.fault], [false, undefined]);
      const clean = Buffer.from(withoutPersonalData(file, header!));
      assert.deepEqual(clean, file.subarray(0, clean.length));
      assert.ok(file.subarray(clean.length).every((byte) => byte === 0));
    }
    // Behind several scans, too.
    const clean = withoutPersonalData(Buffer.concat([scans, film]), { type: 'jpeg' });
    assert.deepEqual(Buffer.from(clean), scans);
  });
});
