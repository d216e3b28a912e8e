import assert from 'node:assert/strict';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { readFirstPicture } from '../../../../src/film/join/firstPicture.ts';
import { countingClip } from '../../../support/countingClip.ts';
import { ensureFfmpeg, ffmpeg } from '../../../support/ffmpeg.ts';
import { run } from '../../../support/outside.ts';

const folder = mkdtempSync(join(tmpdir(), 'hailuo-first-'));
after(() => { rmSync(folder, { recursive: true, force: true }); });
const at = (name: string): string => join(folder, name);

/** A hash of each picture as it is shown, turned as the file says. */
function pictures(file: string): readonly string[] {
  const lines = run('ffmpeg', ['-v', 'error', '-i', file, '-map', '0:v:0', '-fps_mode', 'passthrough', '-f', 'framemd5', '-']).out.toString();
  return lines.split('\n').filter((line) => line !== '' && !line.startsWith('#')).map((line) => line.split(',').at(-1)!.trim());
}

async function firstOf(file: string): Promise<readonly string[] | undefined> {
  const bytes = await readFirstPicture(file);
  if (bytes === undefined) return undefined;
  writeFileSync(at('first.mp4'), bytes);
  return pictures(at('first.mp4'));
}

describe('the first picture of a take', () => {
  test('is read of what has one, and of nothing else', async () => {
    writeFileSync(at('clip.mp4'), await countingClip({ frames: 4 }));
    assert.ok((await readFirstPicture(at('clip.mp4')))!.length < statSync(at('clip.mp4')).size);
    const whole = readFileSync(at('clip.mp4'));
    for (const [name, bytes] of [['text.mp4', Buffer.from('Dear diary')], ['empty.mp4', Buffer.alloc(0)], ['cut.mp4', whole.subarray(0, 40)], ['half.mp4', whole.subarray(0, whole.indexOf('mdat') + 20)]] as const) {
      writeFileSync(at(name), bytes);
      assert.equal(await readFirstPicture(at(name)), undefined, name);
    }
    await assert.rejects(readFirstPicture(at('gone.mp4')), { code: 'ENOENT' });
  });

  test('is undefined for damaged tables, whatever they say', async () => {
    const whole = Buffer.from(await countingClip({ frames: 4 }));
    for (const table of ['stsd', 'stsz', 'stts', 'stsc', 'stco', 'hdlr', 'mvhd', 'stbl']) {
      for (const value of [0, 1, 9, 0x7fffffff, 0xffffffff]) {
        const damaged = Buffer.from(whole);
        const place = damaged.indexOf(table);
        assert.ok(place > 0, table);
        damaged.writeUInt32BE(value, place - 4);
        damaged.writeUInt32BE(value, place + 8);
        writeFileSync(at('damaged.mp4'), damaged);
        const read = await readFirstPicture(at('damaged.mp4'));
        assert.ok(read === undefined || read.length <= 1_100_000, `${table} ${String(value)}`);
      }
    }
  });
});

describe('the first picture of a take from other tools', { skip: !(await ensureFfmpeg()) && 'ffmpeg is not here' }, () => {
  const clip = (name: string, ...options: readonly string[]): string => {
    ffmpeg(['-f', 'lavfi', '-i', 'testsrc2=s=320x180:r=24:d=2', '-f', 'lavfi', '-i', 'sine=d=2', '-pix_fmt', 'yuv420p', '-c:v', 'libx264', '-g', '24', ...options, at(name)]);
    return at(name);
  };

  test('is the one that the take begins with, turned and stretched as there', async () => {
    const b = clip('b.mp4', '-bf', '3');
    ffmpeg(['-i', b, '-c', 'copy', '-f', 'mov', at('mov.mp4')]);
    ffmpeg(['-i', b, '-c', 'copy', '-movflags', 'faststart', at('start.mp4')]);
    ffmpeg(['-i', b, '-c', 'copy', '-movflags', 'negative_cts_offsets', at('negative.mp4')]);
    writeFileSync(at('turned.mp4'), turned(readFileSync(b)));
    copyFileSync(b, at('large.mp4'));
    // Of a take of gigabytes no more is read.
    truncateSync(at('large.mp4'), 3 * 2 ** 30);
    for (const file of [b, at('mov.mp4'), at('start.mp4'), at('negative.mp4'), at('turned.mp4'), at('large.mp4'), clip('plain.mp4', '-bf', '0'), clip('wide.mp4', '-vf', 'setsar=4/3'), clip('audio first.mp4', '-map', '1:a', '-map', '0:v')]) {
      assert.deepEqual(await firstOf(file), pictures(file).slice(0, 1), file);
      assert.equal(sizeOf(at('first.mp4')), sizeOf(file), file);
    }
  });

  test('is left to the player where the take was trimmed or its index does not tell', async () => {
    const b = clip('b2.mp4', '-bf', '3');
    ffmpeg(['-ss', '0.5', '-i', b, '-c', 'copy', at('trimmed.mp4')]);
    ffmpeg(['-i', b, '-c', 'copy', '-movflags', 'frag_keyframe+empty_moov', at('fragments.mp4')]);
    assert.equal(await readFirstPicture(at('trimmed.mp4')), undefined);
    assert.equal(await readFirstPicture(at('fragments.mp4')), undefined);
  });
});

/** The same take as a phone that was held upright tells it: with another matrix in the head of its first track. */
function turned(take: Buffer): Buffer {
  const matrix = take.indexOf('tkhd') + 44;
  [0, 0x10000, 0, -0x10000, 0, 0, 180 * 0x10000, 0, 0x40000000].forEach((value, index) => { take.writeInt32BE(value, matrix + 4 * index); });
  return take;
}

/** What a player makes of a file's pictures: width, height, shape of a pixel and turn. */
function sizeOf(file: string): string {
  return run('ffprobe', ['-v', 'error', '-select_streams', 'v', '-show_entries', 'stream=width,height,sample_aspect_ratio:stream_side_data=rotation', '-of', 'csv=p=0', file]).out.toString();
}
