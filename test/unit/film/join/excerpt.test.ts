import assert from 'node:assert/strict';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { createExcerpts } from '../../../../src/film/excerpts.ts';
import { writeExcerpt } from '../../../../src/film/join/excerpt.ts';
import { ensureFfmpeg, ffmpeg } from '../../../support/ffmpeg.ts';
import { run } from '../../../support/outside.ts';

const folder = mkdtempSync(join(tmpdir(), 'hailuo-excerpt-'));
after(() => { rmSync(folder, { recursive: true, force: true }); });
const at = (name: string): string => join(folder, name);

/** A hash of each picture as it is shown. */
function pictures(file: string): readonly string[] {
  const lines = run('ffmpeg', ['-v', 'error', '-i', file, '-map', '0:v:0', '-fps_mode', 'passthrough', '-f', 'framemd5', '-']).out.toString();
  return lines.split('\n').filter((line) => line !== '' && !line.startsWith('#')).map((line) => line.split(',').at(-1)!.trim());
}

describe('an excerpt of a take', { skip: !(await ensureFfmpeg()) && 'ffmpeg is not here' }, () => {
  const clip = (name: string, ...options: readonly string[]): string => {
    ffmpeg(['-f', 'lavfi', '-i', 'testsrc2=s=320x180:r=24:d=2', '-pix_fmt', 'yuv420p', '-c:v', 'libx264', ...options, at(name)]);
    return at(name);
  };

  test('is one of its pictures from about a quarter, and its last pictures up to the very last', async () => {
    const b = clip('b.mp4', '-bf', '3', '-g', '12');
    ffmpeg(['-i', b, '-c', 'copy', '-movflags', 'frag_keyframe+empty_moov', at('fragments.mp4')]);
    ffmpeg(['-i', b, '-c', 'copy', '-f', 'mov', at('mov.mp4')]);
    for (const [file, moment] of [[b, 12], [at('fragments.mp4'), 12], [at('mov.mp4'), 12], [clip('one group.mp4', '-g', '99'), 0], [clip('every.mp4', '-g', '1'), 12], [clip('open.mp4', '-x264-params', 'open-gop=1:keyint=8:bframes=3'), 0]] as const) {
      assert.ok(await writeExcerpt(file, at('out.mp4'), 'moment'));
      const all = pictures(file);
      assert.deepEqual(pictures(at('out.mp4')), [all[moment]], file);
      assert.ok(await writeExcerpt(file, at('out.mp4'), 'end'));
      assert.equal(pictures(at('out.mp4')).at(-1), all.at(-1), file);
      assert.ok(statSync(at('out.mp4')).size <= statSync(file).size + 2000);
    }
  });

  test('is not written of what is no video, and replaces nothing then', async () => {
    writeFileSync(at('text.mp4'), 'Dear diary');
    writeFileSync(at('kept.mp4'), 'before');
    assert.equal(await writeExcerpt(at('text.mp4'), at('kept.mp4'), 'end'), false);
    assert.equal(readFileSync(at('kept.mp4'), 'utf8'), 'before');
  });

  test('is made of large takes alone, once, and dropped', async () => {
    const excerpts = createExcerpts(at('excerpts'));
    const small = clip('small.mp4');
    assert.equal(await excerpts.of(small, 'end'), undefined);
    copyFileSync(small, at('large.mp4'));
    // What comes after the last box of a file is nobody's: a hole of 3 GB makes the take large without room on the disk.
    truncateSync(at('large.mp4'), 3 * 2 ** 30);
    const [one, again] = await Promise.all([excerpts.of(at('large.mp4'), 'end'), excerpts.of(at('large.mp4'), 'end')]);
    assert.ok(one !== undefined && one === again);
    assert.equal(pictures(one).at(-1), pictures(small).at(-1));
    await excerpts.drop(at('large.mp4'), 'end');
    assert.throws(() => statSync(one), /ENOENT/u);
    assert.equal(await excerpts.of(at('gone.mp4'), 'moment'), undefined);
  });

  test('is not looked for again of a video that none can be made of, until it changes', async () => {
    const excerpts = createExcerpts(at('none'));
    const file = at('late.mp4');
    const fill = (whole: boolean): void => {
      if (whole) copyFileSync(clip('whole.mp4'), file);
      else writeFileSync(file, 'Dear diary');
      truncateSync(file, 3 * 2 ** 30);
    };
    fill(false);
    utimesSync(file, 1e9, 1e9);
    assert.equal(await excerpts.of(file, 'moment'), undefined);
    fill(true);
    utimesSync(file, 1e9, 1e9);
    assert.equal(await excerpts.of(file, 'moment'), undefined);
    utimesSync(file, 2e9, 2e9);
    assert.ok(await excerpts.of(file, 'moment'));
  });

  test('is removed a day later where nobody dropped it, and nothing else is', async () => {
    const place = at('left');
    mkdirSync(place);
    const name = (sign: string, kind: string): string => join(place, `${sign.repeat(32)}-${kind}.mp4`);
    const [old, fresh, other] = [name('a', 'moment'), name('b', 'end'), join(place, 'picture.jpg')];
    for (const file of [old, fresh, other]) writeFileSync(file, 'x');
    for (const file of [old, other]) utimesSync(file, 1e9, 1e9);
    copyFileSync(clip('swept.mp4'), at('sweeps.mp4'));
    truncateSync(at('sweeps.mp4'), 3 * 2 ** 30);
    assert.ok(await createExcerpts(place).of(at('sweeps.mp4'), 'moment'));
    assert.deepEqual([old, fresh, other].map(existsSync), [false, true, true]);
  });
});
