import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, readdirSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { Cut, CutShot } from '../../../../src/film/cut.ts';
import { filmTrack, soundUntil } from '../../../../src/film/join/filmTable.ts';
import { planJoin } from '../../../../src/film/join/joinable.ts';
import type { JoinPlan } from '../../../../src/film/join/joinable.ts';
import { joinClips } from '../../../../src/film/join/joinClips.ts';
import { lookAtClip } from '../../../../src/film/join/lookAtClip.ts';
import type { TrackTable } from '../../../../src/film/join/sampleTable.ts';
import { readSampleTables } from '../../../../src/film/join/sampleTable.ts';
import { ensureFfmpeg, ffmpeg } from '../../../support/ffmpeg.ts';
import { run } from '../../../support/outside.ts';

const folder = mkdtempSync(join(tmpdir(), 'hailuo-join-'));
after(() => { rmSync(folder, { recursive: true, force: true }); });

const at = (name: string): string => join(folder, name);

/** A clip of numbered pictures, 12 of them at 24 a second unless told otherwise. */
function clip(name: string, pattern: string, ...options: readonly string[]): string {
  ffmpeg(['-f', 'lavfi', '-i', `${pattern}=s=320x180:r=24:d=0.5`, '-pix_fmt', 'yuv420p', '-c:v', 'libx264', ...options, at(name)]);
  return at(name);
}

async function cutOf(...files: readonly string[]): Promise<Cut> {
  const shots = await Promise.all(files.map(async (file, index): Promise<CutShot> => {
    const facts = await lookAtClip(file);
    assert.ok(facts, `${file} is a clip`);
    return { title: `Shot ${String(index + 1)} 镜头`, prompt: '[Push in] A door.', file, facts };
  }));
  return { name: 'The courier', shots };
}

function planOf(cut: Cut): Extract<JoinPlan, { kind: 'plan' }> {
  const plan = planJoin(cut.shots);
  if (plan.kind === 'refused') assert.fail(plan.message);
  return plan;
}

/** A hash of each picture as it is shown. */
function pictures(file: string): readonly string[] {
  const lines = run('ffmpeg', ['-v', 'error', '-i', file, '-map', '0:v', '-fps_mode', 'passthrough', '-f', 'framemd5', '-']).out.toString();
  return lines.split('\n').filter((line) => line !== '' && !line.startsWith('#')).map((line) => line.split(',').at(-1)!.trim());
}

function probe(file: string, what: string): string {
  return run('ffprobe', ['-v', 'error', '-of', 'default=noprint_wrappers=1', ...what.split(' '), file]).out.toString();
}

async function joined(...files: readonly string[]): Promise<{ readonly film: string; readonly plan: Extract<JoinPlan, { kind: 'plan' }>; readonly cut: Cut }> {
  const cut = await cutOf(...files);
  const plan = planOf(cut);
  const film = at(`film-${String(readdirSync(folder).length)}.mp4`);
  const outcome = await joinClips({ cut, plan, to: film });
  assert.equal(outcome.kind, 'joined', JSON.stringify(outcome));
  return { film, plan, cut };
}

