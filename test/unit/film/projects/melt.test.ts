import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { CutShot } from '../../../../src/film/cut.ts';
import { lookAtClip } from '../../../../src/film/join/lookAtClip.ts';
import { toMlt } from '../../../../src/film/projects/mlt.ts';
import { installPackages } from '../../../support/debian.ts';
import { ensureFfmpeg, ffmpeg } from '../../../support/ffmpeg.ts';
import { run, TookTooLong, tryRun, type Ended } from '../../../support/outside.ts';

const isHere = (): boolean => tryRun('melt', ['-version'])?.status === 0;
await ensureFfmpeg();
await installPackages(() => (isHere() ? [] : ['melt']));

const folder = mkdtempSync(join(tmpdir(), 'hailuo-melt-'));
after(() => { rmSync(folder, { recursive: true, force: true }); });

/** Red, green and blue of the middle of each picture, in eighths: encoders round. */
function colours(file: string): readonly string[] {
  const raw = run('ffmpeg', ['-v', 'error', '-i', file, '-vf', 'crop=8:8,scale=1:1', '-fps_mode', 'passthrough', '-f', 'rawvideo', '-pix_fmt', 'rgb24', '-']).out;
  return Array.from({ length: raw.length / 3 }, (_, at) => [...raw.subarray(at * 3, at * 3 + 3)].map((part) => Math.round(part / 64)).join());
}

// What Debian's melt makes of the file is what Shotcut makes of it: both are MLT.
describe('an MLT project in melt', { skip: !isHere() && 'melt is not here' }, () => {
  const takes = [['red', 12], ['lime', 30], ['blue', 7]] as const;
  let shots: readonly CutShot[] = [];
  before(async () => {
    mkdirSync(join(folder, '雨 夜'));
    shots = await Promise.all(takes.map(async ([colour, frames], at): Promise<CutShot> => {
      const file = join(folder, '雨 夜', `take ${String(at + 1)} 推进.mp4`);
      ffmpeg(['-f', 'lavfi', '-i', `color=${colour}:s=320x180:r=24`, '-frames:v', String(frames), '-pix_fmt', 'yuv420p', '-c:v', 'libx264', file]);
      const facts = await lookAtClip(file);
      assert.ok(facts);
      return { title: `${colour} & <镜头>`, prompt: '[Push in] A door.', file, facts };
    }));
  });

  /**
   * Debian's melt 7.12 stands still on a busy machine once in a hundred runs or so, whatever the project: it is killed then and
   * begun anew, so that a project is only blamed for what it does each time.
   */
  function render(name: string, cut: readonly CutShot[], tries = 6): Ended & { readonly film: string } {
    const [project, film] = [join(folder, `${name}.mlt`), join(folder, `${name}.mkv`)];
    writeFileSync(project, toMlt({ name: 'The courier', shots: cut }, project));
    try {
      const ended = tryRun('melt', [project, '-consumer', `avformat:${film}`, 'vcodec=ffv1', 'an=1', 'real_time=-1'], { environment: { ...process.env, SDL_AUDIODRIVER: 'dummy' }, seconds: 30 });
      assert.ok(ended);
      return { film, ...ended };
    } catch (error) {
      if (error instanceof TookTooLong && tries > 1) return render(name, cut, tries - 1);
      throw error;
    }
  }

  test('has as many pictures as its takes, and at each cut the last of one and the first of the next', () => {
    const { film: file, status, words } = render('film', shots);
    assert.equal(status, 0, words);
    assert.doesNotMatch(words, /failed to load/u);
    const film = colours(file);
    assert.equal(film.length, 12 + 30 + 7);
    const own = shots.map(({ file }) => colours(file)[0]);
    assert.equal(new Set(own).size, 3);
    assert.deepEqual([0, 11, 12, 41, 42, 48].map((frame) => film[frame]), [own[0], own[0], own[1], own[1], own[2], own[2]]);
    assert.deepEqual(film, takes.flatMap(([, frames], at) => Array.from({ length: frames }, () => own[at])));
  });

  test('would be told from one whose take is gone', () => {
    const [first, ...others] = shots;
    assert.ok(first);
    // It may say so with exit 0 and the full number of pictures, or make no film at all: what it says counts.
    assert.match(render('gone', [{ ...first, file: join(folder, 'gone.mp4') }, ...others]).words, /failed to load/u);
  });
});
