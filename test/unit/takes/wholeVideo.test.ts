import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { judgeVideo, mayBeMp4, type VideoVerdict } from '../../../src/takes/wholeVideo.ts';
import { makeClip } from '../../gateway/clip.ts';
import { box, faststartMp4, ftyp, moovOf, numbers } from '../../support/mp4.ts';
import { assertProperty } from '../../support/property.ts';

let folder = '';
before(async () => { folder = await mkdtemp(join(tmpdir(), 'hailuo-whole-')); });
after(() => rm(folder, { recursive: true }));

async function judge(bytes: Uint8Array): Promise<VideoVerdict> {
  const file = join(folder, 'a.mp4');
  await writeFile(file, bytes);
  return judgeVideo(file, bytes.length);
}

const free = box('free', Buffer.alloc(20));
const mdat = box('mdat', Buffer.alloc(1000));

test('a real clip is whole and, cut anywhere, is not', async () => {
  const clip = await makeClip({ width: 64, height: 64, frames: 4 });
  assert.equal(await judge(clip), 'whole');
  for (let length = 1; length < clip.length; length += Math.ceil(clip.length / 60)) {
    assert.equal(await judge(clip.subarray(0, length)), 'cut', `${length} of ${clip.length} bytes`);
  }
});

test('another box may stand first', async () => {
  for (const first of [free, box('skip'), box('wide'), box('uuid', Buffer.alloc(16))]) {
    const file = Buffer.concat([first, ftyp, mdat, moovOf(first.length + ftyp.length + 8, [500, 500])]);
    assert.ok(mayBeMp4(file));
    assert.equal(await judge(file), 'whole');
  }
  assert.equal(await judge(Buffer.concat([free, mdat])), 'notVideo');
});

test('what is no mp4 is told by its first bytes', async () => {
  for (const text of ['<!doctype html><title>Sign in</title>', '{"error":"gone"}', '\x89PNG\r\n\x1a\n0000', 'RIFF0000WEBPVP8 ', '']) {
    assert.equal(mayBeMp4(Buffer.from(text, 'latin1')), false);
    assert.equal(await judge(Buffer.from(text, 'latin1')), 'notVideo');
  }
});

test('a faststart file is cut when a sample of its tables lies beyond its end, whatever its last box says', async () => {
  const whole = faststartMp4(5000);
  assert.equal(await judge(whole), 'whole');
  assert.equal(await judge(whole.subarray(0, 2500)), 'cut');
  // `mdat` of size 0 goes to the end of the file, wherever that is.
  const open = Buffer.from(whole);
  open.writeUInt32BE(0, whole.indexOf('mdat') - 4);
  assert.equal(await judge(open), 'whole');
  assert.equal(await judge(open.subarray(0, 2500)), 'cut');
});

test('a file of 64-bit sizes and offsets is read', async () => {
  const long = (type: string, body: Buffer): Buffer => Buffer.concat([numbers(1), Buffer.from(type, 'latin1'), numbers(0, 16 + body.length), body]);
  const tables = (offset: number): Buffer => box('moov', box('trak', box('mdia', box('minf', box('stbl',
    box('stsz', numbers(0, 100, 8)), box('stsc', numbers(0, 2, 1, 2, 1, 2, 3, 1)), box('co64', numbers(0, 3, 0, offset, 0, offset + 200, 0, offset + 500)))))));
  const moov = tables(ftyp.length + tables(0).length + 16);
  assert.equal(await judge(Buffer.concat([ftyp, moov, long('mdat', Buffer.alloc(800))])), 'whole');
  assert.equal(await judge(Buffer.concat([ftyp, moov, long('mdat', Buffer.alloc(799))])), 'cut');
});

test('a fragmented file and bytes behind the last box are borne, a missing moov is not', async () => {
  assert.equal(await judge(Buffer.concat([ftyp, box('moov', box('mvex')), box('moof', Buffer.alloc(40)), mdat])), 'whole');
  assert.equal(await judge(Buffer.concat([faststartMp4(3000), Buffer.from('\0\0\0\0\0\0\0\0made by a tool\0')])), 'whole');
  assert.equal(await judge(Buffer.concat([ftyp, mdat])), 'cut');
});

test('no bytes make it throw', async () => {
  const piece = fc.oneof(fc.uint8Array({ maxLength: 40 }), fc.constantFrom(ftyp, free, mdat, moovOf(40, [1, 2, 3]), moovOf(0, []), faststartMp4(400)), fc.uint8Array({ maxLength: 30 }).map((body) => box('stsz', body)));
  await assertProperty(fc.asyncProperty(fc.array(piece, { maxLength: 8 }), fc.nat(2000), async (pieces, length) => {
    assert.match(await judge(Buffer.concat(pieces).subarray(0, length)), /^(whole|cut|notVideo)$/);
  }), { runs: 150 });
});