describe('joining takes', { skip: !(await ensureFfmpeg()) && 'ffmpeg is not here' }, () => {
  let plain = '';
  let withB = '';
  let label = '';
  before(() => {
    plain = clip('plain.mp4', 'testsrc', '-preset', 'ultrafast', '-tune', 'zerolatency');
    withB = clip('b frames.mp4', 'testsrc2', '-bf', '3', '-g', '6');
    label = clip('标签.mp4', 'testsrc2', '-preset', 'ultrafast', '-movflags', 'use_metadata_tags', '-metadata', 'AIGC={"Label":"1"}');
  });

  test('takes with the same parameter sets keep every picture', async () => {
    const { film, plan } = await joined(plain, plain, plain);
    assert.equal(plan.mixedSets, false);
    assert.deepEqual(pictures(film), [...pictures(plain), ...pictures(plain), ...pictures(plain)]);
  });

  test('takes of different encoders, with and without B-frames, keep every picture', async () => {
    const { film, plan } = await joined(withB, plain, withB, label);
    assert.equal(plan.mixedSets, true);
    assert.equal(plan.notes.length, 1);
    assert.deepEqual(pictures(film), [withB, plain, withB, label].flatMap(pictures));
  });

  test('takes whose files begin with free space, as relays send them, keep every picture', async () => {
    const bytes = readFileSync(withB);
    // ffmpeg leaves eight bytes of free space behind the brands: the other way round, all else stays where it is.
    const brands = bytes.readUInt32BE(0);
    assert.deepEqual([bytes.toString('latin1', 4, 8), bytes.readUInt32BE(brands), bytes.toString('latin1', brands + 4, brands + 8)], ['ftyp', 8, 'free']);
    const free = bytes.subarray(brands, brands + 8);
    writeFileSync(at('free first.mp4'), Buffer.concat([free, bytes.subarray(0, brands), bytes.subarray(brands + 8)]));
    // A fragment counts from its own start, so anything may be put before it.
    ffmpeg(['-i', withB, '-c', 'copy', '-movflags', 'frag_keyframe+empty_moov+default_base_moof', at('fragments.mp4')]);
    writeFileSync(at('more first.mp4'), Buffer.concat([free, Buffer.from([0, 0, 4, 0]), Buffer.from('skip'), Buffer.alloc(1016), readFileSync(at('fragments.mp4'))]));
    const files = [at('free first.mp4'), at('more first.mp4')];
    const { film } = await joined(plain, ...files);
    assert.deepEqual(pictures(film), [...pictures(plain), ...pictures(withB), ...pictures(withB)]);
  });

  test('takes with content credentials or free space of any size before their index keep every picture, and are not read whole', async () => {
    const bytes = readFileSync(withB);
    const index = bytes.indexOf('moov') - 4;
    const head = Buffer.alloc(8);
    for (const type of ['uuid', 'free', 'skip', 'c2pa']) {
      head.writeUInt32BE(300_000);
      head.write(type, 4, 'latin1');
      writeFileSync(at(`${type}.mp4`), Buffer.concat([bytes.subarray(0, index), head, Buffer.alloc(300_000 - 8, 0x6d), bytes.subarray(index)]));
      const { film } = await joined(plain, at(`${type}.mp4`));
      assert.deepEqual(pictures(film), [...pictures(plain), ...pictures(withB)], type);
    }
  });

  test('a take of more than 4 GB is joined without being read whole', async () => {
    const bytes = readFileSync(plain);
    const [pictureBox, index] = [bytes.indexOf('mdat') - 4, bytes.indexOf('moov') - 4];
    const gap = 2 ** 32 + 2 ** 20;
    const moov = Buffer.from(bytes.subarray(index));
    // One table of offsets, of 32 bits each: the same of 64, where the track and all around it grow by the difference.
    const table = moov.indexOf('stco') - 4;
    const count = moov.readUInt32BE(table + 12);
    const wide = Buffer.alloc(16 + 8 * count);
    wide.writeUInt32BE(wide.length);
    wide.write('co64', 4, 'latin1');
    wide.writeUInt32BE(count, 12);
    for (let chunk = 0; chunk < count; chunk++) wide.writeBigUInt64BE(BigInt(moov.readUInt32BE(table + 16 + 4 * chunk) + gap), 16 + 8 * chunk);
    for (const around of ['moov', 'trak', 'mdia', 'minf', 'stbl']) {
      const size = moov.indexOf(around) - 4;
      moov.writeUInt32BE(moov.readUInt32BE(size) + 4 * count, size);
    }
    const longer = Buffer.concat([moov.subarray(0, table), wide, moov.subarray(table + 16 + 4 * count)]);
    const head = Buffer.alloc(16);
    head.writeUInt32BE(1);
    head.write('mdat', 4, 'latin1');
    head.writeBigUInt64BE(BigInt(index - pictureBox + gap), 8);
    const file = openSync(at('huge.mp4'), 'w');
    try {
      // The gap is a hole in the file: it takes no room on the disk.
      writeSync(file, bytes, 0, pictureBox, 0);
      writeSync(file, head, 0, 16, pictureBox);
      writeSync(file, bytes, pictureBox + 8, index - pictureBox - 8, pictureBox + 8 + gap);
      writeSync(file, longer, 0, longer.length, index + gap);
    } finally {
      closeSync(file);
    }
    const { film } = await joined(withB, at('huge.mp4'));
    assert.deepEqual(pictures(film), [...pictures(withB), ...pictures(plain)]);
  });

  test('the hash that is reckoned while the film is written is that of its file', async () => {
    const cut = await cutOf(withB, plain, withB);
    const to = at('hashed.mp4');
    const outcome = await joinClips({ cut, plan: planOf(cut), to });
    assert.ok(outcome.kind === 'joined');
    const bytes = readFileSync(to);
    assert.deepEqual([outcome.bytes, outcome.sha256], [bytes.length, createHash('sha256').update(bytes).digest('hex')]);
  });

  test('the film is as long as its takes and its pictures are evenly spaced', async () => {
    const { film } = await joined(withB, plain);
    const times = probe(film, '-select_streams v -show_entries frame=pts_time').split('\n').flatMap((line) => (line.startsWith('pts_time=') ? [Number(line.slice(9))] : []));
    assert.deepEqual(times.map((time) => Math.round(time * 24 * 1000) / 1000), Array.from({ length: 24 }, (_, index) => index));
  });

  test('takes whose time line begins late, in fragments or without an edit list lose nothing', async () => {
    ffmpeg(['-i', withB, '-c', 'copy', '-movflags', 'frag_keyframe+empty_moov', at('fragments.mp4')]);
    ffmpeg(['-i', withB, '-c', 'copy', '-use_editlist', '0', at('no edits.mp4')]);
    ffmpeg(['-itsoffset', '0.4', '-i', plain, '-c', 'copy', at('late.mp4')]);
    const files = [at('fragments.mp4'), at('no edits.mp4'), at('late.mp4')];
    const { film } = await joined(...files);
    assert.deepEqual(pictures(film), [withB, withB, plain].flatMap(pictures));
  });

  test('a take that a phone trimmed ends where its edit list does', async () => {
    const file = at('trimmed.mp4');
    const bytes = readFileSync(withB);
    // The only edit lasts 500 thousandths of a second; 250 are the six pictures of its first group.
    assert.equal(bytes.readUInt32BE(bytes.indexOf('elst') + 12), 500);
    bytes.writeUInt32BE(250, bytes.indexOf('elst') + 12);
    writeFileSync(file, bytes);
    assert.equal(pictures(file).length, 6);
    const { film, cut } = await joined(plain, file, plain);
    assert.deepEqual([cut.shots[1]?.facts.frames, cut.shots[1]?.facts.beyondTrim], [6, undefined]);
    assert.deepEqual(pictures(film), [plain, file, plain].flatMap(pictures));
    // The last but one is decoded from the last, which cannot be left out.
    bytes.writeUInt32BE(440, bytes.indexOf('elst') + 12);
    writeFileSync(file, bytes);
    const within = await joined(plain, file);
    assert.deepEqual(pictures(within.film), [plain, withB].flatMap(pictures));
    assert.match(within.plan.notes.join(' '), /“Shot 2 镜头” ends a little later than it was trimmed to/u);
  });

  test('takes of other rates and time bases keep their own pace', async () => {
    ffmpeg(['-f', 'lavfi', '-i', 'testsrc=s=320x180:r=25:d=0.4', '-pix_fmt', 'yuv420p', '-c:v', 'libx264', '-video_track_timescale', '600', at('25.mp4')]);
    const { film, cut } = await joined(plain, at('25.mp4'), plain);
    assert.deepEqual(pictures(film), [plain, at('25.mp4'), plain].flatMap(pictures));
    assert.ok(Math.abs(cut.shots.reduce((sum, { facts }) => sum + facts.seconds, 0) - 1.4) < 1e-6);
    assert.match(probe(film, '-show_entries format=duration'), /duration=1\.400000/u);
  });

  test('the label of generated video is carried over under its own key, and the shots are chapters', async () => {
    const { film } = await joined(plain, label);
    assert.match(probe(film, '-show_entries format_tags'), /TAG:AIGC=\{"Label":"1"\}/u);
    const chapters = probe(film, '-show_chapters');
    assert.match(chapters, /title=Shot 1 镜头/u);
    assert.match(chapters, /start_time=0\.500000/u);
    assert.equal((await lookAtClip(film))?.aigcLabel, '{"Label":"1"}');
  });

  test('sound is kept when every take has it, else left out and said', async () => {
    ffmpeg(['-f', 'lavfi', '-i', 'testsrc=s=320x180:r=24:d=0.5', '-f', 'lavfi', '-i', 'sine=d=0.5', '-pix_fmt', 'yuv420p', '-c:v', 'libx264', '-c:a', 'aac', at('sound.mp4')]);
    const both = await joined(at('sound.mp4'), at('sound.mp4'));
    assert.match(probe(both.film, '-show_entries stream=codec_name'), /codec_name=aac/u);
    assert.deepEqual(pictures(both.film), [at('sound.mp4'), at('sound.mp4')].flatMap(pictures));
    const one = await joined(at('sound.mp4'), plain);
    assert.doesNotMatch(probe(one.film, '-show_entries stream=codec_name'), /aac/u);
    assert.match(one.plan.notes.join(' '), /Sound was left out/u);
  });

  test('the sound of takes that were cut without encoding again stays with their pictures, however many there are', async () => {
    // One picture in three is a key frame: the cut falls on one, and between two packets of sound.
    ffmpeg(['-f', 'lavfi', '-i', 'testsrc=s=320x180:r=24:d=2', '-f', 'lavfi', '-i', 'sine=r=48000:d=2', '-pix_fmt', 'yuv420p', '-c:v', 'libx264', '-g', '3', '-c:a', 'aac', '-shortest', at('long sound.mp4')]);
    ffmpeg(['-ss', '1', '-i', at('long sound.mp4'), '-c', 'copy', at('cut sound.mp4')]);
    const pieces = (await readSampleTables(at('cut sound.mp4')))?.sound?.pieces ?? [];
    assert.ok(pieces.some(({ shown, length }) => shown < 0 && shown + length > 0), 'a packet lies across the beginning');
    const takes = 8;
    const { film, cut } = await joined(...Array.from({ length: takes }, () => at('cut sound.mp4')));
    const seconds = cut.shots.reduce((sum, { facts }) => sum + facts.seconds, 0);
    const packets = probe(film, '-select_streams a -show_entries packet=pts_time').split('\n').flatMap((line) => (line.startsWith('pts_time=') ? [Number(line.slice(9))] : []));
    const inOne = packets.length / takes;
    for (let take = 0; take < takes; take++) assert.ok(Math.abs((packets[take * inOne] ?? 0) - take * seconds / takes) < 0.001, `take ${String(take + 1)} begins with its sound`);
    const sound = (await readSampleTables(film))?.sound;
    assert.ok(sound && Math.abs(sound.pieces.reduce((sum, { length }) => sum + length, 0) / sound.ticksASecond - seconds) < 0.001);
  });

  test('a take whose sound is shorter than one packet moves that of no other', () => {
    const table = (shown: readonly number[]): TrackTable => ({ ticksASecond: 1000, description: new Uint8Array(), pieces: shown.map((at) => ({ offset: 0, size: 1, decoded: at - (shown[0] ?? 0), shown: at, length: 20, key: true })) });
    const packets = Array.from({ length: 51 }, (_, index) => index * 20 - 7);
    const parts = [[], packets, [], packets].map((shown) => ({ table: soundUntil(table(shown), 1), seconds: 1 }));
    const { runs, length, lead } = filmTrack(parts);
    const heard: number[] = [];
    let at = 0;
    for (const piece of runs.flatMap(({ pieces }) => pieces)) {
      heard.push(at + piece.delay - lead);
      at += piece.length;
    }
    assert.deepEqual([length, at], [4000, 4000]);
    const own = [0, ...packets.slice(2).filter((shown) => shown + 20 <= 1001)];
    assert.deepEqual(heard, [...own.map((shown) => 1000 + shown), ...own.map((shown) => 3000 + shown)]);
  });

  test('the index stands before the pictures, so that a player can start while the film loads', async () => {
    const { film } = await joined(plain, plain);
    const trace = run('ffprobe', ['-v', 'trace', film]).words;
    assert.ok(trace.indexOf("type:'moov'") < trace.indexOf("type:'mdat'"));
  });

  test('another size is refused by name, with the project as the way out', async () => {
    ffmpeg(['-f', 'lavfi', '-i', 'testsrc=s=180x320:r=24:d=0.5', '-pix_fmt', 'yuv420p', '-c:v', 'libx264', at('portrait.mp4')]);
    const plan = planJoin((await cutOf(plain, at('portrait.mp4'))).shots);
    assert.ok(plan.kind === 'refused');
    assert.match(plan.message, /“Shot 2 镜头” is 180 × 320, but “Shot 1 镜头” is 320 × 180\. .*project/u);
  });

  test('other color samples are refused by name: a decoder is set up for one kind', async () => {
    for (const [format, words] of [['yuv422p', '4:2:2, 8 bit'], ['yuv444p', '4:4:4, 8 bit'], ['yuv420p10le', '4:2:0, 10 bit']] as const) {
      const other = clip(`${format}.mp4`, 'testsrc', '-pix_fmt', format);
      const plan = planJoin((await cutOf(plain, other)).shots);
      assert.ok(plan.kind === 'refused');
      assert.match(plan.message, new RegExp(`^“Shot 2 镜头” stores color as ${words}, but “Shot 1 镜头” as 4:2:0, 8 bit, .*project`, 'u'));
      planOf(await cutOf(other, other));
    }
  });

  test('a phone’s QuickTime file under the name of an mp4 is joined, with its sound', async () => {
    ffmpeg(['-f', 'lavfi', '-i', 'testsrc=s=320x180:r=24:d=0.5', '-f', 'lavfi', '-i', 'sine=d=0.5', '-pix_fmt', 'yuv420p', '-c:v', 'libx264', '-c:a', 'aac', '-f', 'mov', at('IMG_0001.mp4')]);
    assert.equal(readFileSync(at('IMG_0001.mp4')).toString('latin1', 8, 12), 'qt  ');
    const { film } = await joined(at('IMG_0001.mp4'), at('IMG_0001.mp4'));
    assert.deepEqual(pictures(film), [at('IMG_0001.mp4'), at('IMG_0001.mp4')].flatMap(pictures));
    assert.match(probe(film, '-show_entries stream=codec_name'), /codec_name=aac/u);
  });

  test('where no key frames are listed every picture is one: ISO/IEC 14496-12, 8.6.2', async () => {
    const listed = clip('every picture a key.mp4', 'testsrc2', '-g', '1', '-bf', '0');
    assert.ok(!readFileSync(listed).includes('stss'));
    const { film } = await joined(plain, listed, plain);
    assert.deepEqual(pictures(film), [plain, listed, plain].flatMap(pictures));
    const alone = await joined(listed, listed);
    assert.ok(!readFileSync(alone.film).includes('stss'));
  });

  test('a take that was cut in the middle of a group is refused', async () => {
    const long = clip('one group.mp4', 'testsrc', '-g', '48');
    ffmpeg(['-ss', '0.2', '-i', long, '-c', 'copy', at('cut.mp4')]);
    const plan = planJoin((await cutOf(plain, at('cut.mp4'))).shots);
    assert.equal(plan.kind, 'refused');
  });

  test('a stopped join leaves nothing', async () => {
    const cut = await cutOf(plain, withB);
    const stop = new AbortController();
    const to = at('stopped.mp4');
    const outcome = await joinClips({ cut, plan: planOf(cut), to, signal: stop.signal, progress: () => { stop.abort(); } });
    assert.equal(outcome.kind, 'cancelled');
    assert.deepEqual(readdirSync(folder).filter((name) => name.startsWith('stopped')), []);
  });

  test('a take that changed since it was looked at makes no film', async () => {
    const cut = await cutOf(plain, withB);
    const [first, second] = cut.shots;
    const to = at('changed.mp4');
    const outcome = await joinClips({ cut: { ...cut, shots: [first!, { ...second!, facts: { ...second!.facts, frames: 99 } }] }, plan: planOf(cut), to });
    assert.equal(outcome.kind, 'wrong');
    assert.ok(!existsSync(to));
  });

  test('a film that is there is replaced only by a whole one', async () => {
    const to = at('kept.mp4');
    writeFileSync(to, 'before');
    const cut = await cutOf(plain);
    await joinClips({ cut, plan: planOf(cut), to });
    assert.deepEqual(pictures(to), pictures(plain));
  });

  test('a file that is no video is none', async () => {
    writeFileSync(at('text.mp4'), 'Dear diary');
    assert.equal(await lookAtClip(at('text.mp4')), undefined);
  });
});
